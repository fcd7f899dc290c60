// A reader whose connection never lasts: it is cut after as many bytes as the caller says, wherever in a frame that is, and goes on
// from its cursor. `take(message)` hears every message of a whole frame.
import { connect } from 'node:net';

const kPatience = 150; // ms without a byte, after which a connection is cut all the same
const kLongPatience = 15_000;

export class CutStream {
  cursor = null;
  cuts = 0;
  resets = 0;
  refused = 0; // answered with something else than a stream
  #text = '';

  constructor(port, path, headers, take) {
    Object.assign(this, { port, path, headers, take });
  }

  // One connection, cut after `bytes` bytes of the answer.
  connect_for(bytes) {
    return this.#connect(bytes, () => false, kPatience);
  }
  // One connection that lasts until `is_done()`, asked after every piece; or until nothing comes any more.
  connect_until(is_done) {
    return this.#connect(Number.POSITIVE_INFINITY, is_done, kLongPatience);
  }

  async #connect(bytes, is_done, patience) {
    this.#text = '';
    const socket = connect({ port: this.port, host: '127.0.0.1' });
    let left = bytes;
    const ended = new Promise((resolve) => {
      socket.on('error', resolve);
      socket.on('close', resolve);
    });
    socket.setTimeout(patience, () => socket.destroy());
    socket.on('data', (chunk) => {
      const part = chunk.subarray(0, Math.min(left, chunk.length));
      left -= part.length;
      this.#read(part.toString('latin1'));
      if (left === 0 || is_done()) socket.destroy();
    });
    socket.write(this.#request());
    if (bytes === 0) socket.destroy();
    await ended;
    this.cuts++;
  }

  #request() {
    const headers = { Host: 'localhost', ...this.headers };
    if (this.cursor) headers['Last-Event-ID'] = this.cursor;
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    return `GET ${this.path} HTTP/1.1\r\n${lines.join('')}\r\n`;
  }

  #read(text) {
    this.#text += text;
    const head = this.#text.indexOf('\r\n\r\n');
    if (head >= 0 && !this.#text.startsWith('HTTP/1.1 200')) this.refused++;
    if (head >= 0) this.#text = this.#text.slice(head + 4);
    for (let end = this.#text.indexOf('\n\n'); end >= 0; end = this.#text.indexOf('\n\n')) {
      this.#take_frame(this.#text.slice(0, end));
      this.#text = this.#text.slice(end + 2);
    }
  }

  #take_frame(frame) {
    const lines = Buffer.from(frame, 'latin1').toString('utf8').split('\n');
    const field = (name) =>
      lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    if (field('event') === 'reset') this.resets++;
    if (field('event') === 'message') this.take(JSON.parse(field('data')).message);
    if (field('id')) this.cursor = field('id');
  }
}
