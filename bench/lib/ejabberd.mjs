// ejabberd as Debian has it, its accounts and its message archive in one SQLite file. Erlang's virtual machine is started by itself,
// without a node's name: no port mapper, no other nodes, and no system service has a part in it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { answers, end_with_us, free_port, fresh_directory, run } from './processes.mjs';

const schema = '/usr/share/ejabberd/sql/lite.sql';
const users = 15_000;
const prefix = 'user';
const password = 'word of the bench';

// Its own schema, and accounts as its own registration writes them. How SQLite commits is a property of the file.
const make_file = (file, journal) =>
  run('sqlite3', ['-bail', file], {
    input: `BEGIN;
      ${readFileSync(schema, 'utf8')}
      INSERT INTO users (username, password) VALUES ('team', '${password}');
      INSERT INTO users (username, password)
        WITH RECURSIVE n (i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${users})
        SELECT '${prefix}-' || i, '${password}' FROM n;
      COMMIT;
      PRAGMA journal_mode = ${journal};`,
  });

const libraries = () =>
  readdirSync('/usr/lib')
    .filter((name) => name.endsWith('-linux-gnu'))
    .map((name) => `/usr/lib/${name}`)
    .find((dir) => readdirSync(dir).some((name) => name.startsWith('ejabberd-')));

function start_erlang(dir) {
  const limits = ['+P', '250000', '+Q', '32000']; // those of ejabberdctl
  const child = spawn(
    'erl',
    ['-noinput', ...limits, '-mnesia', 'dir', `"${dir}/mnesia"`, '-s', 'ejabberd'],
    {
      stdio: 'ignore', // it writes its log files
      env: {
        ...process.env,
        EJABBERD_CONFIG_PATH: `${dir}/ejabberd.yml`,
        EJABBERD_LOG_PATH: `${dir}/ejabberd.log`,
        ERL_CRASH_DUMP: `${dir}/crash.dump`,
        ERL_LIBS: libraries(),
      },
    },
  );
  return end_with_us(child);
}

export function ejabberd_peer(name, journal) {
  return {
    name,
    missing: existsSync(schema) ? undefined : 'ejabberd is not installed (bin/setup bench)',
    async start() {
      const dir = `${process.cwd()}/${fresh_directory('build/bench-speed/ejabberd')}`;
      const port = await free_port();
      const conf = readFileSync('bench/peers/ejabberd.yml', 'utf8')
        .replaceAll('DIR', dir)
        .replaceAll('PORT', String(port));
      writeFileSync(`${dir}/ejabberd.yml`, conf);
      await make_file(`${dir}/chat.db`, journal);
      const child = start_erlang(dir);
      const ended = once(child, 'close');
      await answers('ejabberd', port).catch((fault) => {
        child.kill('SIGKILL');
        throw fault;
      });
      return {
        port,
        pid: child.pid,
        kind: 'xmpp',
        prefix,
        keys: { signing_secret: password },
        async stop() {
          child.kill('SIGKILL'); // an orderly end takes seconds, and nothing is needed of it any more
          await ended;
        },
      };
    },
  };
}
