// What a careful team writes in an afternoon: Node's own HTTP server, better-sqlite3, server-sent events. The same calls, tokens, rows
// and promise as ours: 201 only when the message is on stable storage. One process, as one database file has one writer.
//   node server.mjs FILE PORT each|turn      each: a commit for every message; turn: one for all that a turn of the event loop brought
// Its secrets come from BENCH_SIGNING_SECRET, BENCH_PROJECT_KEY and BENCH_API_KEY.
import { createHmac, createSecretKey, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const [file, port, commits] = process.argv.slice(2);
const require = createRequire(`${process.env.BENCH_PEERS}/`);
const Database = require('better-sqlite3');
const project = process.env.BENCH_PROJECT_KEY;
const key = createSecretKey(Buffer.from(process.env.BENCH_SIGNING_SECRET)); // made once: making it for each check is slow

const db = new Database(file);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.pragma('cache_size = -8000');
db.exec(`
  CREATE TABLE threads (id TEXT PRIMARY KEY, sub TEXT NOT NULL UNIQUE, last_seq INTEGER NOT NULL, active_at INTEGER NOT NULL);
  CREATE INDEX threads_by_activity ON threads (active_at DESC, id DESC);
  CREATE TABLE messages (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, thread_id TEXT NOT NULL, seq INTEGER NOT NULL,
    client_id TEXT NOT NULL, body TEXT NOT NULL, created_at INTEGER NOT NULL,
    UNIQUE (thread_id, seq), UNIQUE (thread_id, client_id));
  CREATE TABLE journal (no INTEGER PRIMARY KEY, thread_id TEXT NOT NULL, ref TEXT NOT NULL, at INTEGER NOT NULL);
  CREATE INDEX journal_by_thread ON journal (thread_id, no);
`);
const find_thread = db.prepare('SELECT id, last_seq FROM threads WHERE sub = ?');
const add_thread = db.prepare(
  'INSERT INTO threads (id, sub, last_seq, active_at) VALUES (?, ?, 0, ?)',
);
const find_repeat = db.prepare(
  'SELECT id, seq, body, created_at FROM messages WHERE thread_id = ? AND client_id = ?',
);
const add_message = db.prepare(
  'INSERT INTO messages (id, thread_id, seq, client_id, body, created_at) VALUES (?, ?, ?, ?, ?, ?)',
);
const add_entry = db.prepare('INSERT INTO journal (thread_id, ref, at) VALUES (?, ?, ?)');
const move_thread = db.prepare('UPDATE threads SET last_seq = ?, active_at = ? WHERE id = ?');

function store({ sub, client_id, body }) {
  const now = Date.now();
  let thread = find_thread.get(sub);
  if (!thread) {
    thread = { id: randomUUID(), last_seq: 0 };
    add_thread.run(thread.id, sub, now);
  }
  const repeat = find_repeat.get(thread.id, client_id);
  if (repeat) return { status: 200, message: message_of(thread, repeat, sub, client_id) };
  const row = { id: randomUUID(), seq: thread.last_seq + 1, body, created_at: now };
  add_message.run(row.id, thread.id, row.seq, client_id, body, now);
  const no = add_entry.run(thread.id, row.id, now).lastInsertRowid;
  move_thread.run(row.seq, now, thread.id);
  return { status: 201, no, message: message_of(thread, row, sub, client_id) };
}

function message_of(thread, row, sub, client_id) {
  const created_at = new Date(row.created_at).toISOString();
  return {
    id: row.id,
    thread_id: thread.id,
    seq: row.seq,
    author: { kind: 'user', id: sub, name: sub },
    body: row.body,
    client_id,
    attachments: [],
    created_at,
  };
}

const store_all = db.transaction((all) => all.map(store));
let waiting = [];
function commit_waiting() {
  const all = waiting;
  waiting = [];
  for (const [i, stored] of store_all.immediate(all).entries()) finish(all[i], stored);
}
function submit(post) {
  if (commits === 'each') return finish(post, store_all.immediate([post])[0]);
  waiting.push(post);
  if (waiting.length === 1) setImmediate(commit_waiting);
}
function finish(post, { status, no, message }) {
  const json = JSON.stringify({ message });
  answer(post.response, status, json);
  if (status !== 201) return;
  const frame = `event: message\nid: ${no}\ndata: ${json}\n\n`;
  for (const stream of streams.get(post.sub) ?? []) stream.write(frame);
  for (const stream of team) stream.write(frame);
}

function claims_of(request) {
  const token = request.headers.authorization?.match(/^Bearer ([\w-]+\.[\w-]+)\.([\w-]+)$/);
  if (!token) return undefined;
  const mac = createHmac('sha256', key).update(token[1]).digest();
  const given = Buffer.from(token[2], 'base64url');
  if (given.length !== mac.length || !timingSafeEqual(mac, given)) return undefined;
  const [head, body] = token[1]
    .split('.')
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
  const now = Date.now() / 1000;
  const good =
    head.alg === 'HS256' && body.project_key === project && body.exp > now && body.iat < now + 60;
  return good && typeof body.sub === 'string' ? body : undefined;
}

function answer(response, status, json) {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(json),
  });
  response.end(json);
}

const streams = new Map();
const team = new Set();
function open_stream(request, response, listeners, leave) {
  request.socket.setNoDelay(true);
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  listeners.add(response);
  response.write('event: ready\ndata: {"unread":0}\n\n');
  response.on('close', () => {
    listeners.delete(response);
    leave();
  });
}

function read_json(request, done) {
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (part) => {
    text += part;
  });
  request.on('end', () => done(JSON.parse(text)));
}

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (pathname === '/api/v1/stream') {
    if (request.headers['x-api-key'] !== process.env.BENCH_API_KEY)
      return answer(response, 401, '{"error":"unauthorized"}');
    return open_stream(request, response, team, () => {});
  }
  const claims = claims_of(request);
  if (!claims) return answer(response, 401, '{"error":"token_invalid"}');
  if (pathname === '/api/v1/chat/stream') {
    const mine = streams.get(claims.sub) ?? new Set();
    streams.set(claims.sub, mine);
    return open_stream(request, response, mine, () => mine.size || streams.delete(claims.sub));
  }
  if (pathname !== '/api/v1/chat/messages') return answer(response, 404, '{"error":"not_found"}');
  read_json(request, ({ client_id, body }) =>
    submit({ sub: claims.sub, client_id, body: body.trim(), response }),
  );
});
setInterval(() => {
  for (const one of [...streams.values(), team]) for (const stream of one) stream.write(':\n\n');
}, 18_000);
server.keepAliveTimeout = 60_000;
server.listen({ port: Number(port), host: '127.0.0.1', backlog: 4096 }, () =>
  console.log(`listens on http://127.0.0.1:${server.address().port}`),
);
