import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const require = createRequire(import.meta.url);
const prefix = 'icon:';

/**
 * `import nodes from 'icon:check'` gives one Lucide icon as `[tag, attributes][]`,
 * read from the package at build time. Nothing is parsed in the browser, where
 * Trusted Types forbid building elements from text.
 */
export function icons(): Plugin {
  const nodes = JSON.parse(readFileSync(require.resolve('lucide-static/icon-nodes.json'), 'utf8'));
  return {
    name: 'icons',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      const name = id.slice(prefix.length + 1);
      if (!nodes[name]) throw new Error(`There is no Lucide icon named ${name}`);
      return `export default ${JSON.stringify(nodes[name])}`;
    },
  };
}
