import { expect, type Locator, type Page } from '@playwright/test';

export type Place = [x: number, y: number];

/** The annotation editor as a user meets it. Places are shares of the picture, from 0 to 1. */
export class Editor {
  readonly dialog: Locator;
  readonly canvas: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Edit the screenshot' });
    this.canvas = this.dialog.locator('canvas');
  }

  async isThere(): Promise<void> {
    await expect(this.canvas).toBeVisible({ timeout: 30_000 });
  }

  tool(name: string): Promise<void> {
    return this.dialog.getByRole('radio', { name, exact: true }).check();
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  async drag(from: Place, to: Place): Promise<void> {
    await this.page.mouse.move(...(await this.at(from)));
    await this.page.mouse.down();
    await this.page.mouse.move(...(await this.at(to)), { steps: 5 });
    await this.page.mouse.up();
  }

  async click(place: Place): Promise<void> {
    await this.page.mouse.click(...(await this.at(place)));
  }

  async done(): Promise<void> {
    await this.button('Done').click();
    await expect(this.dialog).toHaveCount(0);
  }

  private async at([x, y]: Place): Promise<Place> {
    const box = await this.canvas.boundingBox();
    if (!box) throw new Error('no picture');
    return [box.x + box.width * x, box.y + box.height * y];
  }
}
