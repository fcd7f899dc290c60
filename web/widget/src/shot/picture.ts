/** What the server takes: bytes, exactly this many allowed. */
export const MOST_BYTES = 5 * 1024 * 1024;
const MOST_PIXELS = 12_000_000;

export type Fault = 'type' | 'size' | 'empty' | 'broken' | 'impossible' | 'full';

/** What is wrong with a picture; its type is what its first bytes say. */
export async function faultOf(blob: Blob): Promise<Fault | null> {
  if (blob.size === 0) return 'empty';
  const start = String.fromCharCode(...new Uint8Array(await blob.slice(0, 4).arrayBuffer()));
  if (start !== '\x89PNG' && !start.startsWith('\xff\xd8\xff')) return 'type';
  if (blob.size > MOST_BYTES) return 'size';
  try {
    (await createImageBitmap(blob)).close();
    return null;
  } catch {
    return 'broken';
  }
}

export function makeCanvas(width: number, height: number) {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  return { canvas, pen };
}

/** Device pixels to a page's pixel: sharp, but not more than a picture can hold. */
export function sharpness(width: number, height: number): number {
  return Math.min(devicePixelRatio || 1, 2, Math.sqrt(MOST_PIXELS / (width * height)));
}

const toBlob = (canvas: HTMLCanvasElement, type: string, quality?: number) =>
  new Promise<Blob>((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture'))), type, quality),
  );

/** A file within the limit: PNG where it fits, else JPEG, at last a smaller one. */
export async function encode(canvas: HTMLCanvasElement): Promise<Blob> {
  const png = await toBlob(canvas, 'image/png');
  if (png.size <= MOST_BYTES) return png;
  for (const quality of [0.92, 0.8]) {
    const jpeg = await toBlob(canvas, 'image/jpeg', quality);
    if (jpeg.size <= MOST_BYTES) return jpeg;
  }
  const smaller = makeCanvas(canvas.width * 0.7, canvas.height * 0.7);
  smaller.pen.drawImage(canvas, 0, 0, smaller.canvas.width, smaller.canvas.height);
  return encode(smaller.canvas);
}
