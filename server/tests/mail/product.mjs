import { execFileSync, spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

const BINARY = process.env.SEGGWAT_BIN;
const base64url = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Asks until the answer is true, at most for `seconds`. */
export async function eventually(ask, what, seconds = 30) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await ask();
    if (found) return found;
    if (Date.now() > end) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A mail server whose answer to a recipient the test may script: `refuse(address)` gives an error text or nothing. */
export async function mailServer(t) {
  const box = { mails: [], attempts: [], refuse: () => undefined };
  const server = new SMTPServer({
    logger: false,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo(address, _session, done) {
      box.attempts.push(address.address);
      const reply = box.refuse(address.address);
      if (!reply) return done();
      done(Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) }));
    },
    async onData(stream, session, done) {
      const mail = await simpleParser(stream);
      box.mails.push({ ...mail, recipient: session.envelope.rcptTo[0].address });
      done();
    },
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  t.after(() => new Promise((resolve) => server.close(resolve)));
  box.url = `smtp://127.0.0.1:${server.server.address().port}`;
  box.to = (address) => box.mails.filter((mail) => mail.recipient === address);
  return box;
}

/** The product with one project, serving on loopback and mailing to `smtp`. */
export async function product(t, smtp, settings = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'seggwat-left-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const made = JSON.parse(
    execFileSync(
      BINARY,
      [
        'bootstrap',
        '--data',
        dir,
        '--owner-email',
        'ada@team.example',
        '--owner-name',
        'Ada',
        '--owner-password-stdin',
        '--project',
        'Corner Shop',
        '--origin',
        'https://shop.example',
        '--json',
      ],
      { input: 'a long password\n', stdio: ['pipe', 'pipe', 'ignore'] },
    ),
  );
  let child;
  const start = async () => {
    child = spawn(BINARY, ['serve', '--data', dir, '--listen', `127.0.0.1:${port}`], {
      stdio: 'ignore',
      env: {
        ...process.env,
        SEGGWAT_SMTP_URL: smtp.url,
        SEGGWAT_MAIL_FROM: 'support@shop.example',
        SEGGWAT_MAIL_QUIET: '1s',
        SEGGWAT_RATE_LIMITS: 'off',
        ...settings,
      },
    });
    await eventually(
      () =>
        fetch(`${origin}/readyz`).then(
          (answer) => answer.ok,
          () => false,
        ),
      'ready',
    );
  };
  const kill = async (signal = 'SIGKILL') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  await start();
  t.after(async () => {
    await kill('SIGTERM');
    rmSync(dir, { recursive: true, force: true });
  });

  const call = async (method, path, headers, body) => {
    const answer = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: { ...headers, ...(body ? { 'Content-Type': 'application/json' } : {}) },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : null;
  };
  const team = (method, path, body) => call(method, path, { 'X-API-Key': made.api_key }, body);
  const tokenOf = (sub, email) => {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      sub,
      email,
      name: 'Grace',
      project_key: made.project_key,
      iat: now,
      exp: now + 3600,
    };
    const signed = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(claims)}`;
    return `${signed}.${createHmac('sha256', made.signing_secret).update(signed).digest('base64url')}`;
  };

  /** A user who has written once, from a page of the shop. */
  const user = async (sub, email = `${sub}@site.example`) => {
    const headers = {
      Authorization: `Bearer ${tokenOf(sub, email)}`,
      Origin: 'https://shop.example',
    };
    const page = { url: 'https://shop.example/cart?session=1', title: 'Cart' };
    const say = (body) =>
      call('POST', '/chat/messages', headers, { client_id: randomUUID(), body, page });
    const { message } = await say('Is it open?');
    const thread = `/projects/${made.project_id}/threads/${message.thread_id}`;
    return {
      email,
      thread_id: message.thread_id,
      path: thread,
      say,
      reply: async (body) =>
        (await team('POST', `${thread}/messages`, { client_id: randomUUID(), body })).message,
      unsend: ({ id }) => team('DELETE', `${thread}/messages/${id}`),
      message: async (seq) =>
        (await team('GET', `${thread}/messages`)).messages.find((each) => each.seq === seq),
      thread: async () => (await team('GET', thread)).thread,
      session: () => call('GET', '/chat/session', headers),
      read: (seq) => call('POST', '/chat/read', headers, { seq }),
      openStream: async () => {
        const stop = new AbortController();
        const answer = await fetch(`${origin}/api/v1/chat/stream`, {
          headers,
          signal: stop.signal,
        });
        await answer.body.getReader().read();
        return () => stop.abort();
      },
    };
  };

  /** A member in a browser of their own: cookie, CSRF token, Origin. */
  const member = async (path, given) => {
    const answer = await fetch(`${origin}/api/v1${path}`, {
      method: 'POST',
      headers: { Origin: origin, 'Content-Type': 'application/json' },
      body: JSON.stringify(given),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    const { me, csrf_token } = await answer.json();
    const headers = {
      Origin: origin,
      Cookie: answer.headers.getSetCookie()[0].split(';')[0],
      'X-CSRF-Token': csrf_token,
    };
    return {
      id: me.user_id,
      call: (method, path, body) => call(method, path, headers, body),
      /** Is online until the function it gives is called. */
      openStream: async () => {
        const stop = new AbortController();
        const stream = await fetch(`${origin}/api/v1/stream`, { headers, signal: stop.signal });
        await stream.body.getReader().read();
        return () => stop.abort();
      },
    };
  };
  const signIn = (email, password) => member('/auth/login', { email, password });
  const accept = (link, given) =>
    member('/invitations/accept', { token: link.split('#token=')[1], ...given });
  /** What a question to the database answers. */
  const ask = (sql) =>
    execFileSync('sqlite3', ['-readonly', join(dir, 'seggwat.db'), sql], {
      encoding: 'utf8',
    }).trim();
  return { origin, start, kill, user, team, signIn, accept, ask };
}
