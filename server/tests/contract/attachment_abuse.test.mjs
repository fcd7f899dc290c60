// What is tried with files, line by line: names, kinds, bombs, downloads, room.
import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { World } from './client.mjs';
import { form_of, mp4, pdf, png, zip } from './files.mjs';
import { kOwner, Person } from './people.mjs';

const kKiB = 1024;
let world;
before(async () => {
  world = await World.make(['--rate-limits', 'off', '--attachment-quota', '1M']);
});
after(() => world.end());

const refusal = (answer) => [answer.status, answer.body.error];
const download = (url, headers = {}) => fetch(world.server.url + url, { headers });
const stored = (dir = world.server.data) =>
  existsSync(join(dir, 'files'))
    ? readdirSync(join(dir, 'files'), { recursive: true }).filter((name) => /\/./.test(name)).length
    : 0;
const until = async (what, holds) => {
  for (let i = 0; i < 600; ++i) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  assert.fail(`it never came true: ${what}`);
};

const is_stored = (bytes) => {
  const hash = createHash('sha256').update(bytes).digest('hex');
  return existsSync(join(world.server.data, 'files', hash.slice(0, 2), hash.slice(2)));
};

// A form by hand: browsers and fetch write no such names.
function raw_form(bytes, filename) {
  const head = `--b\r\nContent-Disposition: form-data; name="file"; filename="`;
  return Buffer.concat([
    Buffer.from(head),
    Buffer.isBuffer(filename) ? filename : Buffer.from(filename),
    Buffer.from('"\r\n\r\n'),
    Buffer.from(bytes),
    Buffer.from('\r\n--b--'),
  ]);
}
const send_raw = (user, raw) =>
  world.call('POST', '/chat/attachments', {
    raw,
    headers: { ...user.headers, 'Content-Type': 'multipart/form-data; boundary=b' },
  });

