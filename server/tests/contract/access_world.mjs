import { randomUUID } from 'node:crypto';
import { World } from './client.mjs';
import { kCookie, kOwner, Person, send } from './people.mjs';

// One server with two projects, and everybody who may ask.
export let world;

export async function make_access_world() {
  world = await World.make(['--rate-limits', 'off']);
  Object.assign(world, helpers);
  world.owner = await Person.log_in(world.server);
  world.other = await world.owner.make_project('Other');
  world.widget = await world.owner.must('GET', `/projects/${world.project_id}/widget`);
  const shopper = world.user('shopper');
  world.thread_id = (await shopper.say('hello')).body.message.thread_id;
  const stranger = await send(
    `${world.base}/chat/messages`,
    'POST',
    world.bearer(world.token_of_other('stranger')),
    {
      client_id: randomUUID(),
      body: 'from elsewhere',
    },
  );
  world.other.thread_id = stranger.body.message.thread_id;
  world.feedback_id = await world.make_feedback();
  world.rating_id = await world.make_rating();
  world.member = await world.owner.bring_in('Member');
  world.outsider = await world.owner.bring_in('Member', [world.other.project_id]);
  world.callers = await make_callers();
}

const helpers = {
  bearer: (token) => ({ Authorization: `Bearer ${token}` }),
  token_of_other(sub) {
    return this.token(
      sub,
      { project_key: this.other.project_key },
      { secret: this.other.signing_secret },
    );
  },
  submission() {
    return { project_key: this.project_key, message: 'it works' };
  },
  saved_reply: () => ({ scope: 'personal', shortcut: randomUUID(), body: 'Hello' }),
  async make_saved_reply(person) {
    return (await person.must('POST', '/saved-replies', this.saved_reply())).saved_reply.id;
  },
  contact() {
    return { ...this.submission(), name: 'Jo', email: 'jo@example.com' };
  },
  rating() {
    return { project_key: this.project_key, rating: { type: 'star', value: 4 } };
  },
  async make_rating() {
    const rating = { value: true, path: '/made-for-a-test' };
    return (await this.owner.must('POST', `/projects/${this.project_id}/ratings`, rating)).id;
  },
  async make_feedback() {
    return (
      await this.owner.must('POST', `/projects/${this.project_id}/feedback`, {
        message: 'made for a test',
      })
    ).id;
  },
  async thread_of_nobody() {
    return (await this.user().say('mine')).body.message.thread_id;
  },
  // A message of that user's own.
  async make_message(caller) {
    const elsewhere = caller === 'a user of another project';
    const token = elsewhere ? this.token_of_other('stranger') : this.token('shopper');
    const wanted = { client_id: randomUUID(), body: 'oops' };
    const url = `${this.base}/chat/messages`;
    return (await send(url, 'POST', this.bearer(token), wanted)).body.message.id;
  },
  // A message of that person's in the shopper's thread.
  async make_reply(person) {
    const wanted = { client_id: randomUUID(), body: 'oops', force: true };
    const path = `/projects/${this.project_id}/threads/${this.thread_id}/messages`;
    return (await person.must('POST', path, wanted)).message.id;
  },
  // Both users' conversations, so that they can be rated.
  async resolve_everything() {
    for (const { project_id, thread_id } of [this, this.other]) {
      const path = `/projects/${project_id}/threads/${thread_id}`;
      await this.owner.must('PATCH', path, { status: 'resolved' });
    }
  },
  async make_tag() {
    const wanted = { name: randomUUID() };
    return (await this.owner.must('POST', `/projects/${this.project_id}/tags`, wanted)).id;
  },
  async leave_one_secret() {
    const { secrets } = await this.owner.must('GET', `/projects/${this.project_id}/secrets`);
    const live = secrets.filter((secret) => !secret.revoked_at);
    // The newest goes: the oldest is the one that signs this file's tokens.
    live.sort((a, b) => (a.created_at < b.created_at ? -1 : 1));
    for (const { id } of live.slice(1))
      await this.owner.must('DELETE', `/projects/${this.project_id}/secrets/${id}`);
  },
  async make_secret() {
    await this.leave_one_secret();
    return (await this.owner.must('POST', `/projects/${this.project_id}/secrets`)).secret.id;
  },
  async make_session(person) {
    const known = new Set((await person.must('GET', '/me/sessions')).sessions.map(({ id }) => id));
    await Person.log_in(this.server, {
      email: person.email ?? kOwner.email,
      password: kOwner.password,
    });
    return (await person.must('GET', '/me/sessions')).sessions.find(({ id }) => !known.has(id)).id;
  },
  async make_member() {
    return (await this.owner.bring_in('Member')).id;
  },
  async make_invitation() {
    const wanted = { email: `${randomUUID()}@example.com`, role: 'Member' };
    return (await this.owner.must('POST', '/invitations', wanted)).invitation.id;
  },
  async make_view(person) {
    return (await person.must('POST', '/views', { name: 'for a test' })).view.id;
  },
  async make_key() {
    return (await this.owner.must('POST', '/api-keys', { label: 'for a test' })).api_key.id;
  },
};

// Each caller: what it sends.
async function make_callers() {
  const { bearer } = world;
  const now = Math.floor(Date.now() / 1000);
  const made = await world.owner.must('POST', '/api-keys', { label: 'to revoke' });
  await world.owner.must('POST', `/api-keys/${made.api_key.id}/revoke`);
  const revoked = await world.owner.must('POST', `/projects/${world.project_id}/secrets`);
  await world.owner.must('DELETE', `/projects/${world.project_id}/secrets/${revoked.secret.id}`);
  const left = await Person.log_in(world.server);
  const headers_when_in = left.headers;
  await left.must('POST', '/auth/logout');
  const session_token = world.owner.cookie.split('=')[1];
  const page = { Origin: world.server.url };
  return {
    nobody: {},
    'a malformed token': bearer('abc.def.ghi'),
    'a user': bearer(world.token('shopper')),
    'a user of another project': bearer(world.token_of_other('stranger')),
    'an expired token': bearer(world.token('shopper', { iat: now - 7200, exp: now - 3600 })),
    "a revoked secret's token": bearer(world.token('shopper', {}, { secret: revoked.value })),
    'a key': { 'X-API-Key': world.api_key },
    'a key as bearer': bearer(world.api_key),
    'a revoked key': { 'X-API-Key': made.key },
    'an ended session': headers_when_in,
    'a token as a key': { 'X-API-Key': world.token('shopper') },
    'a token as a cookie': { ...page, Cookie: `${kCookie}=${world.token('shopper')}` },
    'a key as a cookie': { ...page, Cookie: `${kCookie}=${world.api_key}` },
    "a session's token as bearer": bearer(session_token),
    "a session's token as a key": { 'X-API-Key': session_token },
    'a session under another name': {
      ...page,
      Cookie: `Seggwat=${session_token}`,
      'X-CSRF-Token': world.owner.csrf,
    },
    'a session without its CSRF token': { ...page, Cookie: world.owner.cookie },
    "a session with another's CSRF token": {
      ...page,
      Cookie: world.owner.cookie,
      'X-CSRF-Token': world.member.csrf,
    },
    'a session from another origin': { ...world.owner.headers, Origin: 'https://evil.example' },
    'a session without an origin': { Cookie: world.owner.cookie, 'X-CSRF-Token': world.owner.csrf },
    'a session from a cross-site page': { ...world.owner.headers, 'Sec-Fetch-Site': 'cross-site' },
  };
}
