import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { makeCertificates } from './certificates.mjs';
import { scriptedServer } from './scripted_server.mjs';
import { probe, send } from './tool.mjs';

let certificates;
before(() => {
  certificates = makeCertificates();
});
after(() => certificates.remove());

async function script(t, options) {
  const server = await scriptedServer(options);
  t.after(() => server.close());
  return server;
}

/** A complete mail server; keeps every mail it takes, and how it came. */
async function realServer(t, options) {
  const mails = [];
  const server = new SMTPServer({
    logger: false,
    authOptional: true,
    onData(stream, session, done) {
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push({
          raw: Buffer.concat(chunks).toString('latin1'),
          secure: session.secure,
          user: session.user,
          envelope: session.envelope,
        });
        done();
      });
    },
    onAuth: (auth, _session, done) =>
      auth.username === 'shop' && auth.password === 'p:ss/w%rd'
        ? done(null, { user: 'shop' })
        : done(new Error('wrong password')),
    ...options,
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  t.after(() => new Promise((resolve) => server.close(resolve)));
  return { mails, port: server.server.address().port };
}

const SIGN_IN = 'shop:p%3Ass%2Fw%25rd@';

describe('a server that works', () => {
  test('takes the mail with its envelope', async (t) => {
    const server = await realServer(t, { disabledCommands: ['STARTTLS', 'AUTH'] });
    assert.equal((await send(`smtp://127.0.0.1:${server.port}`)).kind, 'sent');
    assert.equal(server.mails.length, 1);
    assert.equal(server.mails[0].envelope.mailFrom.address, 'support@shop.example');
    assert.deepEqual(
      server.mails[0].envelope.rcptTo.map((to) => to.address),
      ['user@site.example'],
    );
  });

  test('gets it encrypted when it offers STARTTLS', async (t) => {
    const server = await realServer(t, certificates.good);
    assert.equal(
      (await send(`smtp://localhost:${server.port}`, { ca: certificates.authority })).kind,
      'sent',
    );
    assert.equal(server.mails[0].secure, true);
  });

  test('gets it encrypted from the start with smtps', async (t) => {
    const server = await realServer(t, { ...certificates.good, secure: true });
    assert.equal(
      (await send(`smtps://${SIGN_IN}localhost:${server.port}`, { ca: certificates.authority }))
        .kind,
      'sent',
    );
    assert.equal(server.mails[0].secure, true);
    assert.equal(server.mails[0].user, 'shop');
  });

  test('is signed in to after STARTTLS', async (t) => {
    const server = await realServer(t, certificates.good);
    assert.equal(
      (await send(`smtp://${SIGN_IN}localhost:${server.port}`, { ca: certificates.authority }))
        .kind,
      'sent',
    );
    assert.equal(server.mails[0].user, 'shop');
  });

  test('gets dots and only dots stuffed, and one end', async (t) => {
    const server = await script(t);
    const message = 'Subject: x\r\n\r\n.\r\n..\r\n.a\r\nb.\r\n\r\n.\r\n';
    assert.equal((await send(server.url, { message })).kind, 'sent');
    assert.deepEqual(server.log.mails, ['Subject: x\r\n\r\n..\r\n...\r\n..a\r\nb.\r\n\r\n..\r\n']);
  });

  test('gets a large mail whole', async (t) => {
    const server = await script(t);
    const message = `Subject: x\r\n\r\n${'.0123456789 abcdefghijklmnopqrstuvwxyz\r\n'.repeat(30_000)}`;
    assert.equal((await send(server.url, { message })).kind, 'sent');
    assert.equal(server.log.mails[0].replaceAll('\r\n..', '\r\n.'), message);
  });
});

