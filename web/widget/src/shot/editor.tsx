import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { coverWindow } from '../hub/whole_window.ts';
import { History, type Stroke, type Tool } from './drawing.ts';
import css from './editor.css';
import { Mark } from './marks.tsx';
import { encode } from './picture.ts';
import { Stage } from './stage.tsx';
import type { ShotTexts } from './texts.ts';
import { Tools } from './tools.tsx';

/** Lets the user draw on a picture, over the whole window. Answers what came of it; null when it was given up. */
export async function openEditor(
  root: ShadowRoot,
  texts: ShotTexts,
  blob: Blob,
): Promise<Blob | null> {
  const picture = await createImageBitmap(blob);
  let close = () => {};
  const drawn = await new Promise<HTMLCanvasElement | 'same' | null>((done) => {
    close = coverWindow(root, css, <Editor texts={texts} picture={picture} onEnd={done} />);
  });
  const result = drawn === 'same' ? blob : drawn && (await encode(drawn));
  close();
  picture.close();
  return result;
}

interface Props {
  texts: ShotTexts;
  picture: ImageBitmap;
  onEnd: (drawn: HTMLCanvasElement | 'same' | null) => void;
}

function Editor({ texts, picture, onEnd }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [history] = useState(() => new History());
  const [tool, setTool] = useState<Tool>('pen');
  const [stroke, setStroke] = useState<Stroke>('medium');
  const [asking, ask] = useState(false);
  const [, redraw] = useState({});
  useLayoutEffect(() => {
    dialog.current?.showModal();
    canvas.current?.focus();
  }, []);
  const change = (act: () => void) => {
    act();
    redraw({});
  };
  const leave = () => {
    if (asking) return ask(false);
    if (history.canUndo) return ask(true);
    onEnd(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Neither the panel nor the page has shortcuts in here.
    event.stopPropagation();
    const key = event.key.toLowerCase();
    if (key === 'escape') {
      event.preventDefault();
      if (!event.isComposing) leave();
    }
    if (!(event.ctrlKey || event.metaKey) || event.target instanceof HTMLTextAreaElement) return;
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    change(() => (key === 'y' || event.shiftKey ? history.redo() : history.undo()));
  };
  const finish = () => onEnd(history.marks.length > 0 ? canvas.current : 'same');
  return (
    <dialog
      ref={dialog}
      class="whole-window shot-editor"
      aria-label={texts.t('editor')}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
      onClose={() => onEnd(null)}
    >
      <div class="shot-bar">
        <Tools texts={texts} tool={tool} onTool={setTool} stroke={stroke} onStroke={setStroke} />
        <div class="shot-group">
          <Act
            name="undo"
            texts={texts}
            on={history.canUndo}
            onAct={() => change(() => history.undo())}
          />
          <Act
            name="redo"
            texts={texts}
            on={history.canRedo}
            onAct={() => change(() => history.redo())}
          />
          <Act
            name="clear"
            texts={texts}
            on={history.marks.length > 0}
            onAct={() => change(() => history.clear())}
          />
        </div>
        <div class="shot-group shot-end">
          <button type="button" class="button" onClick={leave}>
            {texts.t('cancel')}
          </button>
          <button type="button" class="button main" onClick={finish}>
            {texts.t('done')}
          </button>
        </div>
      </div>
      <Stage
        canvas={canvas}
        picture={picture}
        texts={texts}
        tool={tool}
        stroke={stroke}
        marks={history.marks}
        onMark={(mark) => change(() => history.add(mark))}
      />
      {asking && <Ask texts={texts} onStay={() => ask(false)} onLeave={() => onEnd(null)} />}
    </dialog>
  );
}

interface ActProps {
  name: 'undo' | 'redo' | 'clear';
  texts: ShotTexts;
  on: boolean;
  onAct: () => void;
}

/** Stays where the focus is when there is nothing left to do. */
function Act({ name, texts, on, onAct }: ActProps) {
  return (
    <button
      type="button"
      class="round"
      aria-label={texts.t(name)}
      title={texts.t(name)}
      aria-disabled={!on}
      onClick={() => on && onAct()}
    >
      <Mark name={name === 'clear' ? 'bin' : name} />
    </button>
  );
}

function Ask(props: { texts: ShotTexts; onStay: () => void; onLeave: () => void }) {
  const { texts, onStay, onLeave } = props;
  const stay = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const root = stay.current?.getRootNode() as ShadowRoot | undefined;
    const before = root?.activeElement as HTMLElement | null;
    stay.current?.focus();
    return () => before?.focus();
  }, []);
  return (
    <div class="shot-ask" role="alertdialog" aria-labelledby="sw-shot-ask">
      <p id="sw-shot-ask">{texts.t('discard_ask')}</p>
      <button ref={stay} type="button" class="button" onClick={onStay}>
        {texts.t('stay')}
      </button>
      <button type="button" class="button" onClick={onLeave}>
        {texts.t('discard')}
      </button>
    </div>
  );
}
