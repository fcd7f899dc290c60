// What leaves for spreadsheets.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Hub, type Project } from './world.ts';

let hub: Hub;
before(async () => {
  hub = await Hub.make();
});
after(() => hub?.end());

async function linesOf({ id }: Project, path: string): Promise<string[]> {
  const answer = await hub.program.fetch(`/projects/${id}${path}`);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), 'text/csv; charset=utf-8');
  assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; filename=/);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
  assert.ok(text.startsWith('\ufeff'));
  return text.slice(1).split('\r\n');
}

test('an export opens in a spreadsheet and runs nothing there', async () => {
  const project = await hub.project();
  const message = '=HYPERLINK("http://evil.example")';
  await hub.program.send(project.calls.addFeedback({ message, path: '+1+1' }));
  const [head, row] = await linesOf(project, '/feedback/export');
  assert.match(head ?? '', /^"id","created_at","type","status",/);
  assert.ok(row?.includes(`"'=HYPERLINK(""http://evil.example"")"`), row);
  assert.ok(row?.includes(`,"'+1+1",`), row);
});

test('ratings are exported as they are filtered, newest first', async () => {
  const project = await hub.project();
  const { page, pages, calls } = project;
  await page.send(pages.rating({ type: 'nps', value: 9 }, { path: '@SUM(1)', submitted_by: 'jo' }));
  await page.send(pages.rating({ type: 'star', value: 4 }, { path: '/a', version: '-1' }));
  await page.send(pages.nps({ score: 3, comment: '=1+1', locale: 'de' }));
  const [head, newest, oldest, end] = await linesOf(project, '/ratings/export?type=nps');
  assert.equal(
    head,
    '"id","created_at","rating_type","value","max_stars","comment","path","version","submitted_by","locale","metadata"',
  );
  assert.match(newest ?? '', /,"nps","3","","'=1\+1","","","","de",""$/);
  assert.match(oldest ?? '', /,"nps","9","","","'@SUM\(1\)","","jo","",""$/);
  assert.equal(end, '');
  const [, star] = await linesOf(project, '/ratings/export?type=star&path=%2Fa');
  assert.match(star ?? '', /,"star","4","5","","\/a","'-1","","",""$/);
  const path = `/projects/${project.id}/ratings/export?type=smile`;
  const wrong = await hub.program.refused({ ...calls.ratings(), path }, 400);
  assert.equal(wrong.error, 'invalid_parameter');
});
