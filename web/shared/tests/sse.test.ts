import { describe, expect, it } from 'vitest';
import {
  EventStream,
  EventStreamParser,
  FIRST_BYTES_MS,
  SILENCE_MS,
  type StreamEvent,
  type StreamOptions,
} from '../src/sse.ts';
import { FakeClock, settle } from './fake_clock.ts';

function parse(pieces: string[]): { events: StreamEvent[]; retries: number[] } {
  const events: StreamEvent[] = [];
  const retries: number[] = [];
  const parser = new EventStreamParser({
    onEvent: (event) => events.push(event),
    onRetry: (ms) => retries.push(ms),
  });
  for (const piece of pieces) parser.push(piece);
  return { events, retries };
}

describe('the parser', () => {
  const text =
    ':hello\nretry: 1500\nid: 7\nevent: message\ndata: {"a":1}\n\nevent: typing\ndata: {}\n\n';
  const expected = [
    { event: 'message', data: '{"a":1}', id: '7' },
    { event: 'typing', data: '{}' },
  ];

  it('reads names, data, ids and the wish for a retry', () => {
    expect(parse([text])).toEqual({ events: expected, retries: [1500] });
  });

  it('reads the same whichever way the bytes are cut', () => {
    for (let at = 0; at <= text.length; at++) {
      expect(parse([text.slice(0, at), text.slice(at)]).events).toEqual(expected);
    }
    expect(parse([...text]).events).toEqual(expected);
  });

  it('takes CR and CRLF for line ends, also when the pair is cut', () => {
    expect(parse([text.replaceAll('\n', '\r\n')]).events).toEqual(expected);
    expect(parse([text.replaceAll('\n', '\r')]).events).toEqual(expected);
    expect(parse([...text.replaceAll('\n', '\r\n')]).events).toEqual(expected);
  });

  it('drops what was cut off before its blank line', () => {
    expect(parse(['data: {"half":']).events).toEqual([]);
  });

  it('keeps separators of other kinds inside the data', () => {
    const data = '{"t":"a\u2028b\u0085c\\n\\nevent: x"}';
    expect(parse([`data: ${data}\n\n`]).events).toEqual([{ event: 'message', data }]);
  });

  it('joins several data lines and ignores an event without data', () => {
    expect(parse(['data: a\ndata: b\n\nevent: none\n\n']).events).toEqual([
      { event: 'message', data: 'a\nb' },
    ]);
  });
});

/** Answers of a server that the test writes by hand, one a request. */
class FakeServer {
  readonly requests: { url: string; headers: Record<string, string> }[] = [];
  readonly streams: ReadableStreamDefaultController<Uint8Array>[] = [];
  readonly answers: (Response | Error | 'hang')[] = [];

  fetch = (async (input: RequestInfo | URL, init?: RequestInit) => {
    this.requests.push({
      url: String(input),
      headers: init?.headers as Record<string, string>,
    });
    const signal = init?.signal as AbortSignal;
    const answer = this.answers.shift();
    if (answer instanceof Error) throw answer;
    if (answer === 'hang') {
      return new Promise<Response>((_, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    }
    return answer ?? this.stream(signal);
  }) as typeof fetch;

  private stream(signal: AbortSignal): Response {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.streams.push(controller);
        signal.addEventListener('abort', () => controller.error(new Error('aborted')));
      },
    });
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
  }

  async say(text: string): Promise<void> {
    this.streams.at(-1)?.enqueue(new TextEncoder().encode(text));
    await settle();
  }

  async hangUp(): Promise<void> {
    this.streams.at(-1)?.close();
    await settle();
  }
}

function follow(more: Partial<StreamOptions> = {}) {
  const server = new FakeServer();
  const clock = new FakeClock();
  const events: StreamEvent[] = [];
  const states: string[] = [];
  const stream = new EventStream({
    streamUrl: 'http://server.test/stream',
    pollUrl: 'http://server.test/events',
    onEvent: (event) => events.push(event),
    onState: (state) => states.push(state),
    fetch: server.fetch,
    clock,
    random: () => 1,
    ...more,
  });
  return { server, clock, events, states, stream };
}

