import type { ComponentType } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Core } from '../core.ts';
import { addStyles } from '../hub/styles.ts';
import css from './field.css';
import { Mark } from './marks.tsx';
import { type Fault, faultOf, makeCanvas } from './picture.ts';
import { loadShotTexts, type ShotTexts } from './texts.ts';

interface State {
  fault: Fault | null;
  busy: boolean;
}

const states = new WeakMap<Core, State>();

function stateOf(core: Core): State {
  const state = states.get(core) ?? { fault: null, busy: false };
  states.set(core, state);
  return state;
}

function change(core: Core, next: Partial<State>): void {
  Object.assign(stateOf(core), next);
  core.changed();
}

/** Why the server would not have the picture, for the user to see. */
export function refuse(core: Core, status: number): void {
  change(core, { fault: status === 413 ? 'size' : status === 415 ? 'type' : 'full' });
}

async function attach(core: Core, blob: Blob): Promise<boolean> {
  const fault = await faultOf(blob);
  if (!fault) core.shot = blob;
  change(core, { fault });
  return !fault;
}

async function take(core: Core): Promise<Blob | null> {
  change(core, { busy: true, fault: null });
  try {
    const { capture } = await import('./capture.ts');
    return await capture(core.root.host);
  } catch (error) {
    console.warn('[SeggWat]', error);
    change(core, { fault: 'impossible' });
    return null;
  } finally {
    change(core, { busy: false });
  }
}

/** Makes a picture that of the next report: the given one, or what is seen of the page. Null when there is none. */
export async function shoot(core: Core, given?: unknown): Promise<Blob | null> {
  if (!core.hasShots()) {
    console.warn('[SeggWat] Screenshots are switched off');
    return null;
  }
  const blob = given instanceof Blob ? given : given ? null : await take(core);
  if (!blob || !(await attach(core, blob))) return null;
  return core.shot;
}

/** The control for the forms, with its texts and styles in place. */
export async function load(core: Core): Promise<ComponentType> {
  const texts = await loadShotTexts(core.language);
  addStyles(core.root, css);
  return () => <ShotField core={core} texts={texts} />;
}

interface Props {
  core: Core;
  texts: ShotTexts;
}

function ShotField({ core, texts }: Props) {
  const { fault, busy } = stateOf(core);
  const { root, shot } = core;
  useBrought(core);
  const focus = (name: string) => root.querySelector<HTMLElement>(name)?.focus();
  const edit = async (blob: Blob) => {
    const { openEditor } = await import('./editor.tsx');
    const edited = await openEditor(root, texts, blob);
    if (!edited) return;
    core.shot = edited;
    change(core, { fault: null });
    focus('.shot-thumb');
  };
  const onTake = async () => {
    if (stateOf(core).busy) return;
    const taken = await take(core);
    if (taken) await edit(taken);
  };
  return (
    <div class="shot-field">
      {shot ? (
        <>
          <button
            type="button"
            class="shot-thumb"
            aria-label={texts.t('edit')}
            title={texts.t('edit')}
            onClick={() => void edit(shot)}
          >
            <Thumb blob={shot} />
          </button>
          <span class="shot-about">{texts.t('attached', sizeOf(shot, texts))}</span>
          <Round name="edit" label={texts.t('edit')} onClick={() => void edit(shot)} />
          <Round
            name="bin"
            label={texts.t('remove')}
            onClick={() => {
              core.shot = null;
              change(core, { fault: null });
              focus('.shot-button');
            }}
          />
        </>
      ) : (
        <>
          <button
            type="button"
            class="shot-button"
            aria-disabled={busy}
            onClick={() => void onTake()}
          >
            <Mark name="camera" />
            {texts.t('add')}
          </button>
          <Upload core={core} label={texts.t('choose')} />
        </>
      )}
      <p class={fault ? 'hint wrong' : 'hint'} role={fault ? 'alert' : 'status'}>
        {fault ? texts.t(fault) : busy ? texts.t('taking') : shot ? '' : texts.t('hint')}
      </p>
    </div>
  );
}

function Round(props: { name: 'edit' | 'bin'; label: string; onClick: () => void }) {
  const { name, label, onClick } = props;
  return (
    <button type="button" class="round" aria-label={label} title={label} onClick={onClick}>
      <Mark name={name} />
    </button>
  );
}

function Upload({ core, label }: { core: Core; label: string }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg"
        hidden
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file) void attach(core, file);
          currentTarget.value = '';
        }}
      />
      <button type="button" class="shot-button" onClick={() => input.current?.click()}>
        <Mark name="image" />
        {label}
      </button>
    </>
  );
}

/** A picture of the picture, drawn: a page's content policy may forbid addresses of files. */
function Thumb({ blob }: { blob: Blob }) {
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    let gone = false;
    createImageBitmap(blob).then(
      (picture) => {
        const scale = Math.min(1, 256 / picture.width, 160 / picture.height);
        const { canvas, pen } = makeCanvas(picture.width * scale, picture.height * scale);
        pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
        picture.close();
        if (!gone) place.current?.replaceChildren(canvas);
      },
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [blob]);
  return <span ref={place} />;
}

function sizeOf({ size }: Blob, { language }: ShotTexts): string {
  const large = size >= 1e6;
  const unit = large ? 'megabyte' : 'kilobyte';
  const format = { style: 'unit', unit, maximumFractionDigits: large ? 1 : 0 } as const;
  return new Intl.NumberFormat(language, format).format(size / (large ? 1e6 : 1e3));
}

/** Takes pictures that are pasted or dropped while the form is there. */
function useBrought(core: Core): void {
  useLayoutEffect(() => {
    const { root } = core;
    const end = new AbortController();
    const on = (name: string, hear: (event: Event) => void) =>
      root.addEventListener(name, hear, { signal: end.signal });
    const mark = (over: boolean) => root.querySelector('.panel')?.classList.toggle('drop', over);
    const bring = (event: Event, data: DataTransfer | null) => {
      mark(false);
      const file = data?.files[0];
      if (!file) return;
      event.preventDefault();
      void attach(core, file);
    };
    on('paste', (event) => {
      // A table copied from an office program comes as text and as a picture: text is meant.
      const data = (event as ClipboardEvent).clipboardData;
      if (!data?.types.includes('text/plain')) bring(event, data);
    });
    on('dragover', (event) => {
      if (!(event as DragEvent).dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      mark(true);
    });
    on('dragleave', (event) => {
      if (!(event as DragEvent).relatedTarget) mark(false);
    });
    on('drop', (event) => bring(event, (event as DragEvent).dataTransfer));
    return () => {
      end.abort();
      mark(false);
    };
  }, [core]);
}
