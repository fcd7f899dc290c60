import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { Engine } from './engine.ts';

/** Somebody who sees and presses what is in a page and in the widget's shadow tree. */
export class Person {
  constructor(readonly engine: Engine) {}

  /** The middle of the first visible element of the selector that has the text; null if there is none. */
  private place(selector: string, text: string): Promise<[number, number] | null> {
    return this.engine.ask(`(() => {
      const roots = [document, ...[...document.querySelectorAll('*')].map((node) => node.shadowRoot).filter(Boolean)];
      for (const root of roots) for (const element of root.querySelectorAll(${JSON.stringify(selector)})) {
        const box = element.getBoundingClientRect();
        const said = [element.innerText, element.getAttribute('aria-label'), element.value].join(' ');
        if (box.width && said.includes(${JSON.stringify(text)})) return [box.x + box.width / 2, box.y + box.height / 2];
      }
      return null;
    })()`);
  }

  async sees(selector: string, text = ''): Promise<[number, number]> {
    const places: [number, number][] = [];
    await expect
      .poll(
        async () => places.push(...[await this.place(selector, text)].filter((at) => at !== null)),
        {
          message: `${selector} with “${text}”`,
          timeout: 20_000,
        },
      )
      .toBeGreaterThan(0);
    return places[0] as [number, number];
  }

  async misses(selector: string, text = ''): Promise<void> {
    await expect.poll(() => this.place(selector, text), { timeout: 20_000 }).toBeNull();
  }

  async presses(selector: string, text = ''): Promise<void> {
    await this.engine.click(...(await this.sees(selector, text)));
  }

  async writes(selector: string, text: string): Promise<void> {
    await this.presses(selector);
    await this.engine.type(text);
  }

  async pictures(name: string): Promise<void> {
    const folder = path.resolve(import.meta.dirname, '../results');
    writeFileSync(path.join(folder, `${name}.png`), await this.engine.picture());
  }
}
