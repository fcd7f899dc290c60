import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test';
import { test as base, type Stage } from '../../support/fixtures.ts';
import { OWNER, PASSWORD } from '../../support/server.ts';
import { Customer } from './customer.ts';
import { COLLEAGUE_PASSWORD, Member } from './member.ts';

/** The dashboard as a member of the team meets it. */
export class Desk {
  readonly rows: Locator;
  readonly log: Locator;
  readonly composer: Locator;
  readonly toasts: Locator;
  /** What the console complained about; must stay empty. */
  readonly complaints: string[] = [];

  constructor(
    readonly page: Page,
    readonly stage: Stage,
  ) {
    this.rows = page.locator('.thread-row');
    this.log = page.getByRole('log');
    this.composer = page.locator('.composer textarea');
    this.toasts = page.locator('.toasts');
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (line) => {
      if (/Content Security Policy|TrustedHTML|Trusted Type/i.test(line.text())) {
        this.complaints.push(line.text());
      }
    });
  }

  async open(path = '/'): Promise<void> {
    await this.page.goto(this.stage.server.origin + path);
  }

  async signIn(email = OWNER, password = PASSWORD): Promise<void> {
    await this.page.getByLabel('Email').fill(email);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await expect(this.page.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();
  }

  row(name: string): Locator {
    return this.rows.filter({ hasText: name });
  }

  message(text: string): Locator {
    return this.log.getByRole('article').filter({ hasText: text });
  }

  async openThread(name: string): Promise<void> {
    await this.row(name).click();
    await expect(this.composer).toBeVisible();
  }

  async reply(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** A key pressed while no field has the focus. */
  async press(key: string): Promise<void> {
    await this.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    for (const one of key.split(' ')) await this.page.keyboard.press(one);
  }

  async faults(): Promise<string[]> {
    // Colours that still change are judged when they have.
    await expect
      .poll(() =>
        this.page.evaluate(
          () => document.getAnimations().filter((one) => one instanceof CSSTransition).length,
        ),
      )
      .toBe(0);
    const { violations } = await new AxeBuilder({ page: this.page }).analyze();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  }
}

interface Fixtures {
  /** A browser whose member is the owner, signed in, on the inbox. */
  desk: Desk;
  /** The user of this test, who has not written yet. */
  customer: Customer;
  /** The owner with a further session. */
  owner: Member;
  /** Another browser: the owner's own, or a colleague's, signed in at this address. */
  deskOf(member?: { email: string }, path?: string): Promise<Desk>;
}

export const test = base.extend<Fixtures>({
  desk: async ({ page, stage }, use) => {
    const desk = new Desk(page, stage);
    await desk.open();
    await desk.signIn();
    await use(desk);
    expect(desk.complaints).toEqual([]);
  },
  customer: async ({ stage }, use) => {
    const customer = new Customer(stage, stage.sub, { name: `Mira ${stage.sub}` });
    await use(customer);
    customer.leave();
  },
  deskOf: async ({ browser, stage }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (member, path) => {
      const context = await browser.newContext({ locale: 'en-GB' });
      contexts.push(context);
      const desk = new Desk(await context.newPage(), stage);
      await desk.open(path);
      await desk.signIn(member?.email, member && COLLEAGUE_PASSWORD);
      return desk;
    });
    for (const context of contexts) await context.close();
  },
  owner: async ({ stage }, use) => use(await Member.signIn(stage.server, OWNER, PASSWORD)),
});

export { expect } from '@playwright/test';
