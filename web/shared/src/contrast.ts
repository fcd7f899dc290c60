export type Ink = '#000' | '#fff';

/** The colours the widget accepts: `#rgb` or `#rrggbb`. */
export const HEX_COLOUR = /^#([\da-f]{3}){1,2}$/i;

export function isHexColour(text: unknown): text is string {
  return typeof text === 'string' && HEX_COLOUR.test(text);
}

/** Relative luminance, from 0 (black) to 1 (white), with 2.2 for the exact sRGB curve. */
export function luminance(hex: string): number {
  const digits = hex.length === 4 ? hex.replace(/\w/g, '$&$&') : hex;
  const value = Number.parseInt(digits.slice(1), 16);
  const part = (shift: number, weight: number) => weight * (((value >> shift) & 255) / 255) ** 2.2;
  return part(16, 0.2126) + part(8, 0.7152) + part(0, 0.0722);
}

/**
 * Black or white, whichever reads on the colour. One of the two always reaches 4.5:1 (WCAG 2): at
 * this luminance both do, with room for the simpler curve.
 */
export function inkOn(hex: string): Ink {
  return luminance(hex) < 0.179 ? '#fff' : '#000';
}
