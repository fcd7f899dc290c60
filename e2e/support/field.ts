import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Stage } from './fixtures.ts';
import { Widget } from './widget.ts';

const SOURCES = path.resolve(import.meta.dirname, '../field');
const BUILT = path.resolve(import.meta.dirname, '../../build/field');

export interface FieldSite {
  name: string;
  /** What the browser loads: the sources themselves, or what the site's own tool made of them. */
  folder: string;
  /** Changes pages without loading the document anew. */
  routed: boolean;
  /** What its tag says in `data-version`. */
  version: string | null;
}

const site = (name: string, given: Partial<FieldSite> = {}): FieldSite => ({
  name,
  folder: path.join(BUILT, name),
  routed: true,
  version: '1.0.0',
  ...given,
});

/** Sites as their owners write them: see e2e/field/README.md. */
export const FIELD: FieldSite[] = [
  site('static', { folder: path.join(SOURCES, 'static') }),
  site('react'),
  site('vue'),
  site('next'),
  site('astro'),
  site('wordpress', { folder: path.join(SOURCES, 'wordpress'), routed: false, version: null }),
];

/** Opens the home page of such a site, on which the stage's user is signed in by the site's own code. */
export async function visitField(page: Page, stage: Stage, field: FieldSite): Promise<Widget> {
  if (!existsSync(field.folder)) {
    throw new Error(`${field.folder} is missing: run bin/test e2e, or node e2e/field/build.mjs.`);
  }
  const email = `${stage.sub}@example.com`;
  const token = stage.token();
  stage.site.serve(field.folder, {
    'https://seggwat.example': stage.server.origin,
    '00000000-0000-4000-8000-0000000f1e1d': stage.project.project_key,
    USER_ID: stage.sub,
    USER_EMAIL: email,
    USER_TOKEN: token,
  });
  const session = JSON.stringify({ id: stage.sub, email, token });
  stage.site.pages.set('/session.json', {
    html: session,
    headers: { 'Content-Type': 'application/json' },
  });
  stage.site.pages.set('/favicon.ico', { html: '' });
  await page.goto(stage.site.url('/'));
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible();
  return new Widget(page);
}
