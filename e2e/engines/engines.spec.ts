import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, type Stage, test } from '../support/fixtures.ts';
import { OWNER, PASSWORD } from '../support/server.ts';
import { type PageParts, pageWith } from '../support/site.ts';
import type { Engine } from './engine.ts';
import { startFirefox } from './firefox.ts';
import { Person } from './person.ts';
import { startWebKit } from './webkit.ts';

const engines: Record<string, () => Promise<Engine>> = {
  firefox: startFirefox,
  webkit: startWebKit,
};

async function visit(person: Person, stage: Stage, parts: PageParts & { csp?: string } = {}) {
  const user = [stage.sub, `${stage.sub}@example.com`, stage.token()];
  const after = `SeggwatFeedback.setUser(...${JSON.stringify(user)})`;
  const html = pageWith(stage.server.origin, stage.project.project_key, { after, ...parts });
  stage.site.pages.set('/', { html });
  await person.engine.goto(stage.site.url('/'));
}

for (const [name, start] of Object.entries(engines)) {
  test.describe(name, () => {
    let engine: Engine;
    let person: Person;

    test.beforeEach(async () => {
      test.setTimeout(180_000);
      mkdirSync(path.resolve(import.meta.dirname, '../results'), { recursive: true });
      engine = await start();
      person = new Person(engine);
    });
    test.afterEach(async ({ stage }, { status }) => {
      if (status !== 'passed') await person.pictures(`${name}-${stage.sub}`);
      await engine.end();
    });

    test('a chat is held, over a reload and with the panel closed', async ({ stage }) => {
      await visit(person, stage);
      await person.presses('.launcher');
      await person.presses('button', 'Chat with us');
      await person.writes('.composer textarea', 'Hello from another engine');
      await engine.press('Enter');
      await person.sees('.row', 'Hello from another engine');
      await expect.poll(async () => (await stage.team.messages(stage.sub)).length).toBe(1);
      await stage.team.reply(stage.sub, 'We hear you');
      await person.sees('.row', 'We hear you');
      await person.pictures(`${name}-chat`);
      await visit(person, stage);
      await person.sees('.launcher');
      await stage.team.reply(stage.sub, 'While you were away');
      await person.sees('.launcher .dot, .dot');
      await person.presses('.launcher');
      await person.sees('.row', 'While you were away');
      await person.misses('.dot');
    });

    test('a bug report is sent, and what is wrong with it is told', async ({ stage }) => {
      await visit(person, stage);
      await person.presses('.launcher');
      await person.presses('button', 'Bug report');
      await person.writes('textarea', 'The basket forgets its jugs');
      await person.presses('button[type=submit]');
      await expect
        .poll(async () => (await stage.team.feedback()).map(({ message }) => message))
        .toContain('The basket forgets its jugs');
      await person.pictures(`${name}-sent`);
    });

    test('a language that is none falls back to English', async ({ stage }) => {
      await visit(person, stage, {
        head: `<script>Object.defineProperty(navigator, 'language', { get: () => 'C' })</script>`,
      });
      await person.presses('.launcher');
      await person.sees('button', 'Chat with us');
    });

    test('a member signs in, reads and answers', async ({ stage }) => {
      await visit(person, stage);
      await person.presses('.launcher');
      await person.presses('button', 'Chat with us');
      await person.writes('.composer textarea', 'Is anybody there?');
      await engine.press('Enter');
      await stage.team.threadOf(stage.sub);
      await engine.goto(stage.server.origin);
      await person.writes('input[type=email]', OWNER);
      await person.writes('input[type=password]', PASSWORD);
      await engine.press('Enter');
      await person.presses('.thread-row', stage.sub);
      await person.sees('article', 'Is anybody there?');
      await person.writes('.composer textarea', 'Yes, we are');
      await engine.press('Enter');
      await person.sees('article', 'Yes, we are');
      await expect
        .poll(async () => (await stage.team.messages(stage.sub)).map(({ body }) => body))
        .toEqual(['Is anybody there?', 'Yes, we are']);
      await person.pictures(`${name}-inbox`);
    });
  });
}
