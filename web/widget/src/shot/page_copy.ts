import { cloneNode } from 'html-to-image/es/clone-node';
import { embedImages } from 'html-to-image/es/embed-images';
import { embedResources } from 'html-to-image/es/embed-resources';
import { createImage, nodeToDataURL } from 'html-to-image/es/util';
import { makeCanvas, sharpness } from './picture.ts';

/** Draws a copy of what is seen of the page, as an SVG with the elements in it: the browser's own rendering. */
export async function drawPage(host: Element): Promise<HTMLCanvasElement> {
  const { innerWidth: width, innerHeight: height, scrollX, scrollY } = window;
  const options = { filter: (node: Node) => node !== host, cacheBust: false, imagePlaceholder: '' };
  const moves = findMoves(host);
  const fonts = fontFaces(options);
  const body = (await cloneNode(document.body, options, true)) as HTMLElement;
  for (const { path, apply } of moves) {
    const copy = path.reduce<Node | undefined>((node, at) => node?.childNodes[at], body);
    if (copy instanceof HTMLElement) apply(copy);
  }
  const view = document.createElement('div');
  view.setAttribute('xmlns', 'http://www.w3.org/1999/xhtml');
  Object.assign(view.style, {
    position: 'absolute',
    margin: 0,
    top: `${-scrollY}px`,
    left: `${-scrollX}px`,
    width: `${document.documentElement.clientWidth}px`,
    height: `${height}px`,
    overflow: 'visible',
  });
  const css = document.createElement('style');
  css.textContent = await fonts;
  view.append(css, body);
  await embedImages(view, options);
  const picture = await createImage(await nodeToDataURL(view, width, height));
  const scale = sharpness(width, height);
  const { canvas, pen } = makeCanvas(width * scale, height * scale);
  pen.fillStyle = background();
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** The canvas's colour: that of the root element, else of the body, else white. */
function background(): string {
  const colours = [document.documentElement, document.body].map(
    (element) => getComputedStyle(element).backgroundColor,
  );
  return colours.find((colour) => !/^rgba?\(.*, 0\)$|^transparent$/.test(colour)) ?? '#fff';
}

interface Move {
  /** Places among the children, from the body down. */
  path: number[];
  apply(copy: HTMLElement): void;
}

/** What a copy does not keep by itself: how far an element is scrolled, and where a sticky one stands. */
function findMoves(host: Element): Move[] {
  const moves: Move[] = [];
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    const { scrollTop, scrollLeft } = element;
    if (scrollTop || scrollLeft) {
      const apply = (copy: HTMLElement) => scroll(copy, scrollLeft, scrollTop);
      moves.push({ path: pathOf(element, host), apply });
    }
    if (isOnTop(element)) moves.push({ path: pathOf(element, host), apply: keepOnTop(element) });
    if (getComputedStyle(element).position === 'sticky') {
      const [x, y] = strayed(element);
      const apply = ({ style }: HTMLElement) =>
        Object.assign(style, {
          position: 'relative',
          inset: 'auto',
          top: `${y}px`,
          left: `${x}px`,
        });
      moves.push({ path: pathOf(element, host), apply });
    }
  }
  return moves;
}

/** A modal dialog, or a popover: above everything, whatever its place among the others. */
function isOnTop(element: HTMLElement): boolean {
  try {
    return element.matches(':modal, :popover-open');
  } catch {
    return false;
  }
}

function keepOnTop(element: HTMLElement): Move['apply'] {
  const { boxShadow } = getComputedStyle(element);
  const { backgroundColor } = getComputedStyle(element, '::backdrop');
  const shadow = boxShadow === 'none' ? '' : `${boxShadow}, `;
  return ({ style }) => {
    style.zIndex = '2147483647';
    style.boxShadow = `${shadow}0 0 0 100vmax ${backgroundColor || 'transparent'}`;
  };
}

function pathOf(element: Element, host: Element): number[] {
  const path: number[] = [];
  for (
    let node: Node = element;
    node !== document.body && node.parentNode;
    node = node.parentNode
  ) {
    const children = [...node.parentNode.childNodes].filter((child) => child !== host);
    path.unshift(children.indexOf(node as ChildNode));
  }
  return path;
}

function scroll(copy: HTMLElement, x: number, y: number): void {
  copy.style.overflow = 'hidden';
  for (const { style } of copy.children as HTMLCollectionOf<HTMLElement>) {
    if (style) style.translate = `${-x}px ${-y}px`;
  }
}

/** How far a sticky element is from where it would stand otherwise. */
function strayed(element: HTMLElement): [x: number, y: number] {
  const { style } = element;
  const before = element.getAttribute('style');
  const stuck = element.getBoundingClientRect();
  style.setProperty('position', 'static', 'important');
  const free = element.getBoundingClientRect();
  if (before === null) element.removeAttribute('style');
  else style.cssText = before;
  return [stuck.x - free.x, stuck.y - free.y];
}

/** The faces in use, with their files in them: a picture loads nothing. */
async function fontFaces(options: object): Promise<string> {
  const used = new Set<string>();
  for (const face of document.fonts) {
    if (face.status === 'loaded') used.add(bare(face.family));
  }
  if (used.size === 0) return '';
  const rules = await Promise.all([...document.styleSheets].map(rulesOf));
  const faces = rules
    .flat()
    .filter((rule): rule is CSSFontFaceRule => rule instanceof CSSFontFaceRule)
    .filter((rule) => used.has(bare(rule.style.getPropertyValue('font-family'))));
  const texts = faces.map((rule) =>
    embedResources(rule.cssText, rule.parentStyleSheet?.href ?? document.baseURI, options).catch(
      () => '',
    ),
  );
  return (await Promise.all(texts)).join('\n');
}

const bare = (family: string) => family.replace(/["']/g, '');

/** A sheet from elsewhere is read anew: the page's own must not be touched. */
async function rulesOf(sheet: CSSStyleSheet): Promise<CSSRule[]> {
  try {
    return [...sheet.cssRules];
  } catch {
    try {
      const again = new CSSStyleSheet({ baseURL: sheet.href ?? '' });
      again.replaceSync(await (await fetch(sheet.href ?? '')).text());
      return [...again.cssRules];
    } catch {
      return [];
    }
  }
}
