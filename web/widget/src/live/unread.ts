import type { Message } from '@seggwat/shared/types';

/**
 * Counts what the user has not read: the server's number at the start, and from there on by the
 * events. Cheap enough to run without the messages themselves being loaded.
 */
export class UnreadCount {
  private base = 0;
  private counted = 0;
  private readonly fresh = new Set<number>();
  private readSeq = 0;

  /** The server's own count, which covers every message up to `lastSeq`. */
  begin(unread: number, lastSeq = 0): void {
    this.base = unread;
    this.counted = lastSeq;
    this.fresh.clear();
  }

  get value(): number {
    return this.base + this.fresh.size;
  }

  /** Answers true when the message is news to the reader. */
  message(message: Message): boolean {
    const { seq } = message;
    if (message.author.kind !== 'member') {
      this.read(seq);
      return false;
    }
    if (message.deleted_at) {
      this.fresh.delete(seq);
      return false;
    }
    if (message.edited_at || seq <= this.readSeq || this.fresh.has(seq)) return false;
    if (seq <= this.counted) return false;
    this.counted = seq;
    this.fresh.add(seq);
    return true;
  }

  read(seq: number): void {
    if (seq <= this.readSeq) return;
    this.readSeq = seq;
    this.base = 0;
    for (const known of this.fresh) if (known <= seq) this.fresh.delete(known);
  }
}
