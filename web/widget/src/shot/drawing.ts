/** What can be drawn on a picture, in the picture's own pixels. */
export type Tool = 'pen' | 'arrow' | 'box' | 'text' | 'black';
export const TOOLS: readonly Tool[] = ['pen', 'arrow', 'box', 'text', 'black'];
export const STROKES = ['thin', 'medium', 'thick'] as const;
export type Stroke = (typeof STROKES)[number];

export interface Point {
  x: number;
  y: number;
}

export interface Mark {
  tool: Tool;
  stroke: Stroke;
  /** A pen's way; of all others the first and the last. */
  points: Point[];
  text?: string;
}

const INK = '#e11d48';
const RIM = '#fff';
const WIDTHS: Record<Stroke, number> = { thin: 3, medium: 6, thick: 12 };

/** One step of a stroke for a picture of this width: what looks alike on small and large ones. */
const unit = (width: number) => Math.max(1, width / 1280);

export const strokeWidth = (stroke: Stroke, width: number) => WIDTHS[stroke] * unit(width);
export const fontSize = (stroke: Stroke, width: number) => (14 + WIDTHS[stroke] * 2) * unit(width);

/** Too small to be meant. */
export function isNothing({ tool, points, text }: Mark): boolean {
  const [from, to] = [points[0], points.at(-1)];
  if (!from || !to) return true;
  if (tool === 'text') return !text?.trim();
  return tool !== 'pen' && Math.hypot(to.x - from.x, to.y - from.y) < 3;
}

/** Draws the marks, in order, on what is there. */
export function drawMarks(pen: CanvasRenderingContext2D, marks: readonly Mark[]): void {
  for (const mark of marks) drawMark(pen, mark);
}

function drawMark(pen: CanvasRenderingContext2D, mark: Mark): void {
  const from = mark.points[0];
  const to = mark.points.at(-1);
  if (!from || !to) return;
  const { width } = pen.canvas;
  pen.save();
  pen.lineJoin = pen.lineCap = 'round';
  pen.lineWidth = strokeWidth(mark.stroke, width);
  pen.strokeStyle = pen.fillStyle = INK;
  // A light rim under the colour keeps it seen on a ground of the same colour.
  pen.shadowColor = 'rgb(255 255 255 / 90%)';
  pen.shadowBlur = unit(width) * 2;
  if (mark.tool === 'pen') drawWay(pen, mark.points);
  if (mark.tool === 'arrow') drawArrow(pen, from, to);
  if (mark.tool === 'box') pen.strokeRect(...area(from, to));
  if (mark.tool === 'text') drawText(pen, mark, from);
  if (mark.tool === 'black') blackOut(pen, from, to);
  pen.restore();
}

function area(from: Point, to: Point): [number, number, number, number] {
  const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
  return [x, y, Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
}

/** Whole pixels, none of them half seen: what was there is gone from the picture. */
function blackOut(pen: CanvasRenderingContext2D, from: Point, to: Point): void {
  const [x, y, width, height] = area(from, to);
  const [left, top] = [Math.floor(x), Math.floor(y)];
  pen.shadowColor = 'transparent';
  pen.fillStyle = '#000';
  pen.fillRect(left, top, Math.ceil(x + width) - left, Math.ceil(y + height) - top);
}

function drawWay(pen: CanvasRenderingContext2D, points: Point[]): void {
  pen.beginPath();
  points.forEach(({ x, y }, at) => {
    const next = points[at + 1];
    if (at === 0) pen.moveTo(x, y);
    if (at === 0 && !next) pen.lineTo(x, y);
    if (at > 0 && next) pen.quadraticCurveTo(x, y, (x + next.x) / 2, (y + next.y) / 2);
    else pen.lineTo(x, y);
  });
  pen.stroke();
}

function drawArrow(pen: CanvasRenderingContext2D, from: Point, to: Point): void {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const head = pen.lineWidth * 3 + 8 * unit(pen.canvas.width);
  const wing = (turn: number) => {
    pen.moveTo(to.x, to.y);
    pen.lineTo(to.x - head * Math.cos(angle + turn), to.y - head * Math.sin(angle + turn));
  };
  pen.beginPath();
  pen.moveTo(from.x, from.y);
  pen.lineTo(to.x, to.y);
  wing(0.5);
  wing(-0.5);
  pen.stroke();
}

function drawText(pen: CanvasRenderingContext2D, { text = '', stroke }: Mark, at: Point): void {
  const size = fontSize(stroke, pen.canvas.width);
  pen.font = `600 ${size}px system-ui, sans-serif`;
  pen.textBaseline = 'top';
  pen.shadowColor = 'transparent';
  pen.strokeStyle = RIM;
  pen.lineWidth = size / 5;
  text.split('\n').forEach((line, row) => {
    const y = at.y + row * size * 1.25;
    pen.strokeText(line, at.x, y);
    pen.fillText(line, at.x, y);
  });
}

/** The marks made so far, with the way back and forth. */
export class History {
  private readonly states: Mark[][] = [[]];
  private at = 0;

  get marks(): readonly Mark[] {
    return this.states[this.at] ?? [];
  }
  get canUndo(): boolean {
    return this.at > 0;
  }
  get canRedo(): boolean {
    return this.at < this.states.length - 1;
  }
  add(mark: Mark): void {
    if (!isNothing(mark)) this.push([...this.marks, mark]);
  }
  clear(): void {
    if (this.marks.length > 0) this.push([]);
  }
  undo(): void {
    if (this.canUndo) this.at--;
  }
  redo(): void {
    if (this.canRedo) this.at++;
  }

  private push(marks: Mark[]): void {
    this.states.splice(++this.at, Number.POSITIVE_INFINITY, marks);
  }
}
