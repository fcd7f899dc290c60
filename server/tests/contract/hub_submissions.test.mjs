// What pages send without a key: feedback, contact, ratings, nps.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Hub, kSite } from './hub_world.mjs';
import { Feedback, FeedbackPage, object, one_of, Rating, RatingPage } from './strict.mjs';

let hub;
before(async () => {
  hub = await Hub.make();
});
after(() => hub?.end());

const Stored = object({ status: one_of('stored') });

test('feedback is stored, and defaults to Other by the widget', async () => {
  const project = await hub.project();
  const whole = {
    message: '  The button is dead  ',
    path: '/cart?utm_source=x',
    version: 'v1.2.3-rc_4',
    submitted_by: 'user-1',
    submitted_by_email: 'jo@example.com',
    source: 'SocialShare',
    type: 'Bug',
  };
  assert.deepEqual(await project.submit('/feedback/submit', whole, { check: Stored }), {
    status: 'stored',
  });
  await project.submit('/feedback/submit', { message: 'abc' });
  const { feedback } = await project.ask('GET', '/feedback', { check: FeedbackPage });
  assert.equal(feedback[0].type, 'Other');
  assert.equal(feedback[0].source, 'Widget');
  assert.equal(feedback[0].status, 'New');
  assert.equal(feedback[1].message, 'The button is dead');
  assert.equal(feedback[1].source, 'SocialShare');
  assert.equal(feedback[1].submitted_by, 'user-1');
});

test('limits are exact, and a refusal stores nothing', async () => {
  const project = await hub.project();
  const good = [
    { message: 'abc' },
    { message: 'é'.repeat(1000) },
    { message: 'a message', version: 'a'.repeat(50) },
    { message: 'a message', submitted_by: 'u'.repeat(255) },
    { message: 'a message', submitted_by_email: `${'x'.repeat(316)}@y.z` },
    { message: 'a message', unknown: { member: 1 } },
    { message: 'a message', path: '', version: '', submitted_by: '', type: '', source: '' },
  ];
  for (const body of good) await project.submit('/feedback/submit', body);
  const bad = [
    {},
    { message: 'ab' },
    { message: ' ab ' },
    { message: 'é'.repeat(1001) },
    { message: 4 },
    { message: '\u200b\u200b\u200b\u200b' },
    { message: 'a message', version: 'a'.repeat(51) },
    { message: 'a message', version: '1.0 beta' },
    { message: 'a message', submitted_by: 'u'.repeat(256) },
    { message: 'a message', submitted_by: 'jo@example.com' },
    { message: 'a message', submitted_by_email: 'no address' },
    { message: 'a message', submitted_by_email: `${'x'.repeat(317)}@y.z` },
    { message: 'a message', type: 'bug' },
    { message: 'a message', source: 'widget' },
  ];
  for (const body of bad) await project.submit('/feedback/submit', body, { status: 400 });
  const { pagination } = await project.ask('GET', '/feedback', { check: FeedbackPage });
  assert.equal(pagination.total, good.length);
});

test('every public call reads JSON under any Content-Type and refuses what is no JSON', async () => {
  const project = await hub.project();
  const bodies = {
    '/feedback/submit': [{ message: 'it works' }, 200],
    '/contact/submit': [{ name: 'Jo', email: 'jo@example.com', message: 'it works' }, 200],
    '/ratings': [{ rating: { type: 'star', value: 4 } }, 201],
    '/rating/submit': [{ value: true, path: '/' }, 204],
    '/nps/submit': [{ score: 9 }, 201],
  };
  for (const [path, [body, status]] of Object.entries(bodies)) {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'nonsense']) {
      const headers = { Origin: kSite, 'Content-Type': type };
      await project.submit(path, body, { status, headers });
    }
    const broken = { status: 400, headers: { Origin: kSite } };
    for (const text of ['', '{', '[]', '"x"', `{"project_key":"${project.key}","project_key":"x"}`])
      await hub.ask('POST', path, { body: text, ...broken, headers: { ...broken.headers } });
    await hub.ask('POST', path, {
      body: { project_key: randomUUID(), ...body },
      status: 404,
      headers: { Origin: kSite },
    });
    await hub.ask('POST', path, {
      body: { project_key: 'demo-project-key', ...body },
      status: 404,
      headers: { Origin: kSite },
    });
  }
});

