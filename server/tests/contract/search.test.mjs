import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { World } from './client.mjs';
import { Person } from './people.mjs';

let world;
before(async () => {
  world = await World.make(['--rate-limits', 'off']);
});
after(() => world.end());

const encode = (query) => encodeURIComponent(query);
const search = async (q, more = '', path = world.threads()) =>
  (await world.team('GET', `${path}?q=${encode(q)}${more}`)).body;
const marked = ({ match }) =>
  match.snippet.map(([text, hit]) => (hit ? `[${text}]` : text)).join('');

// The index follows within a second: asks until `enough` says so, or fails after five.
async function eventually(ask, enough) {
  const until = Date.now() + 5000;
  while (true) {
    const answer = await ask();
    if (enough(answer)) return answer;
    if (Date.now() > until) assert.fail(`not found in time: ${JSON.stringify(answer)}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}
const found = (q, count = 1, more = '') =>
  eventually(
    () => search(q, more),
    ({ threads }) => threads.length >= count,
  );

async function conversation(text, claims = {}) {
  const user = world.user(undefined, claims);
  const { thread_id } = (await user.say(text)).body.message;
  const path = world.threads(`/${thread_id}`);
  const post = (body, more = {}) =>
    world.team('POST', `${path}/messages`, { client_id: randomUUID(), body, ...more });
  return { user, thread_id, path, post };
}

test('a message is found by the beginnings of its words, with the hit marked', async () => {
  const { thread_id } = await conversation('Wo bleibt mein Kühlschrank?');
  const { threads } = await found('kuhl WO');
  assert.equal(threads.length, 1);
  assert.equal(threads[0].id, thread_id);
  assert.equal(threads[0].match.seq, 1);
  assert.equal('note' in threads[0].match, false);
  assert.equal(marked(threads[0]), '[Wo] bleibt mein [Kühlschrank]?');
  assert.equal((await search('hlschrank')).threads.length, 0);
});

test('notes, names, addresses and ids are found too', async () => {
  const { user, post, thread_id } = await conversation('Hello', {
    name: 'Grace Hopper',
    email: 'grace@navy.example',
  });
  await post('prefers telephone calls', { internal: true });
  assert.deepEqual((await found('telephone')).threads[0].match.note, 1);
  for (const q of ['hopper', 'grace@navy.example', 'hopper hello', user.sub]) {
    assert.equal((await found(q)).threads[0].id, thread_id, q);
  }
  const { threads } = await found('navy');
  assert.equal(threads[0].match.seq, 1);
  assert.equal(marked(threads[0]), 'grace@[navy].example');
});

test('a tag and a person that are called otherwise are found by their new names, and not by the old', async () => {
  const [old_tag, new_tag] = [`t${randomUUID().slice(0, 8)}`, `u${randomUUID().slice(0, 8)}`];
  const threads = [];
  for (let i = 0; i < 3; ++i) threads.push(await conversation('about a tag'));
  for (const { path } of threads) await world.team('PATCH', path, { tags: [old_tag] });
  await found(old_tag, 3);
  const tags = `/projects/${world.project_id}/tags`;
  const { id } = (await world.team('GET', tags)).body.tags.find(({ name }) => name === old_tag);
  assert.equal((await world.team('PATCH', `${tags}/${id}`, { name: new_tag })).status, 200);
  await found(new_tag, 3);
  assert.deepEqual((await search(old_tag)).threads, []);

  const [old_name, new_name] = [
    `Anna${randomUUID().slice(0, 8)}`,
    `Berta${randomUUID().slice(0, 8)}`,
  ];
  const person = await conversation('hello', { name: old_name });
  await found(old_name);
  const renamed = world.user(person.user.sub, { name: new_name });
  assert.equal((await renamed.call('PUT', '/profile', {})).status, 204);
  assert.equal((await found(new_name)).threads[0].id, person.thread_id);
  assert.deepEqual((await search(old_name)).threads, []);
});

test('phrases, scripts without spaces and emoji are found', async () => {
  const chinese = await conversation('你好，我要申请退款 🎉');
  const english = await conversation('the quick brown fox');
  assert.equal((await found('"quick brown"')).threads[0].id, english.thread_id);
  assert.equal((await search('"brown quick"')).threads.length, 0);
  assert.equal((await found('申请退款')).threads[0].id, chinese.thread_id);
  assert.equal((await search('请申')).threads.length, 0);
  assert.equal((await found('🎉')).threads[0].id, chinese.thread_id);
});

test('the newest hit comes first, each thread once, page by page, with filters', async () => {
  const word = `w${randomUUID().slice(0, 8)}`;
  const made = [];
  for (let i = 0; i < 5; ++i) made.push(await conversation(`${word} ${i}`));
  await made[1].user.say(`again ${word}`);
  await world.team('PATCH', made[2].path, { status: 'resolved', assignee: world.owner_id });
  await eventually(
    () => search(`again ${word}`),
    ({ threads }) => threads.length === 1,
  );
  const seen = [];
  let cursor = '';
  do {
    const page = await search(word, `&limit=2${cursor}`);
    seen.push(...page.threads.map(({ id }) => id));
    cursor = page.next_cursor && `&cursor=${page.next_cursor}`;
  } while (cursor);
  const order = [1, 4, 3, 2, 0].map((at) => made[at].thread_id);
  assert.deepEqual(seen, order);
  const ids = async (more) => (await search(word, more)).threads.map(({ id }) => id);
  assert.deepEqual(await ids('&status=resolved'), [made[2].thread_id]);
  assert.deepEqual(await ids('&assignee=me'), [made[2].thread_id]);
  assert.equal((await ids('&status=open&unread=1')).length, 4);
  assert.deepEqual(await ids('&until=2020-01-01T00:00:00Z'), []);
});

test('whatever is typed is text: answered, or refused as bad input, and soon', async () => {
  await conversation('near words or not');
  for (const q of [
    '" OR NEAR( *',
    'words:near',
    'near*',
    "near' OR 1=1 --",
    '^near',
    'NEAR(near words)',
    '"near',
    '\u202Enear',
    'a'.repeat(500),
  ]) {
    assert.equal((await world.team('GET', `${world.threads()}?q=${encode(q)}`)).status, 200, q);
  }
  const many = Array.from({ length: 1000 }, (_, i) => i).join(' ');
  for (const q of ['', '   ', '%_%_%_%', '""', '*', many, 'x'.repeat(7000)]) {
    const answer = await world.team('GET', `${world.threads()}?q=${encode(q)}`);
    assert.deepEqual([answer.status, answer.body.error], [400, 'invalid_query'], q.slice(0, 20));
  }
  const broken = await world.team('GET', `${world.threads()}?q=near&cursor=x`);
  assert.equal(broken.status, 400);
  const bad = await world.team('GET', `${world.threads()}?q=%FF`);
  assert.equal(bad.status, 400);
});

test('a project is not searched by who does not see it, and all that one sees at once', async () => {
  const owner = await Person.log_in(world.server);
  const other = await owner.make_project('Other');
  const word = `w${randomUUID().slice(0, 8)}`;
  const { thread_id } = await conversation(`${word} in the shop`);
  const token = world.token(
    'elsewhere',
    { project_key: other.project_key },
    { secret: other.signing_secret },
  );
  await world.call('POST', '/chat/messages', {
    body: { client_id: randomUUID(), body: `${word} elsewhere` },
    headers: { Authorization: `Bearer ${token}` },
  });
  const all = await eventually(
    () => search(word, '', '/threads'),
    ({ threads }) => threads.length === 2,
  );
  assert.deepEqual(new Set(all.threads.map(({ project_id }) => project_id)).size, 2);
  assert.deepEqual(
    (await search(word)).threads.map(({ id }) => id),
    [thread_id],
  );
  const one = await search(word, `&project=${other.project_id}`, '/threads');
  assert.equal(one.threads.length, 1);
  const member = await owner.bring_in('Member', [other.project_id]);
  assert.equal((await member.call('GET', `/threads?q=${word}`)).body.threads.length, 1);
  assert.equal((await member.call('GET', `/threads?project=${world.project_id}`)).status, 404);
  assert.equal((await member.call('GET', `${world.threads()}?q=${word}`)).status, 404);
});

test('the inbox of all projects is merged by activity and pages by keyset', async () => {
  const seen = [];
  let cursor = '';
  do {
    const { body } = await world.team('GET', `/threads?limit=3${cursor}`);
    assert.equal('counts' in body, cursor === '');
    seen.push(...body.threads);
    cursor = body.next_cursor && `&cursor=${body.next_cursor}`;
  } while (cursor);
  assert.equal(new Set(seen.map(({ id }) => id)).size, seen.length);
  const times = seen.map(({ last_message }) => last_message.created_at);
  assert.deepEqual(times, [...times].sort().reverse());
  assert.ok(new Set(seen.map(({ project_id }) => project_id)).size > 1);
});

test('conversations in which one was mentioned are a list of their own', async () => {
  const { post, thread_id } = await conversation('Hello');
  const owner = await Person.log_in(world.server);
  const colleague = await owner.bring_in('Member');
  await post(`@{${colleague.id}} please look`, { internal: true });
  const { threads } = await colleague.must('GET', `${world.threads()}?mentioned=me`);
  assert.deepEqual(
    threads.map(({ id }) => id),
    [thread_id],
  );
  const resolved = await colleague.must('GET', `/threads?mentioned=me&status=resolved`);
  assert.deepEqual(resolved.threads, []);
  const none = await owner.must('GET', '/threads?mentioned=me');
  assert.deepEqual(none.threads, []);
  assert.equal((await world.team('GET', '/threads?mentioned=you')).status, 400);
  assert.equal((await world.team('GET', '/threads?since=yesterday')).status, 400);
});

test('the index is built anew beside the running server, and the data stays sound', async () => {
  const { thread_id } = await conversation('an unmistakable zwieback');
  await found('zwieback');
  const seggwat = (...words) =>
    execFileSync(process.env.SEGGWAT_BIN, [...words, '--data', world.server.data], {
      encoding: 'utf8',
    });
  assert.match(seggwat('doctor', '--reindex'), /The search index is whole/);
  assert.equal((await found('zwieback')).threads[0].id, thread_id);
  assert.match(seggwat('verify'), /everything holds/);
  await conversation('said afterwards: pumpernickel');
  await found('pumpernickel');
});

test('a view is its owner’s, and shared the team’s', async () => {
  const owner = await Person.log_in(world.server);
  const member = await owner.bring_in('Member');
  const filter = { status: 'open', assignee: 'none', unread: true, days: 7, nonsense: 1 };
  const { view } = await member.must('POST', '/views', { name: ' Fresh ', filter });
  assert.equal(view.name, 'Fresh');
  assert.deepEqual(view.filter, { status: 'open', assignee: 'none', unread: true, days: 7 });
  assert.deepEqual([view.mine, view.shared], [true, false]);
  const names = async (who) => (await who.must('GET', '/views')).views.map(({ name }) => name);
  assert.deepEqual(await names(owner), []);
  assert.equal((await owner.call('PATCH', `/views/${view.id}`, { name: 'X' })).status, 404);
  await member.must('PATCH', `/views/${view.id}`, { shared: true });
  assert.deepEqual(await names(owner), ['Fresh']);
  assert.equal((await owner.call('PATCH', `/views/${view.id}`, { name: 'X' })).status, 403);
  const other = await owner.bring_in('Member');
  assert.equal((await other.call('DELETE', `/views/${view.id}`)).status, 403);
  assert.equal((await owner.call('DELETE', `/views/${view.id}`)).status, 204);
  assert.deepEqual(await names(member), []);
  for (const bad of [
    {},
    { name: '' },
    { name: 'x'.repeat(61) },
    { name: 'x', filter: { status: 'lost' } },
    { name: 'x', filter: { days: 0 } },
    { name: 'x', filter: { projects: ['x'] } },
    { name: 'x', filter: [] },
    { name: 'x', shared: 'yes' },
  ]) {
    const answer = await member.call('POST', '/views', bad);
    assert.equal(answer.status, 400, JSON.stringify(bad));
  }
});
