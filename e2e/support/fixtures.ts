import { randomUUID } from 'node:crypto';
import { test as base, type Page } from '@playwright/test';
import jwt from 'jsonwebtoken';
import { type Project, Server } from './server.ts';
import { type PageParts, pageWith, Site } from './site.ts';
import { Team } from './team.ts';
import { Widget } from './widget.ts';

export { expect } from '@playwright/test';

export interface TokenOptions {
  email?: string | null;
  name?: string;
  secret?: string;
  project_key?: string;
  ttl?: number;
}

/** What a test works with: a project of its own server, the site, the team and a signed-in user. */
export interface Stage {
  server: Server;
  project: Project;
  site: Site;
  team: Team;
  /** A user that no other test has. */
  sub: string;
  token(sub?: string, options?: TokenOptions): string;
  /** Opens a page of the site that carries the widget. */
  visit(page: Page, parts?: PageParts & { headers?: Record<string, string> }): Promise<Widget>;
  /** The same, signed in. */
  visitAs(page: Page, sub: string, parts?: PageParts): Promise<Widget>;
}

interface WorkerFixtures {
  running: { server: Server; project: Project };
}

function mint(project: Project, sub: string, options: TokenOptions = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const ttl = options.ttl ?? 3600;
  const claims: Record<string, unknown> = {
    sub,
    project_key: options.project_key ?? project.project_key,
    name: options.name ?? `Name of ${sub}`,
    iat: Math.min(now, now + ttl - 1),
    exp: now + ttl,
  };
  if (options.email !== null) claims.email = options.email ?? `${sub}@example.com`;
  return jwt.sign(claims, options.secret ?? project.signing_secret);
}

export function makeStage(server: Server, project: Project, site: Site): Stage {
  const sub = `user-${randomUUID().slice(0, 8)}`;
  const stage: Stage = {
    server,
    project,
    site,
    team: new Team(server, project),
    sub,
    token: (who = sub, options) => mint(project, who, options),
    async visit(page, parts = {}) {
      const html = pageWith(server.origin, project.project_key, parts);
      site.pages.set('/', { html, headers: parts.headers ?? {} });
      await page.goto(site.url('/'));
      return new Widget(page);
    },
    async visitAs(page, who, parts = {}) {
      const user = JSON.stringify([who, `${who}@example.com`, mint(project, who)]);
      return stage.visit(page, { ...parts, after: `SeggwatFeedback.setUser(...${user})` });
    },
  };
  return stage;
}

export const test = base.extend<{ stage: Stage }, WorkerFixtures>({
  running: [
    // biome-ignore lint/correctness/noEmptyPattern: the first parameter has to be a pattern
    async ({}, use) => {
      const server = await Server.start();
      const project = server.addProject('Shop');
      await server.run();
      await use({ server, project });
      await server.end();
    },
    { scope: 'worker' },
  ],
  stage: async ({ running }, use) => {
    const site = new Site();
    await site.start();
    await use(makeStage(running.server, running.project, site));
    await site.stop();
  },
});
