import { expect, test } from '../support/fixtures.ts';

test.beforeEach(({ stage }) =>
  stage.team.configure((settings) => {
    settings.modules = { ...settings.modules, review: true, contact: true };
  }),
);
test.afterEach(({ stage }) =>
  stage.team.configure((settings) => {
    settings.modules = { ...settings.modules, review: false, contact: false };
  }),
);

test('a review needs stars and takes a comment', async ({ page, stage }) => {
  const widget = await stage.visit(page, {
    after: `SeggwatFeedback.setUser('${stage.sub}')`,
    tag: 'data-version="3.0"',
  });
  await widget.open();
  await widget.tile('Review').click();
  await expect(widget.panel.getByRole('radio', { name: '1 of 5 stars' })).toBeFocused();
  expect(await widget.faults()).toEqual([]);
  await widget.button('Send').click();
  await expect(widget.panel).toContainText('Please choose a rating.');
  await widget.panel.getByRole('radio', { name: '4 of 5 stars' }).check();
  await widget.panel.getByRole('textbox').fill(`Quick answers ${stage.sub}`);
  expect(await widget.faults()).toEqual([]);
  await widget.button('Send').click();
  await expect(widget.panel.getByRole('heading', { name: 'Thank you!' })).toBeFocused();
  expect(await widget.faults()).toEqual([]);
  const { ratings } = await stage.team.call<{ ratings: Record<string, unknown>[] }>(
    'GET',
    '/ratings?type=star',
  );
  expect(ratings[0]).toMatchObject({
    value: { type: 'star', value: 4, max_stars: 5 },
    comment: `Quick answers ${stage.sub}`,
    submitted_by: stage.sub,
    version: '3.0',
  });
  expect((await stage.team.feedback())[0]).toMatchObject({
    message: `Quick answers ${stage.sub}`,
    channel: 'review',
  });
  await widget.button('Send another').click();
  await expect(widget.panel.getByRole('status')).toContainText('You can send again in');
  await expect(widget.button('Send')).toBeDisabled();
});

test('a contact message needs name and address, and knows those of the user', async ({
  page,
  stage,
}) => {
  const widget = await stage.visit(page, {
    after: `SeggwatFeedback.setUser('${stage.sub}', 'jo@example.com')`,
  });
  await widget.open();
  await widget.tile('Contact').click();
  await expect(widget.panel.getByLabel('Your name')).toBeFocused();
  await expect(widget.panel.getByLabel('Your email')).toHaveValue('jo@example.com');
  await widget.button('Send').click();
  await expect(widget.panel.getByLabel('Your name')).toBeFocused();
  await expect(widget.panel).toContainText('Please tell us your name.');
  expect(await widget.faults()).toEqual([]);
  await widget.panel.getByLabel('Your name').fill('Jo Doe');
  await widget.panel.getByLabel('Your message').fill(`Where is my order? ${stage.sub}`);
  await widget.button('Send').click();
  await expect(widget.panel.getByRole('heading', { name: 'Thank you!' })).toBeFocused();
  expect((await stage.team.feedback())[0]).toMatchObject({
    message: `Where is my order? ${stage.sub}`,
    name: 'Jo Doe',
    email: 'jo@example.com',
    channel: 'contact',
    type: 'Other',
  });
});

test('the only enabled form opens at once, and a draft survives closing', async ({
  page,
  stage,
}) => {
  await stage.team.configure((settings) => {
    settings.modules = {
      ...settings.modules,
      bug_report: false,
      feature_request: false,
      review: false,
    };
  });
  const widget = await stage.visit(page);
  await widget.open();
  await widget.panel.getByLabel('Your message').fill('A long text');
  await page.keyboard.press('Escape');
  await expect(widget.panel).toHaveCount(0);
  await widget.open();
  await expect(widget.panel.getByLabel('Your message')).toHaveValue('A long text');
  await stage.team.configure((settings) => {
    settings.modules = { ...settings.modules, bug_report: true, feature_request: true };
  });
});