describe('what a server says', () => {
  for (const [stage, reply, kind] of [
    ['greeting', '421 4.3.2 too busy', 'temporary'],
    ['greeting', '554 5.3.2 no mail here', 'temporary'],
    ['EHLO', '421 4.3.2 closing', 'temporary'],
    ['MAIL', '451 4.3.0 later', 'temporary'],
    ['MAIL', '550 5.7.1 we do not know you', 'permanent'],
    ['MAIL', '530 5.7.0 sign in first', 'temporary'],
    ['RCPT', '451 4.7.1 greylisted', 'temporary'],
    ['RCPT', '550 5.1.1 no such user', 'permanent'],
    ['RCPT', '550-5.1.1 no\r\n550 5.1.1 such user', 'permanent'],
    ['RCPT', '552 5.2.2 mailbox full', 'temporary'],
    ['DATA', '421 4.4.2 closing', 'temporary'],
    ['DATA', '554 5.5.1 no valid recipients', 'permanent'],
    ['text', '451 4.3.0 disk full', 'temporary'],
    ['text', '554 5.7.1 looks like spam', 'permanent'],
    ['text', '552 5.3.4 too much', 'temporary'],
  ]) {
    test(`${reply.split('\r\n').join(' / ')} at ${stage} is ${kind}`, async (t) => {
      const server = await script(t, { replies: { [stage]: reply } });
      const outcome = await send(server.url);
      assert.equal(outcome.kind, kind);
      assert.ok(outcome.words.includes(reply.split('\r\n')[0]), outcome.words);
    });
  }

  for (const stage of ['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'text']) {
    test(`a connection cut at ${stage} is temporary`, async (t) => {
      const server = await script(t, { cut: stage });
      assert.equal((await send(server.url)).kind, 'temporary');
    });
  }

  test('a connection cut after the final 250 is a mail that was sent', async (t) => {
    const server = await script(t, { cut: 'after 250' });
    assert.equal((await send(server.url)).kind, 'sent');
    assert.equal(server.log.mails.length, 1);
  });

  test('garbage, 8-bit text and endless lines are no reason to fall over', async (t) => {
    for (const reply of ['hello?', '\x00\xff\xfe', `220 ${'x'.repeat(1_000_000)}`, '999 what']) {
      const server = await script(t, { replies: { RCPT: reply } });
      assert.equal((await send(server.url)).kind, 'temporary', reply.slice(0, 20));
    }
    const server = await script(t, { replies: { RCPT: `550 ${'\xe9\x1b[31m'.repeat(200)}` } });
    const outcome = await send(server.url);
    assert.equal(outcome.kind, 'permanent');
    assert.match(outcome.words, /^550 [?[31m …]+$/);
    assert.ok([...outcome.words].length <= 300);
  });

  test('a server that never answers is given up after the timeout', async (t) => {
    const server = await script(t, { replies: { MAIL: '250-wait' } });
    process.env.MAIL_TOOL_TIMEOUT = '1';
    t.after(() => delete process.env.MAIL_TOOL_TIMEOUT);
    assert.equal((await send(server.url)).kind, 'temporary');
  });

  test('nobody listening is temporary and named', async () => {
    const outcome = await send('smtp://127.0.0.1:1');
    assert.equal(outcome.kind, 'temporary');
    assert.match(outcome.words, /^smtp:\/\/127\.0\.0\.1:1: /);
  });
});

describe('encryption is never given up', () => {
  const without = (server) => {
    assert.equal(server.log.mails.length, 0);
    assert.ok(
      !server.log.commands.some((line) => /^(MAIL|AUTH)/.test(line)),
      server.log.commands.join('\n'),
    );
  };

  test('a server that needs a sign-in but offers no STARTTLS gets nothing', async (t) => {
    const server = await script(t, { extensions: ['AUTH PLAIN LOGIN'] });
    assert.equal((await send(`smtp://${SIGN_IN}127.0.0.1:${server.port}`)).kind, 'temporary');
    without(server);
  });

  test('a server that offers STARTTLS and then refuses it gets nothing', async (t) => {
    const server = await script(t, {
      extensions: ['STARTTLS'],
      replies: { STARTTLS: '454 4.7.0 not now' },
    });
    const outcome = await send(server.url);
    assert.equal(outcome.kind, 'temporary');
    assert.ok(outcome.words.includes('454'));
    without(server);
  });

  test('text injected behind the 220 of STARTTLS ends it', async (t) => {
    const server = await script(t, {
      extensions: ['STARTTLS'],
      inject: '250 injected\r\n250 injected\r\n',
      secure: certificates.good,
    });
    assert.equal(
      (await send(`smtp://localhost:${server.port}`, { ca: certificates.authority })).kind,
      'temporary',
    );
    without(server);
  });

  for (const [name, pick, ca] of [
    ['of an unknown authority', 'good', false],
    ['for another name', 'otherName', true],
    ['that has expired', 'expired', true],
  ]) {
    test(`a certificate ${name} is refused, by STARTTLS and from the start`, async (t) => {
      const options = { ca: ca ? certificates.authority : '' };
      const plain = await realServer(t, certificates[pick]);
      assert.equal((await send(`smtp://localhost:${plain.port}`, options)).kind, 'temporary');
      const secure = await realServer(t, { ...certificates[pick], secure: true });
      const outcome = await send(`smtps://localhost:${secure.port}`, options);
      assert.equal(outcome.kind, 'temporary');
      assert.match(outcome.words, /certificate/i);
      assert.equal(plain.mails.length + secure.mails.length, 0);
    });
  }

  test('a wrong password is temporary, told, and not repeated', async (t) => {
    const server = await realServer(t, certificates.good);
    const outcome = await send(`smtp://shop:hunter2secret@localhost:${server.port}`, {
      ca: certificates.authority,
    });
    assert.equal(outcome.kind, 'temporary');
    assert.match(outcome.words, /535/);
    const said = JSON.stringify(outcome);
    for (const secret of [
      'hunter2secret',
      Buffer.from('hunter2secret').toString('base64'),
      Buffer.from('\0shop\0hunter2secret').toString('base64'),
    ]) {
      assert.ok(!said.includes(secret));
    }
  });
});

describe('the trial dialogue', () => {
  const names = (found) => found.steps.map((step) => `${step.name}${step.ok ? '' : '!'}`).join(' ');

  test('goes through every step', async (t) => {
    const server = await realServer(t, certificates.good);
    const found = await probe(`smtp://${SIGN_IN}localhost:${server.port}`, certificates.authority);
    assert.equal(found.ok, true, JSON.stringify(found));
    assert.equal(names(found), 'connect EHLO STARTTLS EHLO AUTH NOOP QUIT');
    assert.equal(server.mails.length, 0);
  });

  test('stops where it fails and says why', async (t) => {
    const server = await realServer(t, certificates.good);
    const wrong = await probe(`smtp://shop:nope@localhost:${server.port}`, certificates.authority);
    assert.equal(wrong.ok, false);
    assert.equal(names(wrong), 'connect EHLO STARTTLS EHLO AUTH!');
    const untrusted = await probe(`smtp://${SIGN_IN}localhost:${server.port}`);
    assert.equal(untrusted.ok, false);
    assert.match(untrusted.steps.at(-1).said, /certificate/i);
    const nobody = await probe('smtp://127.0.0.1:1');
    assert.equal(names(nobody), 'connect!');
    assert.notEqual(nobody.steps[0].said, '');
  });
});
