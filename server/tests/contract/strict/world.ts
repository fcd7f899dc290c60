// One server for a suite, and a project of its own for each test, so that nothing of another test is in its counts.
import { type BootstrappedProject, Seggwat } from '../../crash/seggwat.mjs';
import { Person } from '../people.mjs';
import { pageCalls, programCalls } from './calls.ts';
import { Client } from './client.ts';

export const SITE = 'https://shop.example';

export interface Project {
  id: string;
  key: string;
  /** What its pages send, and who sends it. */
  page: Client;
  pages: ReturnType<typeof pageCalls>;
  /** What programs of the team ask about it. */
  calls: ReturnType<typeof programCalls>;
}

export class Hub {
  private constructor(
    readonly server: Seggwat,
    readonly owner: Person,
    /** A program with a key of the owner. */
    readonly program: Client,
  ) {}

  static async make(): Promise<Hub> {
    const server = await Seggwat.make();
    server.arguments = ['--rate-limits', 'off'];
    const { api_key }: BootstrappedProject = server.bootstrap('Shop');
    await server.start();
    const program = new Client(`${server.url}/api/v1`, { 'X-API-Key': api_key });
    return new Hub(server, await Person.log_in(server), program);
  }

  end(): Promise<void> {
    return this.server.remove();
  }

  async project(allowedOrigins: string[] = [SITE]): Promise<Project> {
    const made = await this.owner.make_project('Hub', allowedOrigins);
    return {
      id: made.project_id,
      key: made.project_key,
      page: this.program.as({ Origin: SITE }),
      pages: pageCalls(made.project_key),
      calls: programCalls(made.project_id),
    };
  }
}
