// Connections on which a test says exactly what it likes, when it likes.
import { once } from 'node:events';
import { connect } from 'node:net';

export class Raw {
  text = '';
  closed = false;

  static async open(port, { wait = true } = {}) {
    const raw = new Raw();
    raw.socket = connect({ port, host: '127.0.0.1' });
    raw.socket.setNoDelay(true);
    raw.socket.on('error', () => {});
    raw.socket.on('data', (bytes) => {
      raw.text += bytes.toString('latin1');
    });
    raw.ended = new Promise((resolve) => {
      raw.socket.on('close', () => {
        raw.closed = true;
        resolve();
      });
    });
    if (wait) await Promise.race([once(raw.socket, 'connect'), raw.ended]);
    return raw;
  }
  say(bytes) {
    if (!this.closed) this.socket.write(bytes);
  }
  // The status of the first answer; 0 while there is none.
  get status() {
    return Number(this.text.match(/^HTTP\/1\.1 (\d{3}) /)?.[1] ?? 0);
  }
  header(name) {
    const head = this.text.slice(0, this.text.indexOf('\r\n\r\n'));
    return head.match(new RegExp(`^${name}: (.*)$`, 'im'))?.[1].trim();
  }
  close() {
    this.socket.destroy();
  }
}

export function request(method, path, headers = {}, body = '') {
  const all = { Host: 'localhost', ...headers };
  if (body) Object.assign(all, { 'Content-Type': 'application/json' });
  if (body || method === 'POST') all['Content-Length'] ??= Buffer.byteLength(body);
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}
