// A client as other people write them: it sends what the interface says, and takes nothing for granted of what comes back.
import assert from 'node:assert/strict';
import type { Call } from './calls.ts';
import { type Decoded, read } from './decode.ts';
import { Refusal } from './interface.ts';

type Headers = Record<string, string>;

interface Answer {
  status: number;
  type: string;
  body: string;
  /** For whoever reads a failure. */
  at: string;
}

export class Client {
  constructor(
    readonly base: string,
    readonly headers: Headers,
  ) {}

  /** The same client with other headers. */
  as(headers: Headers): Client {
    return new Client(this.base, headers);
  }

  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.base + path, {
      ...init,
      headers: { ...this.headers, ...(init.headers as Headers) },
    });
  }

  /** The decoded answer; throws when it is not the one that the call must give. */
  async send<T>(call: Call<T>): Promise<T> {
    const { status, type, body, at } = await this.ask(call);
    assert.equal(status, call.status, at);
    if (status === 204) {
      assert.equal(body, '', at);
      return call.answer(null, at);
    }
    assert.match(type, /^application\/json/, at);
    return read(body, call.answer, at);
  }

  /** The refusal that this call must meet; every one has the same form. */
  async refused(call: Call<unknown>, wanted: number): Promise<Decoded<typeof Refusal>> {
    const { status, type, body, at } = await this.ask(call);
    assert.equal(status, wanted, at);
    assert.match(type, /^application\/json/, at);
    return read(body, Refusal, at);
  }

  private async ask({ method, path, body }: Call<unknown>): Promise<Answer> {
    const isForm = body instanceof FormData;
    const answer = await this.fetch(path, {
      method,
      headers: {
        ...(body !== undefined && !isForm && { 'Content-Type': 'application/json' }),
        ...this.headers,
      },
      ...(body !== undefined && {
        body: isForm || typeof body === 'string' ? body : JSON.stringify(body),
      }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      type: answer.headers.get('content-type') ?? '',
      body: text,
      at: `${method} ${path} → ${answer.status} ${text.slice(0, 300)}`,
    };
  }
}
