interface Props {
  name: string;
  /** What the colour is derived from: the same person keeps the same hue. */
  seed: string;
  size?: number;
  online?: boolean;
}

function hueOf(seed: string): number {
  let hash = 0;
  for (const letter of seed) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) | 0;
  return Math.abs(hash) % 12;
}

export function initialsOf(name: string): string {
  const words = name
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .trim()
    .split(/\s+/u);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return (
    letters
      .map((word) => [...(word ?? '')][0] ?? '')
      .join('')
      .toUpperCase() || '?'
  );
}

export function Avatar({ name, seed, size = 32, online }: Props) {
  const style = {
    width: `${size}px`,
    height: `${size}px`,
    fontSize: `${Math.round(size * 0.38)}px`,
  };
  return (
    <span class={`avatar hue-${hueOf(seed)}`} style={style} aria-hidden="true">
      {initialsOf(name)}
      {online && <span class="avatar-dot" />}
    </span>
  );
}
