import { randomUUID } from 'node:crypto';
import type { Message, Thread } from '../../web/shared/src/types.ts';
import type { Project, Server } from './server.ts';

export interface WidgetSettings {
  modules: Record<string, boolean>;
  appearance: Record<string, unknown>;
  texts: { greeting: string | null; away: string | null };
}

/** The support team, acting over the public interface with an API key. */
export class Team {
  constructor(
    private readonly server: Server,
    private readonly project: Project,
  ) {}

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const { project_id, api_key } = this.project;
    const url = `${this.server.origin}/api/v1/projects/${project_id}${path}`;
    const answer = await fetch(url, {
      method,
      headers: { 'X-API-Key': api_key, 'Content-Type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (answer.status === 204 ? null : await answer.json()) as T;
  }

  async threads(): Promise<Thread[]> {
    return (await this.call<{ threads: Thread[] }>('GET', '/threads?limit=100')).threads;
  }

  /** The thread of a user, once there is one. */
  async threadOf(sub: string): Promise<Thread> {
    for (let tries = 0; tries < 100; tries++) {
      const found = (await this.threads()).find(({ user }) => user.id === sub);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${sub} has no thread`);
  }

  async reply(sub: string, body: string): Promise<Message> {
    const { id } = await this.threadOf(sub);
    const path = `/threads/${id}/messages`;
    const answer = await this.call<{ message: Message }>('POST', path, {
      client_id: randomUUID(),
      body,
    });
    return answer.message;
  }

  async messages(sub: string): Promise<Message[]> {
    const { id } = await this.threadOf(sub);
    return (await this.call<{ messages: Message[] }>('GET', `/threads/${id}/messages?limit=100`))
      .messages;
  }

  async typing(sub: string): Promise<void> {
    await this.call('POST', `/threads/${(await this.threadOf(sub)).id}/typing`);
  }

  async readAll(sub: string): Promise<void> {
    const { id, last_seq } = await this.threadOf(sub);
    await this.call('POST', `/threads/${id}/read`, { seq: last_seq });
  }

  async setStatus(sub: string, status: string): Promise<void> {
    await this.call('PATCH', `/threads/${(await this.threadOf(sub)).id}`, { status });
  }

  async feedback(): Promise<Record<string, unknown>[]> {
    const answer = await this.call<{ feedback: Record<string, unknown>[] }>('GET', '/feedback');
    return answer.feedback;
  }

  /** Changes the project's Widget Defaults. */
  async configure(change: (settings: WidgetSettings) => void): Promise<void> {
    const settings = await this.call<WidgetSettings>('GET', '/widget');
    change(settings);
    await this.call('PUT', '/widget', settings);
  }
}
