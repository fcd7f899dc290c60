import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (path) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
// As the Palette lists them: page, surface, bubble, line, faint, soft, text.
const STEPS = [2, 1, 4, 5, 10, 11, 12];

/** A neutral of the tokens as #rrggbb: OKLCH to sRGB by the matrices of CSS Color 4. */
function toHex(lightness, chroma, hue) {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const [l, m, s] = [
    lightness + 0.3963377774 * a + 0.2158037573 * b,
    lightness - 0.1055613458 * a - 0.0638541728 * b,
    lightness - 0.0894841775 * a - 1.291485548 * b,
  ].map((part) => part ** 3);
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const byte = (part) => {
    const shown = part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055;
    return Math.round(Math.min(1, Math.max(0, shown)) * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${linear.map(byte).join('')}`;
}

function neutrals(css) {
  const hue = 264;
  return STEPS.map((step) => {
    const [, lightness, chroma] = css.match(
      new RegExp(`--sw-n${step}: oklch\\(([\\d.]+)% ([\\d.]+)`),
    );
    return toHex(lightness / 100, Number(chroma), hue);
  });
}

test('the colours of mails are the design tokens', () => {
  const tokens = read('web/shared/src/tokens.css');
  const palette = (name) =>
    read('server/src/mail/html.cc')
      .match(new RegExp(`Palette ${name}\\{([^}]*)\\}`))[1]
      .match(/#[0-9a-f]{6}/g);
  const dark = tokens.indexOf('@media (prefers-color-scheme: dark)');
  assert.match(tokens, /--sw-hue: 264;/);
  assert.deepEqual(palette('kLight'), neutrals(tokens.slice(0, dark)));
  assert.deepEqual(palette('kDark'), neutrals(tokens.slice(dark)));
});
