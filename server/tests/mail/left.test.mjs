import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eventually, mailServer, product } from './product.mjs';

const address = (mail) => mail.messageId;

/** A header's value as it stood on the wire, unfolded. */
function header(mail, name) {
  const { line } = mail.headerLines.find(({ key }) => key === name);
  return line
    .slice(name.length + 1)
    .replace(/\r?\n(?=[ \t])/g, '')
    .trim();
}

describe('a user who has left', () => {
  test('gets one mail for a burst of two replies, and the next one in the same thread', async (t) => {
    const smtp = await mailServer(t);
    const shop = await product(t, smtp);
    const grace = await shop.user('grace');
    await grace.reply('We open at nine.');
    const second = await grace.reply('And close at **six**.');
    await eventually(() => smtp.mails.length > 0, 'the first mail');
    const [first] = smtp.mails;
    assert.equal(first.recipient, grace.email);
    assert.match(first.text, /Ada has replied/);
    assert.match(first.text, /We open at nine\.[\s\S]*And close at/);
    assert.match(first.html, /close at <strong>six<\/strong>/);
    assert.ok(first.html.includes('href="https://shop.example/cart#seggwat-chat"'));
    assert.ok(!JSON.stringify(first).includes('ada@team.example'));
    assert.equal(first.inReplyTo, undefined);
    await eventually(
      async () => (await grace.message(second.seq)).state === 'mailed',
      'the state mailed',
    );

    await grace.reply('One more thing.');
    await eventually(() => smtp.mails.length > 1, 'the second mail');
    const next = smtp.mails[1];
    assert.doesNotMatch(next.text, /We open at nine/);
    assert.equal(next.inReplyTo, address(first));
    assert.deepEqual([next.references].flat(), [address(first)]);
    assert.equal(next.subject, first.subject);
  });

  test('is not mailed what was unsent, and nothing when all of it was', async (t) => {
    const smtp = await mailServer(t);
    const shop = await product(t, smtp);
    const [grace, none, other] = [
      await shop.user('grace'),
      await shop.user('none'),
      await shop.user('other'),
    ];
    await none.unsend(await none.reply('All of it was wrong.'));
    await grace.reply('We open at nine.');
    await grace.unsend(await grace.reply('The safe code is 1234.'));
    await other.reply('You come last.');
    await eventually(() => smtp.to(other.email).length === 1, 'the mail that was due last');
    await eventually(() => smtp.to(grace.email).length === 1, 'the mail with what is left');
    const [mail] = smtp.to(grace.email);
    assert.match(mail.text, /We open at nine\./);
    assert.ok(!JSON.stringify(mail).includes('1234'));
    assert.deepEqual(smtp.to(none.email), []);
  });

  test('is not mailed while a stream is open, nor what was read', async (t) => {
    const smtp = await mailServer(t);
    const shop = await product(t, smtp);
    const [reader, present, other] = [
      await shop.user('reader'),
      await shop.user('present'),
      await shop.user('other'),
    ];
    const close = await present.openStream();
    await present.reply('You are here.');
    await reader.read((await reader.reply('You will read this.')).seq);
    await other.reply('You are gone.');
    await eventually(() => smtp.to(other.email).length === 1, 'the mail to the one who left');
    assert.equal(smtp.mails.length, 1);
    close();
    await eventually(() => smtp.to(present.email).length === 1, 'the mail after leaving');
    assert.equal(smtp.to(reader.email).length, 0);
  });

  test('is mailed after a greylisting and a crash in between, under one Message-ID', async (t) => {
    const smtp = await mailServer(t);
    smtp.refuse = (to) =>
      smtp.attempts.filter((each) => each === to).length === 1 ? '451 4.7.1 greylisted' : undefined;
    const shop = await product(t, smtp);
    const grace = await shop.user('grace');
    await grace.reply('Worth waiting for.');
    await eventually(() => smtp.attempts.length === 1, 'the first attempt');
    await shop.kill('SIGKILL');
    await shop.start();
    await eventually(() => smtp.mails.length === 1, 'the mail after the restart', 60);
    assert.match(smtp.mails[0].text, /Worth waiting for/);
    await eventually(async () => (await grace.message(2)).state === 'mailed', 'the state mailed');
    assert.equal(smtp.mails.length, 1);
  });

  test('with an address that is refused for good is shown to the team as not delivered', async (t) => {
    const smtp = await mailServer(t);
    smtp.refuse = () => '550 5.1.1 no such user';
    const shop = await product(t, smtp);
    const grace = await shop.user('grace');
    const reply = await grace.reply('Hello?');
    await eventually(
      async () => (await grace.message(reply.seq)).state === 'mail_failed',
      'the state mail_failed',
    );
    const { notifications } = await shop.team('GET', '/notifications');
    assert.ok(
      notifications.some((each) => each.kind === 'mail_failed'),
      JSON.stringify(notifications),
    );
  });

  test('can unsubscribe by button and by one click, and the team sees it', async (t) => {
    const smtp = await mailServer(t);
    const shop = await product(t, smtp);
    const grace = await shop.user('grace');
    await grace.reply('Hello.');
    await eventually(() => smtp.mails.length === 1, 'the mail');
    const [mail] = smtp.mails;
    const [, url] = header(mail, 'list-unsubscribe').match(/^<(http[^>]+)>$/);
    assert.equal(header(mail, 'list-unsubscribe-post'), 'List-Unsubscribe=One-Click');
    const page = await fetch(url);
    assert.equal(page.status, 200);
    assert.match(page.headers.get('content-security-policy'), /default-src 'none'/);
    assert.match(await page.text(), /<form method="post"><button>/);
    assert.equal((await grace.thread()).user.mail_off, false);
    assert.equal((await grace.session()).team.replies_by_mail, true);
    const done = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    assert.equal(done.status, 200);
    assert.equal((await grace.thread()).user.mail_off, true);
    assert.equal((await grace.session()).team.replies_by_mail, false);
    const other = await shop.user('other');
    await grace.reply('Unheard.');
    await other.reply('Heard.');
    await eventually(() => smtp.to(other.email).length === 1, 'a mail to somebody else');
    assert.equal(smtp.to(grace.email).length, 1);
    const forged = await fetch(
      url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      { method: 'POST' },
    );
    assert.equal(forged.status, 404);
  });
});
