import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { Widget } from '../support/widget.ts';

const HOSTILE = [
  '<script>window.hit = 1</script>',
  '<img src=x onerror="window.hit = 1">',
  '<svg/onload=window.hit=1>',
  '"><iframe srcdoc="<script>parent.hit=1</script>"></iframe>',
  '<a href="javascript:window.hit=1">click</a>',
  '[click](javascript:window.hit=1)',
  '[click](JaVaScRiPt:window.hit=1)',
  '[click](data:text/html,<script>window.hit=1</script>)',
  '[click](vbscript:msgbox)',
  '![x](http://canary.test/x.png)',
  '<style>@import "http://canary.test/x.css"</style>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=hit=1&gt;">',
  '{{constructor.constructor("window.hit=1")()}}',
  '`<b>code</b>` **<i>bold</i>** > <u>quote</u>',
  '```\n<script>window.hit=1</script>\n```',
  'https://example.com/"onmouseover="window.hit=1',
  "https://example.com/'><script>window.hit=1</script>",
  '\u202Egnp.exe\u202C \u2066isolate\u2069',
  'ﷺ Z̴̡͎̫̲͍͖͔̭̗a̷̢̧̮͖͇̥l̸̰͍̘g̶̥̈́ȯ̵ 👩‍👩‍👧‍👦 \u2028 \u2029 \u0085',
  '\n\nevent: message\ndata: {"message":{"id":"x"}}\n\n',
  '&lt;script&gt;window.hit=1&lt;/script&gt; &#60;b&#62;',
];

async function watch(page: Page): Promise<string[]> {
  const alarms: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('canary')) alarms.push(request.url());
  });
  page.on('dialog', (dialog) => {
    alarms.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => alarms.push(error.message));
  return alarms;
}

test('hostile texts from either side stay text', async ({ page, stage }) => {
  test.setTimeout(60_000);
  const alarms = await watch(page);
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  for (const [index, text] of HOSTILE.entries()) {
    await widget.send(text);
    await expect(widget.bubbles).toHaveCount(2 * index + 1);
    await expect(widget.bubbles.last()).toContainText('Sent');
    await stage.team.reply(stage.sub, text);
    await expect(widget.bubbles).toHaveCount(2 * index + 2);
  }
  const found = await widget.log.evaluate((log) => ({
    tags: [...new Set([...log.querySelectorAll('.text *')].map(({ localName }) => localName))],
    links: [...log.querySelectorAll('a')].map(({ href, rel, target }) => ({ href, rel, target })),
    attributes: [
      ...new Set(
        [...log.querySelectorAll('.text *')].flatMap((element) => element.getAttributeNames()),
      ),
    ],
  }));
  const allowed = [
    'p',
    'br',
    'a',
    'strong',
    'em',
    's',
    'code',
    'pre',
    'ul',
    'ol',
    'li',
    'blockquote',
  ];
  expect(found.tags.filter((tag) => !allowed.includes(tag))).toEqual([]);
  expect(
    found.attributes.filter((name) => !['dir', 'href', 'rel', 'target', 'start'].includes(name)),
  ).toEqual([]);
  for (const link of found.links) {
    expect(link.href).toMatch(/^(https?|mailto):/);
    expect(link.rel).toBe('noopener noreferrer nofollow');
    expect(link.target).toBe('_blank');
  }
  expect(await page.evaluate(() => (window as unknown as { hit?: number }).hit)).toBeUndefined();
  expect(alarms).toEqual([]);
  const sent = (await stage.team.messages(stage.sub)).map(({ body }) => body);
  const whiteSpace = /^\p{White_Space}+|\p{White_Space}+$/gu;
  for (const text of HOSTILE) expect(sent).toContain(text.replace(whiteSpace, ''));
});

test('links are links, and only safe ones', async ({ page, stage }) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('See https://example.com/a?b=1. And [this](https://example.org) //evil.test');
  const links = widget.bubble('See').getByRole('link');
  await expect(links).toHaveCount(2);
  await expect(links.first()).toHaveAttribute('href', 'https://example.com/a?b=1');
  await expect(links.last()).toHaveAttribute('rel', 'noopener noreferrer nofollow');
});

test('the strictest content policy and Trusted Types see no violation', async ({ page, stage }) => {
  const { origin } = stage.server;
  const policy = [
    "default-src 'none'",
    "style-src 'none'",
    `script-src ${origin} 'nonce-page'`,
    `connect-src ${origin}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  const alarms: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || /Content Security|Trusted/.test(message.text())) {
      alarms.push(message.text());
    }
  });
  page.on('pageerror', (error) => alarms.push(error.message));
  const widget = await stage.visit(page, {
    headers: { 'Content-Security-Policy': policy },
    head: `<script nonce="page">
      window.violations = [];
      addEventListener('securitypolicyviolation', (event) => {
        violations.push(event.violatedDirective + ' ' + event.blockedURI);
      });</script>`,
  });
  await widget.setUser(stage.sub, 'a@example.com', stage.token());
  await widget.openChat();
  await widget.send('Hello **world**\n\n- https://example.com');
  await expect(widget.bubble('Hello')).toContainText('Sent');
  await stage.team.reply(stage.sub, '> quoted `code`');
  await expect(widget.bubble('quoted')).toBeVisible();
  await widget.button('Back').click();
  await widget.tile('Bug report').click();
  await widget.panel.getByLabel('What went wrong?').fill('Nothing at all');
  await widget.button('Send').click();
  await expect(widget.panel.getByText('Thank you!')).toBeVisible();
  await page.evaluate(() => SeggwatFeedback.destroy());
  expect(
    await page.evaluate(() => (window as unknown as { violations: string[] }).violations),
  ).toEqual([]);
  expect(alarms).toEqual([]);
});

test('a page with patched prototypes and clobbered names still gets its widget', async ({
  page,
  stage,
}) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const widget = await stage.visit(page, {
    head: `<script>
      Array.prototype.extra = () => 1;
      Object.prototype.polluted = 'x';
      window.name = '<b>';
    </script>`,
    body: `<form id="SeggwatFeedback"><input name="destroy"></form>
      <a id="__seggwat_pending_user" href="#x">x</a>`,
  });
  await widget.setUser(stage.sub, 'a@example.com', stage.token());
  await widget.openChat();
  await widget.send('Still works');
  await expect(widget.bubble('Still works')).toContainText('Sent');
  expect(errors).toEqual([]);
});

test('the token is in no address, no storage and no console line', async ({ page, stage }) => {
  const token = stage.token();
  const [, , signature] = token.split('.') as [string, string, string];
  const seen: string[] = [];
  page.on('request', (request) => seen.push(request.url()));
  page.on('console', (message) => seen.push(message.text()));
  const widget = await stage.visit(page);
  await widget.setUser(stage.sub, 'a@example.com', token);
  await widget.openChat();
  await widget.send('Hello');
  await expect(widget.bubble('Hello')).toContainText('Sent');
  seen.push(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage])));
  expect(seen.filter((text) => text.includes(signature))).toEqual([]);
});

test('page addresses lose their query but for campaign parameters', async ({ page, stage }) => {
  await stage.visitAs(page, stage.sub);
  const sent = page.waitForRequest(
    (request) => request.url().endsWith('/chat/messages') && request.method() === 'POST',
  );
  await page.goto(stage.site.url('/?session=secret&utm_source=mail#part'));
  const widget = new Widget(page);
  await widget.openChat();
  await widget.send('Where am I?');
  expect((await sent).postDataJSON().page).toEqual({
    url: stage.site.url('/?utm_source=mail'),
    title: 'Shop',
  });
});
