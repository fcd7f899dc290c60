// Holds the server against its own description: a request is generated for every call of docs/openapi.json, answers must be what is
// written there, and a body with a required member missing or of the wrong type is refused.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { address_of, make_world, rows_by_operation } from './openapi_calls.mjs';
import { faults_of, sample, spoilt } from './openapi_schema.mjs';
import { send } from './people.mjs';

const text = readFileSync(join(import.meta.dirname, '../../../docs/openapi.json'), 'utf8');
const document = JSON.parse(text);
let world;
before(async () => {
  world = await make_world();
});
after(() => world?.end());

function answer_schema(operation, status) {
  let answer = operation.responses[status] ?? operation.responses.default;
  if (answer.$ref) answer = document.components.responses[answer.$ref.split('/').pop()];
  return answer.content?.['application/json']?.schema ?? null;
}

function check_answer(operation, answer, at) {
  const schema = answer_schema(operation, answer.status);
  if (answer.status === 204) assert.equal(answer.body, '', at);
  if (!schema || typeof answer.body !== 'object') return;
  assert.deepEqual(faults_of(document, schema, answer.body), [], at);
}

test('the description is served as it is, to any page, with a page for people beside it', async () => {
  const answer = await fetch(`${world.server.url}/api/v1/openapi.json`, {
    headers: { Origin: 'https://tool.example' },
  });
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type'), /^application\/json/);
  assert.equal(answer.headers.get('access-control-allow-origin'), '*');
  assert.deepEqual(await answer.json(), document);
  assert.equal(document.openapi.split('.').slice(0, 2).join('.'), '3.1');
  const page = await fetch(`${world.server.url}/docs/api`);
  assert.match(page.headers.get('content-type'), /^text\/html/);
  assert.match(page.headers.get('content-security-policy'), /default-src 'none'/);
  const html = await page.text();
  assert.doesNotMatch(html, /<script|style=|onload=/i);
  for (const methods of Object.values(document.paths))
    for (const operation of Object.values(methods))
      assert.ok(html.includes(`id="op-${operation.operationId}"`), operation.operationId);
});

test('every call answers as it is described', async () => {
  let checked = 0;
  for (const { operation, row } of rows_by_operation(document)) {
    const at = `${row.method} ${row.pattern}`;
    const answer = await send(
      await address_of(world, row),
      row.method,
      world.headers_for(row),
      row.body?.(),
    );
    assert.ok(
      `${answer.status}` in operation.responses,
      `${at}: ${answer.status} is not described: ${JSON.stringify(answer.body)}`,
    );
    assert.equal(answer.status, row.good, `${at}: ${JSON.stringify(answer.body)}`);
    check_answer(operation, answer, at);
    checked++;
  }
  assert.ok(checked > 60, `${checked} calls`);
});

test('generated bodies of the public and the feedback calls are taken or refused as described', async () => {
  const generated = /^(submit|create(Feedback|Helpful|Rating)|change(Many)?Feedback)/;
  for (const { operation, row } of rows_by_operation(document)) {
    const schema = operation.requestBody?.content['application/json']?.schema;
    if (!schema || !generated.test(operation.operationId)) continue;
    const given = { project_key: world.project_key, ids: [] };
    const at = `${row.method} ${row.pattern}`;
    for (let round = 0; round < 6; round++) {
      const body = sample(document, schema, given, round);
      const answer = await send(
        await address_of(world, row),
        row.method,
        world.headers_for(row),
        body,
      );
      const said = `${at} ${JSON.stringify(body)} → ${answer.status} ${JSON.stringify(answer.body)}`;
      assert.ok([row.good, 409].includes(answer.status), said);
      check_answer(operation, answer, said);
    }
    for (const [why, body] of spoilt(document, schema, sample(document, schema, given, 0))) {
      const answer = await send(
        await address_of(world, row),
        row.method,
        world.headers_for(row),
        body,
      );
      const said = `${at}, ${why}: ${JSON.stringify(body)} → ${answer.status}`;
      assert.ok([400, 404].includes(answer.status), said);
      check_answer(operation, answer, said);
    }
  }
});

test('parameters outside of what is described are 400', async () => {
  for (const { operation, row } of rows_by_operation(document)) {
    if (
      row.method !== 'GET' ||
      !/(listFeedback|Ratings|Stats|Insights|exportFeedback)$/.test(operation.operationId)
    )
      continue;
    const where = (await address_of(world, row)).split('?')[0];
    const needed = (operation.parameters ?? []).filter(
      ({ in: place, required }) => place === 'query' && required,
    );
    for (const { name, in: place, schema } of operation.parameters ?? []) {
      if (place !== 'query' || !(schema.enum || schema.type === 'integer')) continue;
      const wrong = schema.enum ? 'nonsense' : '1.5';
      const search = new URLSearchParams(needed.map((one) => [one.name, one.schema.enum[0]]));
      search.set(name, wrong);
      const answer = await send(`${where}?${search}`, 'GET', world.headers_for(row));
      assert.equal(answer.status, 400, `${operation.operationId} ${search}`);
      check_answer(operation, answer, `${operation.operationId} ${search}`);
    }
  }
});
