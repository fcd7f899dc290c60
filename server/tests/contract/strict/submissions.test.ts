// What pages send without a key: feedback and contact messages, and what holds for every public call.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type Call, giving, pageCalls, spoilt } from './calls.ts';
import { ContactPage, type Submission } from './interface.ts';
import { Hub, SITE } from './world.ts';

let hub: Hub;
before(async () => {
  hub = await Hub.make();
});
after(() => hub?.end());

/** One good call of each kind. */
function everyCall(key: string): Call<unknown>[] {
  const pages = pageCalls(key);
  return [
    pages.feedback({ message: 'it works' }),
    pages.contact({ name: 'Jo', email: 'jo@example.com', message: 'it works' }),
    pages.rating({ type: 'star', value: 4 }),
    pages.thumb({ value: true, path: '/' }),
    pages.nps({ score: 9 }),
  ];
}

test('feedback is stored, and defaults to Other by the widget', async () => {
  const { page, pages, calls } = await hub.project();
  const whole: Submission = {
    message: '  The button is dead  ',
    path: '/cart?utm_source=x',
    version: 'v1.2.3-rc_4',
    submitted_by: 'user-1',
    submitted_by_email: 'jo@example.com',
    source: 'SocialShare',
    type: 'Bug',
  };
  assert.deepEqual(await page.send(pages.feedback(whole)), { status: 'stored' });
  await page.send(pages.feedback({ message: 'abc' }));
  const { feedback } = await hub.program.send(calls.feedback());
  const [second, first] = feedback;
  assert.equal(second?.type, 'Other');
  assert.equal(second?.source, 'Widget');
  assert.equal(second?.status, 'New');
  assert.equal(first?.message, 'The button is dead');
  assert.equal(first?.source, 'SocialShare');
  assert.equal(first?.submitted_by, 'user-1');
});

test('limits are exact, and a refusal stores nothing', async () => {
  const { page, pages, calls } = await hub.project();
  const message = 'a message';
  const good: Submission[] = [
    { message: 'abc' },
    { message: 'é'.repeat(1000) },
    { message, version: 'a'.repeat(50) },
    { message, submitted_by: 'u'.repeat(255) },
    { message, submitted_by_email: `${'x'.repeat(316)}@y.z` },
    { message, path: '', version: '', submitted_by: '', type: '', source: '' },
  ];
  for (const body of good) await page.send(pages.feedback(body));
  await page.send(spoilt(pages.feedback({ message }), { unknown: { member: 1 } }));
  const bad = [
    { message: undefined },
    { message: 'ab' },
    { message: ' ab ' },
    { message: 'é'.repeat(1001) },
    { message: 4 },
    { message: '\u200b\u200b\u200b\u200b' },
    { version: 'a'.repeat(51) },
    { version: '1.0 beta' },
    { submitted_by: 'u'.repeat(256) },
    { submitted_by: 'jo@example.com' },
    { submitted_by_email: 'no address' },
    { submitted_by_email: `${'x'.repeat(317)}@y.z` },
    { type: 'bug' },
    { source: 'widget' },
  ];
  for (const members of bad) await page.refused(spoilt(pages.feedback({ message }), members), 400);
  const { pagination } = await hub.program.send(calls.feedback());
  assert.equal(pagination.total, good.length + 1);
});

test('every public call reads JSON under any Content-Type and refuses what is no JSON', async () => {
  const { key } = await hub.project();
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'nonsense']) {
    const page = hub.program.as({ Origin: SITE, 'Content-Type': type });
    for (const call of everyCall(key)) await page.send(call);
  }
  const page = hub.program.as({ Origin: SITE });
  const twice = `{"project_key":"${key}","project_key":"x"}`;
  for (const call of everyCall(key)) {
    for (const body of ['', '{', '[]', '"x"', twice]) await page.refused({ ...call, body }, 400);
    for (const stranger of [randomUUID(), 'demo-project-key'])
      await page.refused(spoilt(call, { project_key: stranger }), 404);
  }
});

test('the origin decides for each public call', async () => {
  const strict = (await hub.project()).key;
  const anyBrowser = (await hub.project([])).key;
  const anybody = (await hub.project(['*'])).key;
  const cases: [key: string, headers: Record<string, string>, allowed: boolean][] = [
    [strict, { Origin: SITE }, true],
    [strict, { Origin: 'HTTPS://SHOP.EXAMPLE:443' }, true],
    [strict, { Referer: `${SITE}/cart` }, true],
    [strict, { Origin: 'https://evil.example', Referer: `${SITE}/` }, false],
    [strict, { Origin: 'null' }, false],
    [strict, { Origin: 'http://shop.example' }, false],
    [strict, { Origin: 'https://shop.example.evil.example' }, false],
    [strict, { Origin: 'https://shop.example.' }, false],
    [strict, { Origin: 'https://shop.example:8443' }, false],
    [strict, { Referer: 'https://evil.example/https://shop.example/' }, false],
    [strict, { Referer: 'https://shop.example@evil.example/' }, false],
    [strict, {}, false],
    [anyBrowser, { Origin: 'https://x.example' }, true],
    [anyBrowser, { Origin: 'null' }, false],
    [anyBrowser, {}, false],
    [anybody, { Origin: 'null' }, true],
    [anybody, {}, true],
  ];
  for (const [key, headers, allowed] of cases) {
    const client = hub.program.as(headers);
    for (const call of everyCall(key)) {
      if (allowed) await client.send(call);
      else assert.equal((await client.refused(call, 403)).error, 'origin_refused');
    }
  }
});

test('a page can read why it was refused, and preflights are kept', async () => {
  const { key } = await hub.project();
  for (const { path } of everyCall(key)) {
    const answer = await hub.program.as({ Origin: 'https://evil.example' }).fetch(path, {
      method: 'POST',
      body: JSON.stringify({ project_key: key }),
    });
    assert.equal(answer.status, 403);
    assert.equal(answer.headers.get('access-control-allow-origin'), 'https://evil.example');
    const preflight = await hub.program.as({ Origin: SITE }).fetch(path, {
      method: 'OPTIONS',
      headers: { 'Access-Control-Request-Method': 'POST' },
    });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-origin'), SITE);
    assert.equal(preflight.headers.get('access-control-allow-methods'), 'POST');
    assert.equal(preflight.headers.get('access-control-max-age'), '7200');
    assert.equal(preflight.headers.get('access-control-allow-credentials'), null);
    const wrong = await hub.program.as({}).fetch(path, { method: 'PUT' });
    assert.equal(wrong.status, 405);
    assert.equal(wrong.headers.get('allow'), 'POST');
  }
});

test('a contact submission is feedback of type Other with name and email', async () => {
  const { page, pages, calls } = await hub.project();
  const contact = { name: 'Jo Doe', email: 'jo@example.com', message: 'Please call me' };
  await page.send(pages.contact({ ...contact, subject: 'Order 7', path: '/contact' }));
  const { feedback } = await hub.program.send(giving(calls.feedback(), ContactPage));
  assert.equal(feedback.length, 1);
  assert.equal(feedback[0]?.type, 'Other');
  assert.equal(feedback[0]?.name, 'Jo Doe');
  assert.equal(feedback[0]?.email, 'jo@example.com');
  for (const missing of ['name', 'email', 'message'])
    await page.refused(spoilt(pages.contact(contact), { [missing]: undefined }), 400);
  await page.refused(pages.contact({ ...contact, email: 'jo' }), 400);
});
