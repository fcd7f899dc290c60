import type { Attachment } from './types.ts';

/** What came of an upload: the attachment, or why not. `status` 0 means that no answer came. */
export type Uploaded = { ok: true; data: Attachment } | { ok: false; status: number; code: string };

export type Send = (
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
) => Promise<Uploaded>;

export interface Upload {
  key: string;
  name: string;
  size: number;
  /** An address of the picture in this browser, for pictures that were chosen here. */
  preview: string | null;
  state: 'sending' | 'ready' | 'failed';
  /** 0 … 1 */
  progress: number;
  /** Why it failed: a code of the server, `too_large`, `file_empty`, or empty when it was not reached. */
  code: string;
  attachment: Attachment | null;
}

export interface Limits {
  bytes: number;
  count: number;
}

const pictures = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

export const isPicture = (type: string): boolean => pictures.includes(type);

/** Whether another try could help. */
export const canRetry = ({ code }: Upload): boolean =>
  !['too_large', 'file_empty', 'unsupported_type'].includes(code);

/** The files chosen for one message: sent at once, shown with their progress, kept until the message goes. */
export class UploadList {
  items: readonly Upload[] = [];
  /** How many files of the last choice found no room. */
  leftOut = 0;
  private made = 0;
  private readonly files = new Map<string, File>();
  private readonly aborts = new Map<string, AbortController>();
  private readonly watchers = new Set<() => void>();

  constructor(
    private readonly send: Send,
    private readonly limits: () => Limits,
  ) {}

  subscribe(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  get busy(): boolean {
    return this.items.some((item) => item.state === 'sending');
  }

  /** Whether every file is there, so that the message may go. */
  get complete(): boolean {
    return this.items.every((item) => item.state === 'ready');
  }

  get attachments(): Attachment[] {
    return this.items.flatMap((item) => item.attachment ?? []);
  }

  /** Takes files as long as there is room; answers how many were left out. */
  add(files: File[]): number {
    const { bytes, count } = this.limits();
    const taken = files.slice(0, Math.max(0, count - this.items.length));
    for (const file of taken) {
      const key = `${++this.made}`;
      const code = file.size > bytes ? 'too_large' : file.size === 0 ? 'file_empty' : '';
      this.files.set(key, file);
      const preview = isPicture(file.type) ? URL.createObjectURL(file) : null;
      const item: Upload = {
        key,
        name: file.name,
        size: file.size,
        preview,
        state: code ? 'failed' : 'sending',
        progress: 0,
        code,
        attachment: null,
      };
      this.items = [...this.items, item];
      if (!code) void this.start(key, file);
    }
    this.leftOut = files.length - taken.length;
    this.changed();
    return this.leftOut;
  }

  /** What was uploaded before the page was loaded anew. */
  restore(attachments: Attachment[]): void {
    for (const attachment of attachments) {
      const { id, name, size } = attachment;
      const state = 'ready';
      const item: Upload = {
        key: id,
        name,
        size,
        preview: null,
        state,
        progress: 1,
        code: '',
        attachment,
      };
      this.items = [...this.items, item];
    }
    this.changed();
  }

  retry(key: string): void {
    const file = this.files.get(key);
    if (!file) return;
    this.set(key, { state: 'sending', progress: 0, code: '' });
    void this.start(key, file);
  }

  remove(key: string): void {
    this.forget(key);
    this.items = this.items.filter((item) => item.key !== key);
    this.leftOut = 0;
    this.changed();
  }

  /** Hands the finished files over and begins anew. */
  take(): Attachment[] {
    const { attachments } = this;
    this.clear();
    return attachments;
  }

  clear(): void {
    for (const { key } of this.items) this.forget(key);
    this.items = [];
    this.leftOut = 0;
    this.changed();
  }

  private forget(key: string): void {
    const preview = this.items.find((item) => item.key === key)?.preview;
    if (preview) URL.revokeObjectURL(preview);
    this.aborts.get(key)?.abort();
    this.aborts.delete(key);
    this.files.delete(key);
  }

  private async start(key: string, file: File): Promise<void> {
    const abort = new AbortController();
    this.aborts.set(key, abort);
    const answer = await this.send(
      file,
      (progress) => this.set(key, { progress }),
      abort.signal,
    ).catch(() => ({ ok: false as const, status: 0, code: '' }));
    if (abort.signal.aborted) return;
    this.aborts.delete(key);
    if (answer.ok) this.set(key, { state: 'ready', progress: 1, attachment: answer.data });
    else this.set(key, { state: 'failed', code: answer.code });
  }

  private set(key: string, change: Partial<Upload>): void {
    this.items = this.items.map((item) => (item.key === key ? { ...item, ...change } : item));
    this.changed();
  }

  private changed(): void {
    for (const watcher of this.watchers) watcher();
  }
}

/** Posts a file as a form. XMLHttpRequest, because only it tells how much has gone out. */
export function postFile(
  address: string,
  headers: Record<string, string>,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Uploaded> {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const fail = () => done({ ok: false, status: 0, code: '' });
    request.open('POST', address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => total > 0 && onProgress(loaded / total);
    request.onload = () => done(readAnswer(request));
    request.onerror = fail;
    request.onabort = fail;
    signal.addEventListener('abort', () => request.abort());
    const form = new FormData();
    form.append('file', file, file.name || 'file');
    request.send(form);
  });
}

function readAnswer({ status, responseText }: XMLHttpRequest): Uploaded {
  let body: { error?: unknown } & Partial<Attachment> = {};
  try {
    body = JSON.parse(responseText);
  } catch {
    // A proxy's page: the status has to do.
  }
  if (status === 201 && body.id) return { ok: true, data: body as Attachment };
  const code = typeof body.error === 'string' ? body.error : status === 413 ? 'too_large' : '';
  return { ok: false, status, code };
}

/** The files that a paste or a drop brought; empty when it brought something else. */
export function filesOf(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])];
}

/** Whether a link to a file has run out, or will in a moment. */
export function isOver(url: string, now: number): boolean {
  const exp = Number(/[?&]exp=(\d+)/.exec(url)?.[1]);
  return Number.isFinite(exp) && exp * 1000 < now + 5_000;
}

/** 512 B, 12 kB, 3.4 MB, 1.2 GB. */
export function sizeText(bytes: number, format: Intl.NumberFormat): string {
  if (bytes < 1000) return `${format.format(bytes)} B`;
  if (bytes < 999_500) return `${format.format(Math.round(bytes / 1000))} kB`;
  if (bytes < 999_500_000) return `${format.format(Math.round(bytes / 100_000) / 10)} MB`;
  return `${format.format(Math.round(bytes / 100_000_000) / 10)} GB`;
}

/** How large a picture is drawn: its own size, made to fit, never larger. */
export function fit(
  { width = 0, height = 0 }: Pick<Attachment, 'width' | 'height'>,
  most: { width: number; height: number },
): { width: number; height: number } {
  if (!width || !height) return { width: most.width, height: Math.round(most.width / 2) };
  const scale = Math.min(1, most.width / width, most.height / height);
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}
