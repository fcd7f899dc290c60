import { expect, type Page } from '@playwright/test';
import { Editor } from './editor.ts';
import type { Stage } from './fixtures.ts';
import type { Colour } from './pictures.ts';
import type { Widget } from './widget.ts';

export const BLUE: Colour = [0, 0, 255];
export const GREEN: Colour = [0, 128, 0];
export const TEAL: Colour = [0, 128, 128];
export const SECRET: Colour = [255, 0, 255];
export const INK: Colour = [225, 29, 72];
export const BLACK: Colour = [0, 0, 0];
export const WHITE: Colour = [255, 255, 255];
export const TAG = { tag: 'data-enable-screenshots="true"' };

/** A page that is scrolled, with what stays in place and what scrolls by itself. All of it in plain colours. */
export const BODY = `<style>
  body { margin: 0; background: #fff; }
  .top { position: sticky; top: 0; height: 60px; background: blue; }
  .scroller { height: 100px; margin: 400px 0 0 100px; width: 300px; overflow: auto; }
  .scroller div { height: 200px; }
  .badge { position: fixed; left: 0; bottom: 0; width: 80px; height: 80px; background: green; }
  .secret { position: absolute; top: 500px; left: 500px; width: 120px; height: 60px; background: magenta; }
  .long { height: 2000px; }
</style>
<div class="top"></div>
<div class="scroller"><div></div><div style="background: teal"></div></div>
<div class="secret"></div><div class="badge"></div><div class="long"></div>`;

export async function visit(page: Page, stage: Stage, parts = {}): Promise<Widget> {
  const widget = await stage.visit(page, { ...TAG, body: BODY, ...parts });
  await page.evaluate(() => {
    scrollTo(0, 300);
    document.querySelector('.scroller')?.scrollTo(0, 200);
  });
  return widget;
}

export async function openForm(widget: Widget): Promise<void> {
  await widget.open();
  await widget.tile('Bug report').click();
  await expect(widget.button('Add a screenshot')).toBeVisible();
}

export async function capture(page: Page, widget: Widget): Promise<Editor> {
  await widget.button('Add a screenshot').click();
  const editor = new Editor(page);
  await editor.isThere();
  return editor;
}

export async function send(widget: Widget, message: string): Promise<void> {
  await widget.panel.getByLabel('What went wrong?').fill(message);
  await widget.button('Send').click();
  await expect(widget.panel.getByText('Thank you!')).toBeVisible();
}

export const remove = (widget: Widget) => widget.button('Remove the screenshot');
