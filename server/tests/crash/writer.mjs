// A user who never stops writing: one message after the other, each sent again with the same client_id until it is acknowledged.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

export class Writer {
  acknowledged = new Map(); // client_id → {id, seq, body}
  sends = 0;
  #running = true;

  constructor(url, name, token) {
    this.url = url;
    this.name = name;
    this.headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    this.done = this.#write();
  }

  // Ends after the message under way is acknowledged.
  async stop() {
    this.#running = false;
    await this.done;
  }

  // The whole thread, oldest first.
  async history() {
    const all = [];
    for (;;) {
      const after = all.at(-1)?.seq ?? 0;
      const response = await fetch(`${this.url}/api/v1/chat/messages?after=${after}&limit=100`, {
        headers: this.headers,
      });
      if (response.status !== 200) throw new Error(`history answered ${response.status}`);
      const { messages, has_more } = await response.json();
      all.push(...messages);
      if (!has_more) return all;
    }
  }

  async #write() {
    for (let number = 1; this.#running; number++) {
      const message = { client_id: randomUUID(), body: `${this.name} says ${number}` };
      this.acknowledged.set(message.client_id, await this.#send(message));
    }
  }

  async #send(message) {
    for (;;) {
      try {
        this.sends++;
        const response = await fetch(`${this.url}/api/v1/chat/messages`, {
          method: 'POST',
          headers: this.headers,
          body: JSON.stringify(message),
        });
        const answer = await response.json();
        if (response.status === 201 || response.status === 200) {
          return { id: answer.message.id, seq: answer.message.seq, body: message.body };
        }
        if (response.status !== 503)
          throw Object.assign(new Error(`post answered ${response.status}`), { fatal: true });
      } catch (fault) {
        if (fault.fatal) throw fault;
      }
      await pause(50);
    }
  }
}