describe('F1 names', () => {
  const names = [
    '../../x',
    '..\\\\..\\\\x',
    '/etc/passwd',
    'C:\\\\x.txt',
    'CON',
    'aux.png',
    'lpt1.txt',
    '.htaccess',
    '..',
    '%2e%2e%2f%2e%2e%2fx',
    'x\u202egpj.exe',
    'a%0d%0aSet-Cookie: x=1',
    '\u0085\u2028\u2029',
    'name; filename=other.html',
    `${'n'.repeat(4 * kKiB)}.txt`,
  ];
  for (const name of names)
    test(`${JSON.stringify(name.slice(0, 40))} names a file and nothing else`, async () => {
      const user = world.user();
      const up = await send_raw(user, raw_form('text', name));
      assert.equal(up.status, 201, JSON.stringify(up.body));
      assert.doesNotMatch(up.body.name, /[/\\\p{Cc}\u202a-\u202e\u2028\u2029"<>:|?*]|^\./u);
      assert.ok([...up.body.name].length <= 120);
      const down = await download(up.body.url);
      assert.equal(await down.text(), 'text');
      assert.match(
        down.headers.get('content-disposition'),
        /^attachment; filename\*=UTF-8''[\w.%-]+$/,
      );
      assert.equal(down.headers.get('set-cookie'), null);
    });

  test('a NUL, a raw line end and bytes that are no text never begin a line or a path', async () => {
    const user = world.user();
    for (const name of [Buffer.from('a\0b.txt'), Buffer.from('a\tb\x01.txt')]) {
      const { status, body } = await send_raw(user, raw_form('text', name));
      assert.deepEqual([status, /^[\w.]+$/.test(body.name)], [201, true], body.name);
    }
    for (const name of [Buffer.from('a\nb'), Buffer.from('a\rb'), Buffer.from([0xff, 0xfe])])
      assert.deepEqual(refusal(await send_raw(user, raw_form('text', name))), [
        400,
        'bad_multipart',
      ]);
  });
});

describe('F2 kinds', () => {
  const html = '<script>alert(1)</script>';
  const escaped = '%PDF-1.7\n<</OpenAction<</S/J#61vaScript/J#53(app.alert(1))>>>>\n%%EOF';
  const hostile = {
    html: `<!doctype html>${html}`,
    'html behind a mark and blanks': `\ufeff \n\t<html>${html}`,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`,
    'svg with a prologue': `<?xml version="1.0"?><svg onload="alert(1)"/>`,
    xhtml: `<html xmlns="http://www.w3.org/1999/xhtml">${html}</html>`,
    'a PDF with JavaScript': '%PDF-1.7\n<</S/JavaScript/JS(app.alert(1))>>\n%%EOF',
    'a PDF whose names are escaped': escaped,
    'a PDF that starts a program': '%PDF-1.7\n<</S/Launch/F(cmd.exe)>>\n%%EOF',
    swf: Buffer.from('FWS\x05\0\0\0\0', 'latin1'),
    mht: Buffer.concat([Buffer.from('MIME-Version: 1.0\r\n\r\n'), Buffer.from([0x80])]),
    'GIF and script at once': `GIF89a/*${html}*/=1;`,
    'JPEG and HTML at once': Buffer.concat([
      Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      Buffer.from(html),
    ]),
    'an executable': Buffer.from('MZ\x90\0\x03', 'latin1'),
    'a shell script without an end of line': Buffer.from('\x7fELF', 'latin1'),
  };
  for (const [name, bytes] of Object.entries(hostile))
    test(`${name} is refused, whatever it is called`, async () => {
      for (const given of ['a.png', 'a.txt', 'a'])
        assert.deepEqual(refusal(await world.user().upload(bytes, given)), [
          415,
          'unsupported_type',
        ]);
      assert.equal(is_stored(bytes), false);
    });

  test('a script in the metadata of a picture does not get through', async () => {
    const { body } = await world.user().upload(png(3, 2, [['tEXt', `Comment\0${html}`]]), 'a.png');
    assert.ok(!(await (await download(body.url)).text()).includes('<script>'));
  });

  test('what is no picture is only ever saved, without a guess at its kind, and never runs', async () => {
    for (const [bytes, name] of [
      [pdf, 'a.pdf'],
      [zip, 'a.zip'],
      [mp4(), 'a.mp4'],
      [`hello ${html}`, 'a.html'],
    ]) {
      const { body } = await world.user().upload(bytes, name);
      const { headers } = await download(body.url);
      assert.match(headers.get('content-disposition'), /^attachment;/, name);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('content-security-policy'), 'sandbox');
      assert.doesNotMatch(headers.get('content-type'), /html|svg|xml/);
    }
  });
});

describe('F3 bombs', () => {
  test('a picture of more pixels than any camera makes is refused unopened', async () => {
    for (const [width, height] of [
      [50_000, 50_000],
      [2 ** 31 - 1, 1],
      [1, 2 ** 31 - 1],
      [0, 1],
    ])
      assert.equal((await world.user().upload(png(width, height), 'a.png')).status, 415);
  });

  test('a GIF of 10,000 frames is refused unopened, one of 100 is bytes like others', async () => {
    const head = Buffer.from('47494638396101000100800000000000ffffff', 'hex');
    const frame = Buffer.from('2c0000000001000100000202440100', 'hex');
    const gif_of = (frames) =>
      Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])]);
    const user = world.user();
    assert.deepEqual(refusal(await user.upload(gif_of(10_000), 'many.gif')), [
      415,
      'unsupported_type',
    ]);
    const up = await user.upload(gif_of(100), 'some.gif');
    assert.equal(up.status, 201, JSON.stringify(up.body));
    assert.deepEqual(Buffer.from(await (await download(up.body.url)).arrayBuffer()), gif_of(100));
  });

  test('an archive is kept as it is, whatever it unpacks to', async () => {
    const { status, body } = await world.user().upload(zip, 'bomb.zip');
    assert.deepEqual([status, body.size], [201, zip.length]);
  });
});

describe('F4 downloads', () => {
  test('a member of another project gets no link, and an id alone opens nothing', async () => {
    const owner = await Person.log_in(world.server, kOwner);
    const other = await owner.make_project('Other');
    const stranger = await owner.bring_in('Member', [other.project_id]);
    const user = world.user();
    const up = (await user.upload('for the shop', 'a.txt')).body;
    const said = await user.say('here', { attachments: [up.id] });
    const thread = said.body.message.thread_id;
    for (const path of [
      `/projects/${world.project_id}/threads/${thread}/messages`,
      `/projects/${other.project_id}/threads/${thread}/messages`,
      `/projects/${world.project_id}/files`,
    ])
      assert.equal((await stranger.call('GET', path)).status, 404, path);
    assert.equal((await world.team_upload(randomUUID(), 'x', 'a.txt')).status, 404);
    assert.equal((await stranger.call('GET', `/files/${up.id}`)).status, 403);
    const signed = up.url.replace('/api/v1', '');
    assert.equal((await stranger.call('GET', signed.replace(up.id, randomUUID()))).status, 403);
  });

  test('a link ends with the message it belongs to', async () => {
    const user = world.user();
    const { id, url } = (await user.upload(`secret ${randomUUID()}`, 'a.txt')).body;
    const { message } = (await user.say('oops', { attachments: [id] })).body;
    assert.equal((await download(url)).status, 200);
    assert.equal((await user.call('DELETE', `/messages/${message.id}`)).status, 204);
    assert.equal((await download(url)).status, 404);
  });

  test('ranges of any number and any count are answered once', async () => {
    const { url } = (await world.user().upload('0123456789', 'a.txt')).body;
    const thousand = Array.from({ length: 1000 }, (_, i) => `${i % 10}-${i % 10}`).join(',');
    for (const [range, status, text] of [
      ['bytes=0-18446744073709551615', 206, '0123456789'],
      ['bytes=18446744073709551615-', 416],
      ['bytes=9-0', 200, '0123456789'],
      [`bytes=${thousand}`, 200, '0123456789'],
    ]) {
      const answer = await download(url, { Range: range });
      assert.equal(answer.status, status, range.slice(0, 40));
      if (text) assert.equal(await answer.text(), text);
    }
  });
});

describe('F5 room', () => {
  test('fifty uploads at once take exactly the room there is, and chat goes on', async () => {
    const owner = await Person.log_in(world.server, kOwner);
    const project = await owner.make_project('Small');
    const user = {
      token: world.token(
        'much',
        { project_key: project.project_key },
        { secret: project.signing_secret },
      ),
    };
    const headers = { Authorization: `Bearer ${user.token}` };
    const size = 10 * kKiB; // a conversation may have a tenth of 1 MiB
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        world.call('POST', '/chat/attachments', {
          raw: form_of(randomBytes(size / 2).toString('hex'), 'a.txt'),
          headers,
        }),
      ),
    );
    const taken = answers.filter(({ status }) => status === 201).length;
    assert.equal(taken, Math.floor((1024 * kKiB) / 10 / size));
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      assert.deepEqual(refusal(answer), [507, 'quota_exceeded']);
      assert.equal(answer.headers.get('retry-after'), null);
    }
    const usage = await owner.must('GET', `/projects/${project.project_id}/files`);
    assert.deepEqual([usage.files, usage.bytes], [taken, taken * size]);
    const said = await world.call('POST', '/chat/messages', {
      body: { client_id: randomUUID(), body: 'still here' },
      headers,
    });
    assert.equal(said.status, 201);
    await until('what was refused has left the disk', () => stored() <= taken + 40);
    assert.match(world.server.verify(), /everything holds/);
  });

  test('an upload that is cut off leaves nothing', async () => {
    const user = world.user();
    const body = raw_form('x'.repeat(50_000), 'a.txt');
    for (const part of [0, 100, 40_000, body.length - 1])
      await new Promise((done) => {
        const socket = net.connect(world.server.port, '127.0.0.1', () => {
          socket.write(
            `POST /api/v1/chat/attachments HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${user.token}\r\n` +
              `Content-Type: multipart/form-data; boundary=b\r\nContent-Length: ${body.length}\r\n\r\n`,
          );
          socket.write(body.subarray(0, part), () => socket.resetAndDestroy());
        });
        socket.on('close', done);
        socket.on('error', () => {});
      });
    assert.equal((await user.say('still here')).status, 201);
    assert.equal(is_stored('x'.repeat(50_000)), false);
    const whole = await send_raw(user, body);
    assert.deepEqual([whole.status, is_stored('x'.repeat(50_000))], [201, true]);
  });

  test('a stranger’s file is refused by its head, before a byte of it is read', async () => {
    const answer = await new Promise((done, failed) => {
      const socket = net.connect(world.server.port, '127.0.0.1', () =>
        socket.write(
          'POST /api/v1/chat/attachments HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer nobody\r\n' +
            'Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 10000000\r\n\r\n',
        ),
      );
      let text = '';
      socket.on('data', (bytes) => {
        text += bytes;
        if (text.includes('}')) {
          socket.destroy();
          done(text);
        }
      });
      socket.on('error', failed);
    });
    assert.match(answer, /^HTTP\/1.1 401 /);
    assert.match(answer, /token_invalid/);
    assert.match(answer, /Connection: close/i);
  });

  test('a member sends sixty files at once and no more', async () => {
    const limited = await World.make([]);
    try {
      const thread = (await limited.user().say('hello')).body.message.thread_id;
      const began = performance.now();
      const answers = await Promise.all(
        Array.from({ length: 90 }, () => limited.team_upload(thread, 'text', 'a.txt')),
      );
      const through = answers.filter(({ status }) => status === 201).length;
      const regained = (performance.now() - began) / 1000;
      assert.ok(through >= 60 && through <= 61 + regained, `${through} in ${regained} s`);
      const refused = answers.find(({ status }) => status === 429);
      assert.ok(Number(refused.headers.get('retry-after')) >= 1);
    } finally {
      await limited.end();
    }
  });
});
