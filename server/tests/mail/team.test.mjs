// A user writes and nobody of the team is online: who is mailed, with what, and how often.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eventually, mailServer, product } from './product.mjs';

const kAda = 'ada@team.example';
const kBen = 'ben@team.example';

// A shop whose team is mailed after a second, with Ada and Ben both signed in a moment ago.
async function shopOfTwo(t) {
  const smtp = await mailServer(t);
  const shop = await product(t, smtp, { SEGGWAT_TEAM_MAIL_WAIT: '1s' });
  const ada = await shop.signIn(kAda, 'a long password');
  const { link } = await ada.call('POST', '/invitations', {
    email: kBen,
    role: 'Member',
    projects: null,
  });
  const ben = await shop.accept(link, { name: 'Ben', password: 'another long password' });
  await eventually(() => smtp.mails.length === 1, 'the invitation');
  const mails = () => smtp.mails.slice(1);
  /** All of it happens before anybody can be mailed: Ada is online, until the server begins anew. */
  const whileOnline = async (act) => {
    await ada.openStream();
    await act();
    await shop.kill();
    await shop.start();
  };
  return {
    shop,
    ada,
    ben,
    mails,
    whileOnline,
    received: () => mails().map(({ recipient }) => recipient),
    waiting: () => Number(shop.ask('SELECT count(*) FROM team_mail_due WHERE due_at IS NOT NULL')),
  };
}

describe('a user who waits while nobody of the team is online', () => {
  test('brings one mail to one available member, with all they said, and never the same again', async (t) => {
    const { shop, mails, received, whileOnline, waiting } = await shopOfTwo(t);
    let grace;
    await whileOnline(async () => {
      grace = await shop.user('grace');
      await grace.say('And is there parking?');
    });
    await eventually(() => mails().length > 0, 'the mail to the team');
    const [first] = mails();
    assert.match(first.text, /Is it open\?[\s\S]*And is there parking\?/);
    assert.match(first.subject, /Grace is waiting for an answer \(Corner Shop\)/);
    assert.ok(first.text.includes(`${shop.origin}/messages/live-chat/${grace.thread_id}`));
    assert.equal(first.headers.get('auto-submitted'), 'auto-generated');

    // Somebody else's question goes to whose turn it is, and tells nothing of what was mailed before.
    const henry = await shop.user('henry');
    await eventually(() => mails().length > 1, 'the mail about somebody else');
    assert.deepEqual(received().sort(), [kAda, kBen]);
    assert.doesNotMatch(mails()[1].text, /parking/);
    assert.ok(mails()[1].text.includes(henry.thread_id));
    assert.equal(waiting(), 0);
    await shop.kill();
    await shop.start();
    assert.equal(waiting(), 0, 'nothing is left that could be mailed again');
  });

  test('brings one mail about all of them to the one in charge', async (t) => {
    const { shop, ben, mails, received, whileOnline } = await shopOfTwo(t);
    const people = [];
    await whileOnline(async () => {
      for (const name of ['grace', 'henry', 'ida']) {
        const person = await shop.user(name);
        await shop.team('PATCH', person.path, { assignee: ben.id });
        people.push(person);
      }
    });
    await eventually(() => mails().length > 0, 'the mail to the one in charge');
    assert.deepEqual(received(), [kBen]);
    for (const { thread_id } of people) assert.ok(mails()[0].text.includes(thread_id));
  });

  test('brings none to who is not to be disturbed or wants no mail', async (t) => {
    const { shop, ada, ben, mails, received, waiting } = await shopOfTwo(t);
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await ben.call('PUT', '/me/preferences', { do_not_disturb_until: until });
    const grace = await shop.user('grace');
    await shop.team('PATCH', grace.path, { assignee: ben.id });
    await eventually(() => mails().length > 0, 'the mail to the other');
    for (const each of [ada, ben]) await each.call('PUT', '/me/preferences', { team_mail: false });
    await shop.user('henry');
    await eventually(() => waiting() === 0, 'the question is settled without a mail');
    assert.deepEqual(received(), [kAda]);
  });

  test('brings none while somebody is online, nor when the team has read it', async (t) => {
    const { shop, ada, mails, waiting } = await shopOfTwo(t);
    const close = await ada.openStream();
    const read = await shop.user('read');
    await shop.team('POST', `${read.path}/read`, { seq: 1 });
    const unread = await shop.user('unread');
    await eventually(() => waiting() === 1, 'the one that was read is settled');
    assert.deepEqual(mails(), []);
    close();
    await eventually(() => mails().length > 0, 'the mail once nobody is online any more', 60);
    assert.ok(mails()[0].text.includes(unread.thread_id));
    assert.ok(!mails()[0].text.includes(read.thread_id));
  });
});
