import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
export const OWNER = 'owner@example.com';
export const PASSWORD = 'a long enough password';

/** What `seggwat bootstrap --json` says about the project it made. */
export interface Project {
  org_id: string;
  owner_id: string;
  project_id: string;
  project_key: string;
  signing_secret: string;
  api_key: string;
}

export function binary(): string {
  const places = [process.env.SEGGWAT_BIN, 'build/release/seggwat', 'build/test/seggwat'];
  for (const place of places) {
    const file = place && path.resolve(ROOT, place);
    if (file && existsSync(file)) return file;
  }
  throw new Error('No seggwat binary: build it first, or name it in SEGGWAT_BIN.');
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** One real server with a data directory of its own. */
export class Server {
  readonly origin: string;
  private process: ChildProcess | null = null;

  private constructor(
    readonly data: string,
    private readonly port: number,
  ) {
    this.origin = `http://127.0.0.1:${port}`;
  }

  static async start(): Promise<Server> {
    const data = mkdtempSync(path.join(tmpdir(), 'seggwat-e2e-'));
    const server = new Server(data, await freePort());
    return server;
  }

  /** Makes a project with live chat on; works before the first start and beside a running server. */
  addProject(name: string, origins: string[] = []): Project {
    const wanted = origins.flatMap((origin) => ['--origin', origin]);
    const options = [
      '--owner-email',
      OWNER,
      '--owner-password-stdin',
      '--project',
      name,
      ...wanted,
    ];
    const answer = execFileSync(
      binary(),
      ['bootstrap', '--data', this.data, ...options, '--json'],
      { input: `${PASSWORD}\n`, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] },
    );
    return JSON.parse(answer) as Project;
  }

  async run(): Promise<void> {
    const listen = `127.0.0.1:${this.port}`;
    const options = ['--data', this.data, '--listen', listen, '--public-url', this.origin];
    const child = spawn(binary(), ['serve', ...options], {
      stdio: 'ignore',
      env: { ...process.env, SEGGWAT_RATE_LIMITS: 'off' },
    });
    this.process = child;
    for (;;) {
      if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}.`);
      const ready = await fetch(`${this.origin}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (ready) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** Ends it at once, as a power cut would. */
  kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.process;
    this.process = null;
    if (!child || child.exitCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  }

  async end(): Promise<void> {
    await this.kill('SIGTERM');
    rmSync(this.data, { recursive: true, force: true });
  }
}
