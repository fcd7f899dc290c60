// A call that works for each operation of the description: the rows of the access suite.
import { randomUUID } from 'node:crypto';
import { rows } from './access_rows.mjs';
import { world as access_world, make_access_world } from './access_world.mjs';

const kSite = 'https://shop.example';

export async function make_world() {
  await make_access_world();
  return Object.assign(access_world, {
    headers_for(row) {
      if (row.kind === 'submission' || row.kind === 'config') return { Origin: kSite };
      if (row.kind === 'user') return this.bearer(this.token('shopper'));
      return this.owner.headers;
    },
  });
}

/** Operations with their rows, but those that end the session or open a stream. */
export function* rows_by_operation(document) {
  for (const row of rows) {
    const operation = document.paths[row.pattern]?.[row.method.toLowerCase()];
    if (!operation || row.ends_session || /stream$/.test(row.pattern) || row.kind === 'page')
      continue;
    // Pages for people are no part of the API.
    if (!row.pattern.startsWith('/api/')) continue;
    yield { operation, row };
  }
}

export async function address_of(world, row) {
  const ids = {
    id: world.project_id,
    tid: world.thread_id,
    fid: world.feedback_id,
    rid: world.rating_id,
    sid: randomUUID(),
  };
  await row.before?.();
  for (const [name, make] of Object.entries(row.make ?? {})) ids[name] = await make(world.owner);
  const path = row.pattern.replaceAll(/\{(\w+)\}/g, (_, name) => ids[name]);
  const query = typeof row.query === 'function' ? row.query() : (row.query ?? '');
  return world.server.url + path + query;
}
