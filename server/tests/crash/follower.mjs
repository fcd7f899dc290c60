// A client that follows a stream through every break, as the widget and the dashboard do, and keeps what it was told.
import { setTimeout as pause } from 'node:timers/promises';

export class Follower {
  // thread id → the numbers of its messages, in the order they came
  seen = new Map();
  resets = 0;
  connects = 0;
  cursor = null;
  told_retry = false;
  #stopped = new AbortController();

  constructor(url, headers) {
    this.url = url;
    this.headers = headers;
    this.done = this.#follow();
  }

  async stop() {
    this.#stopped.abort();
    await this.done;
  }

  numbers(thread) {
    return this.seen.get(thread) ?? [];
  }

  async #follow() {
    while (!this.#stopped.signal.aborted) {
      try {
        await this.#connect();
      } catch {
        // The server is down or the connection broke: come again, from the same place.
      }
      if (!this.#stopped.signal.aborted) await pause(50);
    }
  }

  async #connect() {
    const headers = { ...this.headers, ...(this.cursor ? { 'Last-Event-ID': this.cursor } : {}) };
    const response = await fetch(this.url, { headers, signal: this.#stopped.signal });
    if (response.status !== 200) throw new Error(`stream answered ${response.status}`);
    this.connects++;
    let rest = '';
    for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
      const frames = (rest + part).split('\n\n');
      rest = frames.pop();
      for (const frame of frames) this.#take(frame);
    }
  }

  #take(frame) {
    const fields = Object.fromEntries(
      frame.split('\n').map((line) => {
        const colon = line.indexOf(': ');
        return [line.slice(0, colon), line.slice(colon + 2)];
      }),
    );
    if (fields.retry) this.told_retry = true;
    if (fields.id) this.cursor = fields.id;
    if (fields.event === 'reset') this.resets++;
    if (fields.event !== 'message') return;
    const { message } = JSON.parse(fields.data);
    if (!this.seen.has(message.thread_id)) this.seen.set(message.thread_id, []);
    this.seen.get(message.thread_id).push(message.seq);
  }
}
