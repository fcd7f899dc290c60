import html2canvas from 'html2canvas-pro';
import { sharpness } from './picture.ts';

/** Paints what is seen of the page piece by piece: works under strict content policies, and for very large pages. */
export function paintPage(host: Element): Promise<HTMLCanvasElement> {
  const { innerWidth: width, innerHeight: height, scrollX, scrollY } = window;
  return html2canvas(document.documentElement, {
    x: scrollX,
    y: scrollY,
    width,
    height,
    windowWidth: width,
    windowHeight: height,
    scale: sharpness(width, height),
    logging: false,
    useCORS: true,
    imageTimeout: 5000,
    ignoreElements: (element) => element === host,
  });
}
