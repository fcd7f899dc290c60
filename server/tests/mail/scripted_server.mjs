import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';

/**
 * An SMTP server that does exactly what a test says: `replies` replaces the answer to a stage
 * (greeting, EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, text, QUIT), `cut` drops the connection instead
 * of answering at that stage, `inject` is sent in one piece with the 220 of STARTTLS. Where `hang(stage)`
 * is true there is no answer, until `let_go()` drops the connection; at `after 250` the answer went out
 * first. `take` hears each mail that is answered with a 2xx. What came in stands in `mails` (raw, between
 * DATA and the final dot, still dot-stuffed) and `commands`.
 */
export async function scriptedServer({
  replies = {},
  cut,
  extensions = [],
  inject = '',
  secure,
  hang = () => false,
  take = () => {},
} = {}) {
  const hanging = [];
  const server = net.createServer((socket) => talk(socket));
  const log = { mails: [], commands: [], connections: 0, plainTextAfterTls: false };

  function talk(socket) {
    log.connections++;
    let stream = socket;
    let rest = '';
    let inText = false;
    socket.on('error', () => {});
    const answer = (stage, normal, extra = '') => {
      if (cut === stage) return stream.destroy();
      if (hang(stage)) {
        hanging.push(stream);
        return;
      }
      stream.write(`${replies[stage] ?? normal}\r\n${extra}`, 'latin1');
      return (replies[stage] ?? normal)[0];
    };
    const listen = () => {
      stream.on('error', () => {});
      stream.on('data', (chunk) => {
        rest += chunk.toString('latin1');
        read();
      });
    };
    const read = () => {
      for (;;) {
        if (inText) {
          const end = `\r\n${rest}`.indexOf('\r\n.\r\n');
          if (end < 0) return;
          log.mails.push(rest.slice(0, end));
          rest = rest.slice(end + 3);
          inText = false;
          if (cut === 'after 250') {
            stream.write('250 taken\r\n');
            stream.end();
            return;
          }
          if (answer('text', '250 taken') !== '2') continue;
          take(log.mails.at(-1));
          if (hang('after 250')) hanging.push(stream);
          continue;
        }
        const end = rest.indexOf('\r\n');
        if (end < 0) return;
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        log.commands.push(line);
        command(line.split(' ')[0].toUpperCase());
      }
    };
    const command = (verb) => {
      if (verb === 'EHLO') {
        answer(
          'EHLO',
          ['250-test', ...extensions.map((name) => `250-${name}`), '250 8BITMIME'].join('\r\n'),
        );
      } else if (verb === 'STARTTLS') {
        if (answer('STARTTLS', '220 go', inject) !== '2' || cut === 'STARTTLS') return;
        socket.removeAllListeners('data');
        stream = new tls.TLSSocket(socket, { isServer: true, ...secure });
        rest = '';
        listen();
      } else if (verb === 'DATA') {
        inText = answer('DATA', '354 send') === '3';
      } else if (verb === 'QUIT') {
        answer('QUIT', '221 bye');
        stream.end();
      } else {
        answer(verb, '250 ok');
      }
    };
    listen();
    answer('greeting', '220 test ready');
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    ...log,
    log,
    port: server.address().port,
    url: `smtp://127.0.0.1:${server.address().port}`,
    let_go: () => {
      for (const stream of hanging.splice(0)) stream.destroy();
    },
    close: () => server.close(),
  };
}
