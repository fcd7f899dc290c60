import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';

/** The widget as a user meets it on a page. */
export class Widget {
  readonly launcher: Locator;
  readonly panel: Locator;
  readonly log: Locator;
  readonly composer: Locator;
  readonly bubbles: Locator;

  constructor(readonly page: Page) {
    this.launcher = page.locator('seggwat-widget .launcher');
    this.panel = page.getByRole('dialog');
    this.log = this.panel.getByRole('log');
    this.composer = this.panel.getByRole('textbox').last();
    this.bubbles = this.log.locator('.row');
  }

  get dot(): Locator {
    return this.page.locator('seggwat-widget .dot');
  }

  tile(name: string): Locator {
    return this.panel.getByRole('button', { name, exact: true });
  }

  button(name: string | RegExp): Locator {
    return this.panel.getByRole('button', { name });
  }

  async open(): Promise<void> {
    await this.launcher.click();
    await expect(this.panel).toBeVisible();
  }

  async openChat(): Promise<void> {
    await this.open();
    await this.tile('Chat with us').click();
    await expect(this.log).toBeAttached();
  }

  async send(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  bubble(text: string): Locator {
    return this.bubbles.filter({ hasText: text });
  }

  setUser(id: string | null, email?: string, token?: string): Promise<void> {
    return this.page.evaluate(
      ([who, address, proof]) => {
        SeggwatFeedback.setUser(who ?? null, address, proof);
      },
      [id, email, token] as const,
    );
  }

  /** Accessibility faults inside the widget, by the rules of axe. */
  async faults(): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: this.page })
      .include('seggwat-widget')
      .analyze();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  }
}

export interface PublicApi {
  version: string;
  container: HTMLButtonElement;
  unreadCount: number;
  screenshotsEnabled: boolean;
  setUser(id: string | null, email?: string, token?: string): void;
  setTokenProvider(provider: (() => Promise<string>) | null): void;
  setAttributes(attributes: Record<string, unknown>): void;
  on(event: string, listener: (detail: unknown) => void): () => void;
  open(): Promise<void>;
  openChat(): Promise<void>;
  openWithScreenshot(blob: Blob): Promise<void>;
  captureScreenshot(): Promise<unknown>;
  hasScreenshot(): boolean;
  clearScreenshot(): void;
  close(): void;
  toggle(): void;
  logout(): void;
  updateAppearance(look: Record<string, unknown>): Promise<void>;
  destroy(): void;
}

declare global {
  var SeggwatFeedback: PublicApi;
}
