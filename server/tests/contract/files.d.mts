/** A PNG; `more` are chunks before the picture's data. */
export function png(
  width?: number,
  height?: number,
  more?: [kind: string, text: string][],
): Buffer<ArrayBuffer>;
export function mp4(size?: number): Buffer<ArrayBuffer>;
export const pdf: Buffer<ArrayBuffer>;
export const zip: Buffer<ArrayBuffer>;
