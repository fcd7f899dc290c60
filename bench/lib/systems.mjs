// What is measured: our server, and the peers that are installed.

import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { ejabberd_peer } from './ejabberd.mjs';
import { answers, end_with_us, free_port, fresh_directory, run, start } from './processes.mjs';

const home = 'build/bench-speed';
const seggwat_bin = process.env.SEGGWAT_BIN;
const peers_home = `${process.cwd()}/build/peers`;
const nchan_module = '/usr/lib/nginx/modules/ngx_nchan_module.so';

// A new data directory with a project, ready to be served; its keys.
export async function bootstrap(name) {
  const dir = fresh_directory(`${home}/${name}`);
  const made = await run(
    seggwat_bin,
    [
      'bootstrap',
      '--data',
      dir,
      '--owner-email',
      'bench@example.com',
      '--owner-password-stdin',
      '--project',
      'Bench',
      '--json',
    ],
    { input: 'for measuring only\n' },
  );
  return { dir, keys: JSON.parse(made) };
}

// A copy of a directory that bin/bench seed has made, so that measuring does not change it.
export function copy_of(seeded, name) {
  const dir = fresh_directory(`${home}/${name}`);
  cpSync(seeded, dir, { recursive: true });
  return { dir, keys: JSON.parse(readFileSync(`${dir}/bench.json`, 'utf8')) };
}

export async function serve({ dir, keys }, port = 0) {
  const args = ['serve', '--data', dir, '--listen', `127.0.0.1:${port}`, '--rate-limits', 'off'];
  const server = await start(seggwat_bin, args, {
    listens: /listens on \S+:(\d+)/,
    log: `${home}/seggwat.log`,
  });
  return { ...server, kind: 'chat', keys, dir };
}

const ours = {
  name: 'SeggWat',
  async start() {
    return serve(await bootstrap('ours'));
  },
};

function node_peer(name, commits) {
  return {
    name,
    missing: existsSync(`${peers_home}/node_modules/better-sqlite3`)
      ? undefined
      : 'better-sqlite3 is not installed (bin/setup bench)',
    async start() {
      const keys = {
        signing_secret: 'sws_of_the_bench',
        project_key: 'bench',
        api_key: 'oat_of_the_bench',
      };
      const dir = fresh_directory(`${home}/node`);
      const server = await start(
        'node',
        ['bench/peers/node/server.mjs', `${dir}/chat.db`, '0', commits],
        {
          env: {
            BENCH_PEERS: peers_home,
            BENCH_SIGNING_SECRET: keys.signing_secret,
            BENCH_PROJECT_KEY: keys.project_key,
            BENCH_API_KEY: keys.api_key,
          },
        },
      );
      return { ...server, kind: 'chat', keys };
    },
  };
}

const nchan = {
  name: 'nginx + nchan',
  missing: existsSync(nchan_module)
    ? undefined
    : 'libnginx-mod-nchan is not installed (bin/setup bench)',
  async start() {
    const dir = `${process.cwd()}/${fresh_directory(`${home}/nchan`)}`;
    const port = await free_port();
    const conf = readFileSync('bench/peers/nginx.conf', 'utf8')
      .replaceAll('DIR', dir)
      .replaceAll('PORT', String(port));
    writeFileSync(`${dir}/nginx.conf`, conf);
    const child = spawn('nginx', ['-c', `${dir}/nginx.conf`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    end_with_us(child);
    const ended = new Promise((resolve) => child.on('close', resolve));
    await answers('nginx', port);
    return {
      port,
      pid: child.pid,
      kind: 'nchan',
      async stop() {
        child.kill('SIGTERM');
        await ended;
      },
    };
  },
};

export const systems = {
  ours,
  nchan,
  ejabberd: ejabberd_peer('ejabberd + SQLite, as it ships', 'delete'),
  ejabberd_wal: ejabberd_peer('ejabberd + SQLite with WAL', 'wal'),
  node: node_peer('Node + SQLite, a commit each', 'each'),
  node_grouped: node_peer('Node + SQLite, group commit', 'turn'),
};

// Measures something on a system that was started for it; nothing when it is not installed.
export async function on(system, measure) {
  if (system.missing) return undefined;
  const server = await system.start();
  try {
    return await measure(server);
  } finally {
    await server.stop();
  }
}
