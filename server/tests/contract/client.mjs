// A client that knows only what docs/api.md says. One server for a test file; every test makes its own users.
import { createHmac, randomUUID } from 'node:crypto';
import { Seggwat } from '../crash/seggwat.mjs';
import { form_of } from './files.mjs';

export const kOrigin = 'https://shop.example';
const base64url = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

export class World {
  static async make(arguments_ = []) {
    const world = new World();
    world.server = await Seggwat.make();
    world.server.arguments = arguments_;
    Object.assign(world, world.server.bootstrap('Shop'));
    await world.server.start();
    world.base = `${world.server.url}/api/v1`;
    return world;
  }
  end() {
    return this.server.remove();
  }

  token(sub, claims = {}, { secret = this.signing_secret, header = {} } = {}) {
    const now = Math.floor(Date.now() / 1000);
    const full = { sub, iat: now, exp: now + 3600, project_key: this.project_key, ...claims };
    const signed = `${base64url({ alg: 'HS256', typ: 'JWT', ...header })}.${base64url(full)}`;
    return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  }

  // → {status, headers, body}; the body parsed when it is JSON.
  async call(method, path, { body, headers = {}, raw } = {}) {
    const sent = { ...headers };
    if (body !== undefined) sent['Content-Type'] ??= 'application/json';
    const answer = await fetch(this.base + path, {
      method,
      headers: sent,
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
      redirect: 'manual',
    });
    const text = await answer.text();
    const is_json = (answer.headers.get('content-type') ?? '').startsWith('application/json');
    return {
      status: answer.status,
      headers: answer.headers,
      body: is_json && text ? JSON.parse(text) : text,
    };
  }

  user(sub = `user-${randomUUID()}`, claims = {}) {
    return new User(this, sub, claims);
  }
  // With the key that `bootstrap` gave.
  team(method, path, body) {
    return this.call(method, path, { body, headers: { 'X-API-Key': this.api_key } });
  }
  team_upload(thread, bytes, name) {
    const raw = form_of(bytes, name);
    const headers = { 'X-API-Key': this.api_key };
    return this.call('POST', this.threads(`/${thread}/attachments`), { raw, headers });
  }
  threads(suffix = '') {
    return `/projects/${this.project_id}/threads${suffix}`;
  }
  stream(path, headers) {
    return EventStream.open(this.base + path, headers);
  }
}

class User {
  constructor(world, sub, claims) {
    Object.assign(this, { world, sub, token: world.token(sub, claims) });
    this.headers = { Authorization: `Bearer ${this.token}` };
  }
  call(method, path, body) {
    return this.world.call(method, `/chat${path}`, { body, headers: this.headers });
  }
  say(text, more = {}) {
    return this.call('POST', '/messages', { client_id: randomUUID(), body: text, ...more });
  }
  // → the answer to an upload.
  upload(bytes, name) {
    const raw = form_of(bytes, name);
    return this.world.call('POST', '/chat/attachments', { raw, headers: this.headers });
  }
  stream(cursor) {
    const headers = { ...this.headers, ...(cursor ? { 'Last-Event-ID': cursor } : {}) };
    return this.world.stream('/chat/stream', headers);
  }
}

// Server-sent events, read with fetch as a browser client does.
export class EventStream {
  static async open(url, headers) {
    const stream = new EventStream();
    stream.ending = new AbortController();
    stream.answer = await fetch(url, { headers, signal: stream.ending.signal });
    stream.text = '';
    stream.reader = stream.answer.body.getReader();
    stream.decoder = new TextDecoder();
    return stream;
  }
  // The next event, {event, id?, data}; null when the stream has ended. Comments and `retry:` are skipped.
  async next() {
    while (true) {
      const end = this.text.indexOf('\n\n');
      if (end < 0) {
        const { done, value } = await this.reader.read();
        if (done) return null;
        this.text += this.decoder.decode(value, { stream: true });
        continue;
      }
      const block = this.text.slice(0, end);
      this.text = this.text.slice(end + 2);
      const event = parse_block(block);
      if (event) return event;
    }
  }
  async next_of(name) {
    for (let event = await this.next(); event; event = await this.next())
      if (event.event === name) return event;
    return null;
  }
  close() {
    this.ending.abort();
  }
}

function parse_block(block) {
  const event = {};
  for (const line of block.split('\n')) {
    if (line.startsWith('event: ')) event.event = line.slice(7);
    if (line.startsWith('id: ')) event.id = line.slice(4);
    if (line.startsWith('data: ')) event.data = JSON.parse(line.slice(6));
  }
  return event.event ? event : null;
}