test('the origin decides for each public call, and refusals can be read by the page', async () => {
  const strict = await hub.project();
  const any_browser = await hub.project([]);
  const anybody = await hub.project(['*']);
  const cases = [
    [strict, { Origin: kSite }, true],
    [strict, { Origin: 'HTTPS://SHOP.EXAMPLE:443' }, true],
    [strict, { Referer: `${kSite}/cart` }, true],
    [strict, { Origin: 'https://evil.example', Referer: `${kSite}/` }, false],
    [strict, { Origin: 'null' }, false],
    [strict, { Origin: 'http://shop.example' }, false],
    [strict, {}, false],
    [any_browser, { Origin: 'https://x.example' }, true],
    [any_browser, { Origin: 'null' }, false],
    [any_browser, {}, false],
    [anybody, { Origin: 'null' }, true],
    [anybody, {}, true],
  ];
  for (const [project, headers, allowed] of cases) {
    await project.submit('/nps/submit', { score: 9 }, { status: allowed ? 201 : 403, headers });
    await project.submit(
      '/rating/submit',
      { value: true, path: '/' },
      { status: allowed ? 204 : 403, headers },
    );
    await project.submit(
      '/ratings',
      { rating: { type: 'nps', value: 1 } },
      { status: allowed ? 201 : 403, headers },
    );
  }
  for (const path of [
    '/ratings',
    '/rating/submit',
    '/nps/submit',
    '/contact/submit',
    '/feedback/submit',
  ]) {
    const answer = await fetch(hub.world.base + path, {
      method: 'POST',
      headers: { Origin: 'https://evil.example' },
      body: JSON.stringify({ project_key: strict.key }),
    });
    assert.equal(answer.status, 403);
    assert.equal(answer.headers.get('access-control-allow-origin'), 'https://evil.example');
    const preflight = await fetch(hub.world.base + path, {
      method: 'OPTIONS',
      headers: { Origin: kSite, 'Access-Control-Request-Method': 'POST' },
    });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-origin'), kSite);
    assert.equal(preflight.headers.get('access-control-allow-methods'), 'POST');
    assert.equal(preflight.headers.get('access-control-max-age'), '7200');
    const wrong = await fetch(hub.world.base + path, { method: 'PUT' });
    assert.equal(wrong.status, 405);
    assert.equal(wrong.headers.get('allow'), 'POST');
  }
});

test('a contact submission is feedback of type Other with name and email', async () => {
  const project = await hub.project();
  const contact = { name: 'Jo Doe', email: 'jo@example.com', message: 'Please call me' };
  await project.submit('/contact/submit', { ...contact, subject: 'Order 7', path: '/contact' });
  const { feedback } = await project.ask('GET', '/feedback', { check: FeedbackPage });
  assert.equal(feedback.length, 1);
  assert.equal(feedback[0].type, 'Other');
  assert.equal(feedback[0].name, 'Jo Doe');
  assert.equal(feedback[0].email, 'jo@example.com');
  for (const missing of ['name', 'email', 'message'])
    await project.submit('/contact/submit', { ...contact, [missing]: undefined }, { status: 400 });
  await project.submit('/contact/submit', { ...contact, email: 'jo' }, { status: 400 });
});

test('a rating answers itself, and a second one of the same person is 409', async () => {
  const project = await hub.project();
  const star = { type: 'star', value: 4, max_stars: 5 };
  const context = { path: '/docs', version: '1.0', submitted_by: 'user-1', metadata: { a: 1 } };
  const rating = await project.rate(star, context, { check: Rating });
  assert.equal(rating.rating_type, 'star');
  assert.deepEqual(rating.value, star);
  assert.deepEqual(await project.ask('GET', `/ratings/${rating.id}`, { check: Rating }), rating);
  assert.equal((await project.rate(star, context, { status: 409 })).error, 'already_rated');
  await project.rate(star, { ...context, path: '/other' });
  await project.rate({ type: 'helpful', value: true }, context);
  for (let i = 0; i < 2; i++) await project.rate(star, { path: '/docs' });
  const { pagination } = await project.ask('GET', '/ratings', { check: RatingPage });
  assert.equal(pagination.total, 5);
});

