import { randomUUID } from 'node:crypto';
import type { Server } from '../../support/server.ts';

interface Session {
  me: { user_id: string; email: string };
  csrf_token: string;
}

/** Of whoever is recruited without another one. */
export const COLLEAGUE_PASSWORD = 'the password of a colleague';

/** A member of the team with a session of their own, beside the one in the browser. */
export class Member {
  private constructor(
    private readonly server: Server,
    private readonly cookie: string,
    private readonly session: Session,
  ) {}

  get id(): string {
    return this.session.me.user_id;
  }

  static async signIn(server: Server, email: string, password: string): Promise<Member> {
    return Member.enter(server, '/auth/login', { email, password });
  }

  private static async enter(server: Server, path: string, body: unknown): Promise<Member> {
    const answer = await fetch(`${server.origin}/api/v1${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: server.origin },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    const cookie = (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
    return new Member(server, cookie, (await answer.json()) as Session);
  }

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.server.origin}/api/v1${path}`, {
      method,
      headers: {
        Cookie: this.cookie,
        Origin: this.server.origin,
        'X-CSRF-Token': this.session.csrf_token,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (answer.status === 204 ? null : await answer.json()) as T;
  }

  /** The link of an invitation made by this member. */
  async invite(email: string, role: string, projects: string[] | null = null): Promise<string> {
    const body = { email, role, projects };
    return (await this.call<{ link: string }>('POST', '/invitations', body)).link;
  }

  /** Somebody new in the team, with `password` as password. */
  async recruit(
    name: string,
    role: string,
    password = COLLEAGUE_PASSWORD,
  ): Promise<Member & { email: string }> {
    const email = `${randomUUID().slice(0, 8)}@team.example`;
    const token = new URL(await this.invite(email, role)).hash.replace('#token=', '');
    const body = { token, name, password };
    const member = await Member.enter(this.server, '/invitations/accept', body);
    return Object.assign(member, { email });
  }
}
