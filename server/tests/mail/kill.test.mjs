// A mail server that breaks off at each of its stages, and kill -9 of ours at that very moment: every mail is taken in the end; twice
// only where the mail server had said 250 and we had not written it down yet, and then under the same Message-ID.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, product } from './product.mjs';
import { scriptedServer } from './scripted_server.mjs';

// In the order of a dialogue. At `after 250` the mail is the mail server's, and we have been told.
const kStages = ['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'text', 'after 250', 'QUIT'];

// What was taken, by recipient: the mails that were answered with 250.
class MailBox {
  taken = [];
  to(address) {
    return this.taken.filter((mail) => mail.includes(`To: ${address}\r\n`));
  }
}

const message_id_of = (mail) => mail.match(/^Message-I[dD]: (.*)$/m)[1];

test('a connection that breaks at any stage, with a crash at that moment, loses no mail', {
  timeout: 300_000,
}, async (t) => {
  const box = new MailBox();
  let stage; // where the next connection hangs until we have been killed
  let reached;
  const smtp = await scriptedServer({
    hang: (at) => {
      if (at !== stage) return false;
      stage = undefined;
      reached();
      return true;
    },
    take: (mail) => box.taken.push(mail),
  });
  t.after(() => smtp.close());
  const shop = await product(t, smtp);

  const users = [];
  for (const [at, name] of kStages.entries()) {
    const user = await shop.user(`user-${at}`);
    const hung = new Promise((resolve) => {
      reached = resolve;
    });
    stage = name;
    await user.reply(`An answer for the stage ${name}`);
    await hung;
    await shop.kill('SIGKILL');
    smtp.let_go();
    await shop.start();
    users.push(user);
  }

  for (const user of users)
    await eventually(() => box.to(user.email).length > 0, `a mail to ${user.email}`, 120);
  // Nothing waits any more: what was going to be sent twice has been.
  await eventually(
    async () => {
      const states = await Promise.all(users.map((user) => user.message(2)));
      return states.every((message) => message.state === 'mailed');
    },
    'every mail is known to be sent',
    120,
  );
  for (const [at, user] of users.entries()) {
    const mails = box.to(user.email);
    const is_in_the_window = ['after 250', 'QUIT'].includes(kStages[at]);
    assert.ok(mails.length === 1 || is_in_the_window, `${mails.length} at ${kStages[at]}`);
    assert.ok(mails.length <= 2);
    assert.equal(new Set(mails.map(message_id_of)).size, 1);
  }
});
