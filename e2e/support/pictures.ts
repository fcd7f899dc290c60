import type { Page } from '@playwright/test';
import type { Stage } from './fixtures.ts';

export type Colour = [red: number, green: number, blue: number];

/** A picture as a browser reads it. */
export interface Pixels {
  width: number;
  height: number;
  at(x: number, y: number): Colour;
  /** How many pixels have this colour, give or take a little. */
  count(colour: Colour): number;
}

export interface StoredShot {
  url: string;
  content_type: string;
  size: number;
  width: number;
  height: number;
}

/** The screenshot of the feedback that says so. */
export async function storedShot(stage: Stage, message: string): Promise<StoredShot | null> {
  const list = await stage.team.feedback();
  const found = list.find((item) => item.message === message);
  if (!found) throw new Error(`There is no feedback ${message}`);
  return found.screenshot as StoredShot | null;
}

/** Its pixels, out of the file that the server gives. */
export async function storedPixels(page: Page, stage: Stage, message: string): Promise<Pixels> {
  const shot = await storedShot(stage, message);
  if (!shot) throw new Error(`${message} has no screenshot`);
  const answer = await fetch(stage.server.origin + shot.url);
  const file = Buffer.from(await answer.arrayBuffer());
  const blank = await page.context().newPage();
  const { width, height, data } = await blank.evaluate(
    async ([base64, type]) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type }));
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      const pen = canvas.getContext('2d');
      if (!pen) throw new Error('no canvas');
      pen.drawImage(picture, 0, 0);
      const pixels = pen.getImageData(0, 0, picture.width, picture.height).data;
      let text = '';
      for (let from = 0; from < pixels.length; from += 32_768)
        text += String.fromCharCode(...pixels.subarray(from, from + 32_768));
      return { width: picture.width, height: picture.height, data: btoa(text) };
    },
    [file.toString('base64'), shot.content_type] as const,
  );
  await blank.close();
  const bytes = Buffer.from(data, 'base64');
  const at = (x: number, y: number): Colour => {
    const from = (Math.round(y) * width + Math.round(x)) * 4;
    return [bytes[from] ?? 0, bytes[from + 1] ?? 0, bytes[from + 2] ?? 0];
  };
  const count = (colour: Colour) => {
    let found = 0;
    for (let from = 0; from < bytes.length; from += 4) {
      if (colour.every((part, of) => Math.abs((bytes[from + of] ?? 0) - part) <= 3)) found++;
    }
    return found;
  };
  return { width, height, at, count };
}
