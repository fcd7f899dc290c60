// What the hub's suites share: one server, one project, a strict client with a key, and pages that submit.
import assert from 'node:assert/strict';
import { World } from './client.mjs';
import { Person } from './people.mjs';
import { assert_plain_numbers, Refusal } from './strict.mjs';

export const kSite = 'https://shop.example';

export class Hub {
  static async make() {
    const hub = new Hub();
    hub.world = await World.make(['--rate-limits', 'off']);
    hub.owner = await Person.log_in(hub.world.server);
    return hub;
  }
  end() {
    return this.world.end();
  }
  // A project of its own for each test: nothing of another test is in its counts.
  async project(allowed_origins = [kSite]) {
    const made = await this.owner.make_project('Hub', allowed_origins);
    return new Project(this, made.project_id, made.project_key);
  }
  // As any program does: a key, JSON, nothing else. Decodes strictly; refusals have their one form.
  async ask(method, path, { body, check, status = 200, headers } = {}) {
    const sent = headers ?? { 'X-API-Key': this.world.api_key };
    if (body !== undefined) sent['Content-Type'] ??= 'application/json';
    const answer = await fetch(this.world.base + path, {
      method,
      headers: sent,
      body: typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    const at = `${method} ${path} → ${answer.status} ${text.slice(0, 300)}`;
    assert.equal(answer.status, status, at);
    if (status === 204) {
      assert.equal(text, '', at);
      return null;
    }
    assert.match(answer.headers.get('content-type'), /^application\/json/, at);
    assert_plain_numbers(text, at);
    const value = JSON.parse(text);
    (status < 300 ? (check ?? (() => {})) : Refusal)(value, at);
    return value;
  }
}

class Project {
  constructor(hub, id, key) {
    Object.assign(this, { hub, id, key });
  }
  ask(method, path, options) {
    return this.hub.ask(method, `/projects/${this.id}${path}`, options);
  }
  // From a page of the site.
  submit(path, body, { status = 200, headers = { Origin: kSite }, check } = {}) {
    return this.hub.ask('POST', path, {
      body: { project_key: this.key, ...body },
      status,
      check,
      headers: { ...headers },
    });
  }
  rate(value, context = {}, more = {}) {
    return this.submit('/ratings', { rating: value, context }, { status: 201, ...more });
  }
}