describe('the stream', () => {
  it('hands events on and resumes after the last one', async () => {
    const { server, clock, events, stream } = follow();
    stream.start();
    await settle();
    await server.say('id: c1\nevent: ready\ndata: {}\n\nid: c2\nevent: message\ndata: {}\n\n');
    await server.say('event: typing\ndata: {}\n\n');
    expect(events.map(({ event }) => event)).toEqual(['ready', 'message', 'typing']);
    await server.hangUp();
    await clock.advance(500);
    expect(server.requests[0]?.headers['Last-Event-ID']).toBeUndefined();
    expect(server.requests[1]?.headers['Last-Event-ID']).toBe('c2');
    stream.stop();
  });

  it('does not resume after an event that was cut in the middle', async () => {
    const { server, clock, stream } = follow({ cursor: 'c1' });
    stream.start();
    await settle();
    await server.say('id: c2\nevent: message\ndata: {}\n');
    await server.hangUp();
    await clock.advance(500);
    expect(server.requests[1]?.headers['Last-Event-ID']).toBe('c1');
    stream.stop();
  });

  it('reconnects after 45 silent seconds, and a comment is not silence', async () => {
    const { server, clock, stream } = follow();
    stream.start();
    await settle();
    await server.say(':\n');
    await clock.advance(SILENCE_MS - 1);
    await server.say(':\n');
    await clock.advance(SILENCE_MS - 1);
    expect(server.requests).toHaveLength(1);
    await clock.advance(1 + 500);
    expect(server.requests).toHaveLength(2);
    stream.stop();
  });

  it('waits from half a second up to thirty, doubling', async () => {
    const { server, clock, stream } = follow();
    server.answers.push(...Array.from({ length: 9 }, () => new Error('down')));
    stream.start();
    await settle();
    const waits: number[] = [];
    for (let turn = 0; turn < 8; turn++) {
      const wait = clock.pending[0] ?? 0;
      waits.push(wait);
      await clock.advance(wait);
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    stream.stop();
  });

  it('spreads the waits by chance and honours the wish of the server', async () => {
    const { server, clock, stream } = follow({ random: () => 0 });
    stream.start();
    await settle();
    await server.say('retry: 8000\n\n');
    await server.hangUp();
    expect(clock.pending).toEqual([4000]);
    stream.stop();
  });

  it('waits as long as Retry-After says', async () => {
    const { server, clock, stream } = follow();
    server.answers.push(
      new Response('{"error":"rate_limited"}', { status: 429, headers: { 'Retry-After': '20' } }),
    );
    stream.start();
    await settle();
    expect(clock.pending).toEqual([20_000]);
    stream.stop();
  });

  it('stops at a refusal, and says which', async () => {
    const refused: unknown[] = [];
    const { server, clock, stream } = follow({
      onRefused: (refusal) => {
        refused.push(refusal);
        return false;
      },
    });
    server.answers.push(new Response('{"error":"token_expired","message":""}', { status: 401 }));
    stream.start();
    await settle();
    expect(refused).toEqual([{ status: 401, code: 'token_expired', retryAfterMs: null }]);
    expect(stream.state).toBe('stopped');
    expect(clock.pending).toEqual([]);
  });

  it('tries again at once when woken', async () => {
    const { server, clock, stream } = follow();
    server.answers.push(new Error('down'), new Error('down'), new Error('down'));
    stream.start();
    await settle();
    await clock.advance(500);
    stream.wake();
    await settle();
    expect(server.requests).toHaveLength(3);
    stream.stop();
  });

  it('changes to long polls when the first bytes do not come', async () => {
    const { server, clock, events, stream } = follow();
    const poll = (cursor: string, list: unknown[]) =>
      new Response(JSON.stringify({ events: list, cursor }));
    server.answers.push(
      'hang',
      poll('c5', []),
      poll('c6', [{ event: 'message', id: 'c6', data: { message: { seq: 1 } } }]),
      'hang',
    );
    stream.start();
    await settle();
    await clock.advance(FIRST_BYTES_MS);
    await clock.advance(500);
    expect(server.requests.slice(1).map(({ url }) => url)).toEqual([
      'http://server.test/events?wait=0',
      'http://server.test/events?cursor=c5&wait=25',
      'http://server.test/events?cursor=c6&wait=25',
    ]);
    expect(events).toEqual([
      { event: 'reset', id: 'c5', data: '{"cursor":"c5"}' },
      { event: 'message', id: 'c6', data: '{"message":{"seq":1}}' },
    ]);
    stream.stop();
  });

  it('leaves nothing behind when stopped', async () => {
    const { server, clock, events, states, stream } = follow();
    stream.start();
    await settle();
    await server.say(':\n');
    stream.stop();
    await settle();
    expect(clock.pending).toEqual([]);
    expect(events).toEqual([]);
    expect(states).toEqual(['connecting', 'live', 'stopped']);
  });
});
