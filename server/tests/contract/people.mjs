// Members as their browsers act: a session cookie, the CSRF token, and the Origin that a browser would send.
import { randomUUID } from 'node:crypto';

export const kOwner = { email: 'owner@example.com', password: 'correct horse battery' };
export const kCookie = '__Host-seggwat';

// → {status, headers, body}. A stream is let go as soon as its headers are here.
export async function send(url, method, headers = {}, body = undefined) {
  const is_form = body instanceof FormData;
  const has_own_type = body === undefined || is_form;
  const sent = has_own_type ? headers : { 'Content-Type': 'application/json', ...headers };
  const text = typeof body === 'string' || has_own_type ? body : JSON.stringify(body);
  const answer = await fetch(url, { method, headers: sent, body: text, redirect: 'manual' });
  if (answer.headers.get('content-type') === 'text/event-stream') {
    await answer.body?.cancel();
    return { status: answer.status, headers: answer.headers, body: '' };
  }
  const received = await answer.text();
  const is_json = (answer.headers.get('content-type') ?? '').startsWith('application/json');
  return {
    status: answer.status,
    headers: answer.headers,
    body: is_json && received ? JSON.parse(received) : received,
  };
}

export class Person {
  constructor(server) {
    this.server = server;
  }
  static async log_in(server, { email, password } = kOwner) {
    const person = new Person(server);
    const answer = await person.call('POST', '/auth/login', { email, password });
    if (answer.status !== 200)
      throw new Error(`sign-in: ${answer.status} ${JSON.stringify(answer.body)}`);
    return person;
  }

  get headers() {
    const headers = { Origin: this.server.url };
    if (this.cookie) headers.Cookie = this.cookie;
    if (this.csrf) headers['X-CSRF-Token'] = this.csrf;
    return headers;
  }
  // Keeps the cookie and the CSRF token of the answer, as a browser and the dashboard do.
  async call(method, path, body = undefined, headers = {}) {
    const answer = await send(
      `${this.server.url}/api/v1${path}`,
      method,
      { ...this.headers, ...headers },
      body,
    );
    const cookie = answer.headers.getSetCookie()[0];
    if (cookie) this.cookie = cookie.split(';')[0];
    if (answer.body?.csrf_token) this.csrf = answer.body.csrf_token;
    return answer;
  }
  // What must work for the test to go on.
  async must(method, path, body = undefined) {
    const answer = await this.call(method, path, body);
    if (answer.status >= 300)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  // A new colleague, signed in. `projects`: null for all.
  async bring_in(role, projects = null) {
    const email = `${randomUUID()}@example.com`;
    const { link } = await this.must('POST', '/invitations', { email, role, projects });
    const colleague = new Person(this.server);
    colleague.email = email;
    const token = link.split('#token=')[1];
    const { me } = await colleague.must('POST', '/invitations/accept', {
      token,
      name: role,
      password: kOwner.password,
    });
    colleague.id = me.user_id;
    return colleague;
  }
  // A further project with live chat and a secret, as {project_id, project_key, signing_secret}.
  async make_project(name, allowed_origins = ['*']) {
    const { id, key } = await this.must('POST', '/projects', { name, allowed_origins });
    const widget = await this.must('GET', `/projects/${id}/widget`);
    await this.must('PUT', `/projects/${id}/widget`, {
      ...widget,
      modules: { ...widget.modules, live_chat: true },
    });
    const { value, secret } = await this.must('POST', `/projects/${id}/secrets`);
    return { project_id: id, project_key: key, signing_secret: value, secret_id: secret.id };
  }
}
