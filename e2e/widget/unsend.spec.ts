import { expect, test } from '../support/fixtures.ts';

test('an own message is taken back by keyboard, for both sides', async ({ page, stage }) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('Hello');
  await widget.send('my password is 1234');
  const bubble = widget.bubble('my password');
  await expect(bubble).toContainText('Sent');
  await bubble.getByRole('button', { name: 'Unsend' }).focus();
  expect(await widget.faults()).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(bubble).toHaveCount(0);
  await expect(widget.bubble('Message deleted')).toHaveCount(1);
  await expect(widget.composer).toBeFocused();
  expect((await stage.team.messages(stage.sub)).map(({ body }) => body)).toEqual(['Hello', '']);
  expect(await widget.faults()).toEqual([]);
  await page.reload();
  await widget.openChat();
  await expect(widget.bubbles).toHaveCount(2);
  await expect(widget.bubble('Message deleted')).toHaveCount(1);
});

test('after two minutes the button is gone', async ({ page, stage }) => {
  await page.clock.install();
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('Too late');
  const unsend = widget.bubble('Too late').getByRole('button', { name: 'Unsend' });
  await expect(unsend).toBeVisible();
  await page.clock.fastForward(121_000);
  await expect(unsend).toHaveCount(0);
});

test('an answer that the team takes back leaves no text and nothing unread', async ({
  page,
  stage,
}) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('Hello');
  await expect(widget.bubble('Hello')).toContainText('Sent');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(widget.panel).toHaveCount(0);
  const { id, thread_id } = await stage.team.reply(stage.sub, 'For somebody else');
  await expect(widget.dot).toBeVisible();
  await stage.team.call('DELETE', `/threads/${thread_id}/messages/${id}`);
  await expect(widget.dot).toBeHidden();
  await widget.openChat();
  await expect(widget.bubble('Message deleted')).toHaveCount(1);
  await expect(widget.bubble('For somebody else')).toHaveCount(0);
});

test('a blocked user is told kindly, and the tile goes', async ({ page, stage }) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('Hello');
  await expect(widget.bubble('Hello')).toContainText('Sent');
  const { id } = await stage.team.threadOf(stage.sub);
  await stage.team.call('POST', `/threads/${id}/block`);
  await expect(widget.panel).toContainText('Our team has closed this conversation');
  await expect(widget.tile('Chat with us')).toHaveCount(0);
  await expect(widget.tile('Bug report')).toBeVisible();
  expect(await widget.faults()).toEqual([]);
  await stage.team.call('POST', `/threads/${id}/unblock`);
  await page.reload();
  await widget.openChat();
  await expect(widget.bubble('Hello')).toBeVisible();
});