test('of two answers at the same moment one is stored', async () => {
  const project = await hub.project();
  const body = JSON.stringify({ project_key: project.key, score: 9, submitted_by: 'racer' });
  const answers = await Promise.all(
    Array.from({ length: 12 }, () =>
      fetch(`${hub.world.base}/nps/submit`, { method: 'POST', headers: { Origin: kSite }, body }),
    ),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array(11).fill(409)]);
});

test('numbers are integers written as integers', async () => {
  const project = await hub.project();
  const wrong = ['4.0', '4.5', '"4"', '4e0', 'true', 'null', '6', '0', '-1', '1e400', '[4]', '{}'];
  for (const value of wrong) {
    const body = `{"project_key":"${project.key}","rating":{"type":"star","value":${value}}}`;
    await hub.ask('POST', '/ratings', { body, status: 400, headers: { Origin: kSite } });
  }
  for (const score of ['9.0', '11', '-1', '"9"', 'true', 'null', '9e0']) {
    const body = `{"project_key":"${project.key}","score":${score}}`;
    await hub.ask('POST', '/nps/submit', { body, status: 400, headers: { Origin: kSite } });
  }
  for (const value of [1, 'true', null, 0])
    await project.submit('/rating/submit', { value, path: '/' }, { status: 400 });
  await project.rate({ type: 'star', value: 10, max_stars: 10 });
  await project.rate({ type: 'star', value: 1, max_stars: 11 }, {}, { status: 400 });
  await project.rate({ type: 'stars', value: 1 }, {}, { status: 400 });
  await project.submit('/ratings', { rating: 4 }, { status: 400 });
  await project.submit('/ratings', {}, { status: 400 });
});

test('thumbs stay 204 and the last answer of a person counts', async () => {
  const project = await hub.project();
  const body = { path: '/docs', submitted_by: 'user-1' };
  await project.submit('/rating/submit', { ...body, value: true }, { status: 204 });
  await project.submit('/rating/submit', { ...body, value: false }, { status: 204 });
  await project.submit('/rating/submit', { path: '/docs', value: true }, { status: 204 });
  await project.submit('/rating/submit', { value: true }, { status: 400 });
  const stats = await project.ask('GET', '/ratings/stats');
  assert.deepEqual(stats, { total: 2, helpful: 1, not_helpful: 1, percentage: 50 });
});

test('an nps comment becomes feedback as well', async () => {
  const project = await hub.project();
  const answer = { score: 3, comment: 'Too slow for us', locale: 'sv', path: '/', version: '2.0' };
  const rating = await project.submit(
    '/nps/submit',
    { ...answer, submitted_by: 'user-1' },
    {
      status: 201,
      check: Rating,
    },
  );
  assert.deepEqual(rating.value, { type: 'nps', value: 3 });
  await project.submit(
    '/nps/submit',
    { score: 9, submitted_by: 'user-1', path: '/' },
    { status: 409 },
  );
  await project.submit('/nps/submit', { score: 9, comment: 'ok' }, { status: 201 });
  const { feedback } = await project.ask('GET', '/feedback', { check: FeedbackPage });
  assert.deepEqual(
    feedback.map(({ message }) => message),
    ['Too slow for us'],
  );
  Feedback(feedback[0], 'the comment');
  assert.equal(feedback[0].submitted_by, 'user-1');
});

test('a submission rings the bell and is in the stream of the team', async () => {
  const project = await hub.project();
  const stream = await hub.world.stream('/stream', { 'X-API-Key': hub.world.api_key });
  assert.equal((await stream.next()).event, 'ready');
  await project.submit('/contact/submit', {
    name: 'Jo',
    email: 'jo@example.com',
    message: 'Call me',
  });
  const { data } = await stream.next_of('notification');
  stream.close();
  assert.equal(data.notification.kind, 'feedback');
  assert.equal(data.notification.project_id, project.id);
  assert.equal(data.notification.preview, 'Call me');
  assert.equal(data.notification.title, 'Jo');
  const item = await project.ask('GET', `/feedback/${data.notification.feedback_id}`, {
    check: Feedback,
  });
  assert.equal(item.message, 'Call me');
});
