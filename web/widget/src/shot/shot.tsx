import { readRefusal } from '@seggwat/shared/refusal';
import { render } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Core, Send } from '../core.ts';
import { addStyles } from '../hub/styles.ts';
import css from './field.css';
import { Mark } from './marks.tsx';
import { type Fault, faultOf, makeCanvas } from './picture.ts';
import { loadShotTexts, type ShotTexts } from './texts.ts';

interface State {
  fault: Fault | null;
  busy: boolean;
  /** Draws the control anew, where there is one. */
  redraw(): void;
}

const states = new WeakMap<Core, State>();

function stateOf(core: Core): State {
  const state = states.get(core) ?? { fault: null, busy: false, redraw() {} };
  states.set(core, state);
  return state;
}

function change(core: Core, next: Partial<State>): void {
  const state = Object.assign(stateOf(core), next);
  state.redraw();
}

const REFUSALS: Record<number, Fault> = { 413: 'size', 415: 'type', 507: 'full' };
const COOL_DOWN_MS = 10_000;

/** When it is the picture that the server refuses, that is said beside the picture. */
const sendShot: Send = async (core, path, body) => {
  const form = new FormData();
  const data = JSON.stringify({ project_key: core.key, ...body });
  form.append('data', new Blob([data], { type: 'application/json' }));
  form.append('screenshot', core.shot as Blob, 'screenshot');
  try {
    const address = `${core.origin}/api/v1${path}-with-screenshot`;
    const answer = await fetch(address, { method: 'POST', body: form, credentials: 'omit' });
    if (answer.ok) {
      core.shot = null;
      return null;
    }
    const { status, retryAfterMs } = await readRefusal(answer);
    if (status === 429) return { kind: 'wait', waitMs: retryAfterMs ?? COOL_DOWN_MS };
    const fault = REFUSALS[status];
    if (!fault) return { kind: status === 403 ? 'forbidden' : 'failed', waitMs: 0 };
    change(core, { fault });
    return { kind: 'wait', waitMs: 0 };
  } catch {
    return { kind: 'failed', waitMs: 0 };
  }
};

async function attach(core: Core, blob: Blob): Promise<boolean> {
  const fault = await faultOf(blob);
  if (fault) change(core, { fault });
  else keep(core, blob);
  return !fault;
}

function keep(core: Core, blob: Blob | null): void {
  core.shot = blob;
  core.sendShot = sendShot;
  change(core, { fault: null });
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
  const blob = given instanceof Blob ? given : await take(core);
  if (!blob || !(await attach(core, blob))) return null;
  return blob;
}

const texts = new Map<string, Promise<ShotTexts>>();

/** Draws the control into its place in a form, also again. */
export async function draw(core: Core, place: HTMLElement | null): Promise<void> {
  const { language, root } = core;
  const loading = texts.get(language) ?? loadShotTexts(language);
  texts.set(language, loading);
  loading.catch(() => texts.delete(language));
  const loaded = await loading;
  addStyles(root, css);
  if (!place) return;
  const state = stateOf(core);
  state.redraw = () => {
    if (place.isConnected) render(<ShotField core={core} texts={loaded} place={place} />, place);
  };
  state.redraw();
}

interface Props {
  core: Core;
  texts: ShotTexts;
  place: HTMLElement;
}

function ShotField({ core, texts, place }: Props) {
  const { fault, busy } = stateOf(core);
  const { root, shot } = core;
  useBrought(core, place);
  const focus = (name: string) => root.querySelector<HTMLElement>(name)?.focus();
  const edit = async (blob: Blob) => {
    const { openEditor } = await import('./editor.tsx');
    const edited = await openEditor(root, texts, blob);
    if (!edited) return;
    keep(core, edited);
    focus('.shot-field .round');
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
            tabIndex={-1}
            aria-hidden="true"
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
              keep(core, null);
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

/** Takes pictures that are pasted into the form or dropped on it. */
function useBrought(core: Core, place: HTMLElement): void {
  useLayoutEffect(() => {
    // The listeners go with the form.
    const form = place.closest('form');
    const mark = (over: boolean) => form?.classList.toggle('drop', over);
    const bring = (event: Event, data: DataTransfer | null) => {
      mark(false);
      const file = data?.files[0];
      if (!file) return;
      event.preventDefault();
      void attach(core, file);
    };
    form?.addEventListener('paste', (event) => {
      // A table copied from an office program comes as text and as a picture: text is meant.
      if (!event.clipboardData?.types.includes('text/plain')) bring(event, event.clipboardData);
    });
    form?.addEventListener('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      mark(true);
    });
    form?.addEventListener('dragleave', () => mark(false));
    form?.addEventListener('drop', (event) => bring(event, event.dataTransfer));
  }, []);
}
