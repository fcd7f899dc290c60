// perf script -F tid,ip,sym | node bench/flame.mjs TITLE > picture.svg
// Draws where a program's time goes: a box is a function, as wide as its share of the samples, standing on its caller.
import { readFileSync } from 'node:fs';

const width = 1200;
const row = 17;
const least = 0.004; // of all samples; less is not drawn
const letter = 6.3;

const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

// Template arguments, parameters and the library's own namespaces say little in a box.
function shorten(symbol) {
  let name = symbol
    .replace(/\[clone.*|\(inlined\)|@.*$/g, '')
    .replace(/\(anonymous namespace\)::/g, '');
  for (let before = ''; before !== name; ) {
    before = name;
    name = name.replace(/<[^<>]*>|\([^()]*\)( const)?/g, '');
  }
  return name.replace(/\b(seggwat|boost|std|asio|detail|__cxx11)::/g, '').trim() || symbol;
}

function read_stacks(text) {
  const root = { name: 'all', count: 0, callees: new Map() };
  for (const sample of text.split('\n\n')) {
    const frames = sample
      .split('\n')
      .slice(1)
      .map((line) => line.trim().replace(/^[0-9a-f]+ /, ''))
      .filter((name) => name && !name.includes('[unknown]'))
      .map(shorten)
      .reverse();
    if (frames.length === 0) continue;
    let at = root;
    ++root.count;
    for (const name of frames) {
      if (!at.callees.has(name)) at.callees.set(name, { name, count: 0, callees: new Map() });
      at = at.callees.get(name);
      ++at.count;
    }
  }
  return root;
}

const depth_of = (node, all) =>
  1 +
  Math.max(
    0,
    ...[...node.callees.values()]
      .filter(({ count }) => count >= least * all)
      .map((one) => depth_of(one, all)),
  );

function boxes_of(node, { x, depth, all, height }) {
  const share = node.count / all;
  if (share < least) return '';
  const wide = share * width;
  const y = height - (depth + 1) * row;
  const fits = Math.floor((wide - 4) / letter);
  const label =
    node.name.length <= fits ? node.name : fits > 3 ? `${node.name.slice(0, fits - 1)}…` : '';
  const hue = [...node.name].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 40, 7) + 15;
  const box = `<g><title>${escaped(node.name)}, ${(share * 100).toFixed(1)} %</title><rect x="${x.toFixed(1)}" y="${y}" width="${wide.toFixed(1)}" height="${row - 1}" fill="hsl(${hue} 85% 70%)"/>${label && `<text x="${(x + 2).toFixed(1)}" y="${y + 12}">${escaped(label)}</text>`}</g>`;
  let at = x;
  const above = [...node.callees.values()].sort((a, b) => b.count - a.count);
  return above.reduce((drawn, callee) => {
    const part = boxes_of(callee, { x: at, depth: depth + 1, all, height });
    at += (callee.count / all) * width;
    return drawn + part;
  }, `${box}\n`);
}

const root = read_stacks(readFileSync(0, 'utf8'));
const height = depth_of(root, root.count) * row + 24;
console.log(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="monospace" font-size="10.5"><rect width="100%" height="100%" fill="#fff"/><text x="4" y="14" font-size="13">${escaped(process.argv[2] ?? '')} (${root.count} samples)</text>\n${boxes_of(root, { x: 0, depth: 0, all: root.count, height })}</svg>`,
);
