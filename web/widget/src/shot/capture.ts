import { encode, makeCanvas } from './picture.ts';

/** Above it copying every element with its styles takes too long. */
const MOST_NODES = 2500;
const PATIENCE_MS = 10_000;
const DOT = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** Whether the page's content policy lets pictures be made from data. */
function takesData(): Promise<boolean> {
  return new Promise((done) => {
    const probe = new Image();
    probe.onload = () => done(true);
    probe.onerror = () => done(false);
    probe.src = DOT;
  });
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, fail) => setTimeout(() => fail(new Error('too slow')), PATIENCE_MS)),
  ]);
}

/** Throws where the canvas holds what the page may not read. */
function checkReadable(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const { pen } = makeCanvas(1, 1);
  pen.drawImage(canvas, 0, 0, 1, 1);
  pen.getImageData(0, 0, 1, 1);
  return canvas;
}

async function draw(host: Element): Promise<HTMLCanvasElement> {
  const few = document.getElementsByTagName('*').length <= MOST_NODES;
  if (few && (await takesData())) {
    try {
      const { drawPage } = await import('./page_copy.ts');
      return checkReadable(await inTime(drawPage(host)));
    } catch {
      // Some pages resist this way; the other one is heavier, but takes more of them.
    }
  }
  const { paintPage } = await import('./page_paint.ts');
  return checkReadable(await inTime(paintPage(host)));
}

/** What the visitor sees of the page, without the widget. */
export async function capture(host: Element): Promise<Blob> {
  return encode(await draw(host));
}
