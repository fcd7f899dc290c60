import type { Stage } from '../support/fixtures.ts';
import { expect, test } from '../support/fixtures.ts';

interface Rated {
  score: number;
  comment: string | null;
}

/** What the team sees of the user's ratings. */
async function ratings(stage: Stage): Promise<Rated[]> {
  const { id } = await stage.team.threadOf(stage.sub);
  const path = `/threads/${id}/ratings`;
  const answer = await stage.team.call<{ ratings: Rated[] }>('GET', path);
  return answer.ratings.map(({ score, comment }) => ({ score, comment }));
}

test('a resolved conversation is rated with one tap, by keyboard, and with a comment', async ({
  page,
  stage,
}) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('Where is my parcel?');
  await expect(widget.bubble('parcel')).toContainText('Sent');
  await stage.team.setStatus(stage.sub, 'resolved');
  const group = widget.panel.getByRole('group', { name: 'How did we do?' });
  await expect(group).toBeVisible();
  expect(await widget.faults()).toEqual([]);

  await group.getByRole('radio', { name: 'Good', exact: true }).click({ force: true });
  await expect.poll(() => ratings(stage)).toEqual([{ score: 4, comment: null }]);
  await expect(widget.panel.getByText('Thank you!')).toBeVisible();

  // From there by the arrow keys: only where they stay is it said.
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(group.getByRole('radio', { name: 'Bad', exact: true })).toBeChecked();
  await expect.poll(() => ratings(stage)).toEqual([{ score: 2, comment: null }]);

  const comment = widget.panel.getByLabel('Anything to add?');
  await comment.fill('It took a week.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => ratings(stage)).toEqual([{ score: 2, comment: 'It took a week.' }]);
  expect(await widget.faults()).toEqual([]);

  await page.reload();
  await widget.openChat();
  await expect(group.getByRole('radio', { name: 'Bad', exact: true })).toBeChecked();
  await expect(comment).toHaveValue('It took a week.');

  await widget.send('One more thing');
  await expect(widget.bubble('One more thing')).toContainText('Sent');
  await expect(group).toHaveCount(0);
  expect(await ratings(stage)).toEqual([{ score: 2, comment: 'It took a week.' }]);
});

test('a rating shows in the other tabs of its user, and what is typed there stays', async ({
  page,
  stage,
}) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('Where is my parcel?');
  await expect(widget.bubble('parcel')).toContainText('Sent');
  const tab = await page.context().newPage();
  const there = await stage.visitAs(tab, stage.sub);
  await there.openChat();
  await stage.team.setStatus(stage.sub, 'resolved');
  const faces = [widget, there].map(({ panel }) =>
    panel.getByRole('group', { name: 'How did we do?' }),
  );
  for (const group of faces) await expect(group).toBeVisible();
  const [here, other] = faces as [(typeof faces)[0], (typeof faces)[0]];
  await here.getByRole('radio', { name: 'Good', exact: true }).click({ force: true });
  await expect(other.getByRole('radio', { name: 'Good', exact: true })).toBeChecked();

  await there.panel.getByLabel('Anything to add?').fill('It took a week.');
  await here.getByRole('radio', { name: 'Bad', exact: true }).click({ force: true });
  await expect(other.getByRole('radio', { name: 'Bad', exact: true })).toBeChecked();
  await expect(there.panel.getByLabel('Anything to add?')).toHaveValue('It took a week.');
  await there.panel.getByRole('button', { name: 'Send comment' }).click();
  await expect(widget.panel.getByLabel('Anything to add?')).toHaveValue('It took a week.');
  await expect.poll(() => ratings(stage)).toEqual([{ score: 2, comment: 'It took a week.' }]);
  await tab.close();
});

test('a project that does not ask shows no faces', async ({ page, stage }) => {
  await stage.team.call('PATCH', '', { ask_for_rating: false });
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('Hello');
  await expect(widget.bubble('Hello')).toContainText('Sent');
  await stage.team.setStatus(stage.sub, 'resolved');
  await expect(widget.panel.getByText('marked as solved')).toBeVisible();
  await expect(widget.panel.getByRole('radio')).toHaveCount(0);
  await stage.team.call('PATCH', '', { ask_for_rating: true });
});

const week = (day: { from: string; to: string }[]) => Array.from({ length: 7 }, () => day);

test('the widget says when the team is back, and how soon it usually replies', async ({
  page,
  stage,
}) => {
  const set = (enabled: boolean, day: { from: string; to: string }[]) =>
    stage.team.call('PUT', '/office-hours', {
      enabled,
      timezone: 'UTC',
      week: week(day),
      closed: [],
    });
  // At noon of a Wednesday, outside nine to ten.
  const config = `**/api/v1/widget/config?*`;
  let asked = 0;
  await page.route(config, async (route) => {
    asked += 1;
    const answer = await route.fetch();
    const body = (await answer.json()) as Record<string, unknown>;
    await route.fulfill({
      response: answer,
      json: {
        ...body,
        office_hours: {
          enabled: true,
          open_now: false,
          next_open: new Date(Date.now() + 3_600_000).toISOString(),
        },
      },
    });
  });
  await page.clock.install();
  let widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await expect(widget.panel.locator('.presence-text')).toHaveText(/^Back \w+day/);
  await expect(widget.panel.getByText('We are away right now')).toBeVisible();
  expect(await widget.faults()).toEqual([]);
  // The page stands open until the hour has come.
  await page.clock.fastForward(3_601_000);
  await expect(widget.panel.locator('.presence-text')).toHaveText('We reply as soon as we can');
  await expect(widget.panel.getByText('We are away right now')).toHaveCount(0);
  // How long they are there now, the server knows.
  await expect.poll(() => asked).toBe(2);

  await page.unroute(config);
  await page.route(config, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as Record<string, unknown>;
    await route.fulfill({ response: answer, json: { ...body, reply_minutes: 60 } });
  });
  widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await expect(widget.panel.locator('.presence-text')).toHaveText('Usually replies within 1 hr');
  await page.unroute(config);

  await set(true, []);
  widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await expect(widget.panel.getByText('We are away right now')).toBeVisible();
  await set(false, []);
});
