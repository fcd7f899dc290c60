import type { Message } from '@seggwat/shared/types';

/** A `Storage` of its own, as a browser keeps one. */
export class FakeStorage implements Storage {
  [name: string]: unknown;

  constructor() {
    Object.defineProperty(this, 'length', {
      enumerable: false,
      get: () => Object.keys(this).length,
    });
  }

  declare readonly length: number;

  getItem(key: string): string | null {
    return (this[key] as string | undefined) ?? null;
  }

  setItem(key: string, value: string): void {
    this[key] = value;
  }

  removeItem(key: string): void {
    delete this[key];
  }

  clear(): void {
    for (const key of Object.keys(this)) delete this[key];
  }

  key(index: number): string | null {
    return Object.keys(this)[index] ?? null;
  }
}

export function message(
  seq: number,
  kind: 'user' | 'member' = 'member',
  body = `m${seq}`,
): Message {
  return {
    id: `id-${seq}`,
    thread_id: 't',
    seq,
    author: { kind, id: kind, name: kind },
    body,
    client_id: `c${seq}`,
    attachments: [],
    created_at: new Date(1_780_000_000_000 + seq * 1000).toISOString(),
  };
}
