// What a message, a page of a list and a search cost when there are more and more messages.
import { Agent, request } from 'node:http';
import { load } from './load.mjs';
import { cpu_of } from './processes.mjs';
import { copy_of, serve } from './systems.mjs';

const lists = [
  '?status=open',
  '?status=open&assignee=me',
  '?unread=1',
  '?status=resolved',
  '?limit=50',
];
const searches = [
  'ref',
  'order',
  'the',
  'bakoriten',
  '#483920',
  'order refund',
  'please refund my order',
  '"my order"',
  '退款',
  'chloé',
  'qqqxyzzy',
];

function get(agent, server, path) {
  return new Promise((resolve, reject) => {
    const began = process.hrtime.bigint();
    request(
      { port: server.port, path, agent, headers: { 'X-API-Key': server.keys.api_key } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part) => {
          text += part;
        });
        answer.on('end', () => {
          const ms = Number(process.hrtime.bigint() - began) / 1e6;
          if (answer.statusCode !== 200) reject(new Error(`${path}: ${answer.statusCode}`));
          else resolve({ ms, body: JSON.parse(text) });
        });
      },
    )
      .on('error', reject)
      .end();
  });
}

const at = (times, part) => times[Math.min(times.length - 1, Math.floor(times.length * part))];

// The page after the first, which has no counts of the whole project.
async function next_pages(agent, server, queries) {
  const next = [];
  for (const query of queries) {
    const { body } = await get(agent, server, threads_of(server) + query);
    if (body.next_cursor) next.push(`${query}&cursor=${encodeURIComponent(body.next_cursor)}`);
  }
  return next;
}

const threads_of = (server) => `/api/v1/projects/${server.keys.project_id}/threads`;

async function times_of(agent, server, queries, rounds) {
  const base = threads_of(server);
  const times = [];
  for (const query of queries) await get(agent, server, base + query);
  for (let round = 0; round < rounds; ++round)
    for (const query of queries) times.push((await get(agent, server, base + query)).ms);
  return times.sort((a, b) => a - b);
}

async function measure_one({ dir, messages }, { quick, seconds }) {
  const server = await serve(copy_of(dir, 'growth'));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const listed = await times_of(agent, server, lists, quick ? 10 : 60);
    const next = await next_pages(agent, server, lists);
    const turned = await times_of(agent, server, next, quick ? 10 : 60);
    const found = await times_of(
      agent,
      server,
      searches.map((q) => `?q=${encodeURIComponent(q)}`),
      quick ? 10 : 40,
    );
    const cpu_before = cpu_of(server.pid);
    const sent = await load('throughput', server, {
      streams: 500,
      'in-flight': 64,
      seconds: seconds / 2,
      'warm-up': 0,
    });
    const cpu = cpu_of(server.pid) - cpu_before;
    return {
      messages,
      post: (cpu * 1e6) / (sent.posts_per_second * (seconds / 2)),
      list: at(listed, 0.99),
      next: at(turned, 0.5),
      search_p50: at(found, 0.5),
      search_p99: at(found, 0.99),
    };
  } finally {
    agent.destroy();
    await server.stop();
  }
}

export async function measure_growth(options) {
  const all = [];
  for (const one of options.seeded) all.push(await measure_one(one, options));
  const lines = [
    ['processor time of a message', 'post', 'µs', { text: 'flat within 25 %' }],
    ['a list’s next page, p50', 'next', 'ms', { text: 'flat within 25 %' }],
    ['a list’s first page with its counts, p99', 'list', 'ms', { text: '≤ 10 ms', at_most: 10 }],
    ['a search, p50', 'search_p50', 'ms', undefined],
    ['a search, p99', 'search_p99', 'ms', { text: '≤ 50 ms', at_most: 50 }],
  ];
  return lines.flatMap(([figure, key, unit, goal]) =>
    all.map((one, i) => {
      const compare =
        goal && !goal.at_most && i > 0 ? { ...goal, at_most: all[0][key] * 1.25 } : goal;
      const name = `${figure}, ${one.messages.toLocaleString('en')} messages there`;
      return {
        figure: name,
        goal: i === 0 && !goal?.at_most ? undefined : compare,
        unit,
        better: 'less',
        samples: [one[key]],
        peers: [],
      };
    }),
  );
}
