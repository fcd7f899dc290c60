// The figures as a table in Markdown.
const round = (value) =>
  value >= 1000 ? Math.round(value).toLocaleString('en') : Number(value.toPrecision(3)).toString();

const sorted = (samples) => [...samples].sort((a, b) => a - b);
export const median = (samples) => sorted(samples)[Math.floor((samples.length - 1) / 2)];

function spread(samples, unit) {
  const all = sorted(samples);
  if (all.length === 0) return 'not measured';
  const text =
    all.length === 1
      ? round(all[0])
      : `${round(all[0])} / **${round(median(all))}** / ${round(all.at(-1))}`;
  return `${text} ${unit}`.replace(' /s', '/s');
}

// Whether the aim is met: yes, no, or nothing when there is none to meet.
export function is_met({ goal, samples, peers }) {
  if (!goal || samples.length === 0) return undefined;
  let value = median(samples);
  if (goal.ratio_to) {
    const peer = peers.find(({ name }) => name === goal.ratio_to);
    if (!peer?.samples.length) return undefined;
    value /= median(peer.samples);
  }
  if (goal.at_least !== undefined) return value >= goal.at_least;
  return goal.at_most === undefined ? undefined : value <= goal.at_most;
}

function compared({ samples, peers }) {
  return peers
    .map((peer) => {
      if (peer.samples.length === 0) return `${peer.name}: not measured`;
      const theirs = median(peer.samples);
      const ratio = samples.length && theirs !== 0 ? `: ${round(median(samples) / theirs)} ×` : '';
      return `${peer.name} ${round(theirs)}${ratio}`;
    })
    .join('<br>');
}

export function table_of(rows) {
  const lines = rows.map((one) => {
    const met = is_met(one);
    const verdict = met === undefined ? '' : met ? ' ✓' : ' ✗';
    return `| ${one.figure} | ${one.goal?.text ?? ''}${verdict} | ${spread(one.samples, one.unit)} | ${compared(one)} |`;
  });
  return [
    '| figure | aim | min / **median** / max | others, and ours as a multiple of theirs |',
    '|---|---|---|---|',
    ...lines,
  ].join('\n');
}
