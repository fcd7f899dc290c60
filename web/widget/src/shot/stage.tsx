import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { drawMarks, fontSize, type Mark, type Point, type Stroke, type Tool } from './drawing.ts';
import type { ShotTexts } from './texts.ts';

interface Props {
  canvas: RefObject<HTMLCanvasElement | null>;
  picture: ImageBitmap;
  texts: ShotTexts;
  tool: Tool;
  stroke: Stroke;
  marks: readonly Mark[];
  onMark: (mark: Mark) => void;
}

const ARROWS: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The picture with its marks, and the drawing of new ones: by pointer, or by moving a cross with the keys. */
export function Stage(props: Props) {
  const { canvas, picture, texts, tool, stroke, marks, onMark } = props;
  const current = useRef<Mark | null>(null);
  const [cross, setCross] = useState<Point | null>(null);
  const [writing, setWriting] = useState<Point | null>(null);
  const [, redraw] = useState({});
  useLayoutEffect(() => {
    const pen = canvas.current?.getContext('2d');
    if (!pen) return;
    pen.drawImage(picture, 0, 0);
    drawMarks(pen, current.current ? [...marks, current.current] : marks);
  });
  // What lies over the picture is placed by the picture's size.
  useEffect(() => {
    const follow = () => redraw({});
    window.addEventListener('resize', follow);
    return () => window.removeEventListener('resize', follow);
  }, []);

  const begin = (at: Point) => {
    if (tool === 'text') return setWriting(at);
    current.current = { tool, stroke, points: [at] };
    redraw({});
  };
  const goOn = (at: Point) => {
    const mark = current.current;
    if (!mark) return;
    mark.points = mark.tool === 'pen' ? [...mark.points, at] : [mark.points[0] ?? at, at];
    redraw({});
  };
  const end = () => {
    const mark = current.current;
    current.current = null;
    if (mark) onMark(mark);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { width, height } = picture;
    const at = cross ?? { x: width / 2, y: height / 2 };
    const arrow = ARROWS[event.key];
    if (arrow) {
      event.preventDefault();
      const step = (event.shiftKey ? 50 : 10) / scaleOf(canvas.current);
      const next = {
        x: Math.min(width, Math.max(0, at.x + arrow[0] * step)),
        y: Math.min(height, Math.max(0, at.y + arrow[1] * step)),
      };
      setCross(next);
      goOn(next);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      setCross(at);
      if (current.current) end();
      else begin(at);
    } else if (event.key === 'Escape' && current.current) {
      event.preventDefault();
      event.stopPropagation();
      current.current = null;
      redraw({});
    }
  };
  const write = (text: string) => {
    if (writing) onMark({ tool: 'text', stroke, points: [writing], text });
    setWriting(null);
    canvas.current?.focus();
  };
  return (
    <div class="shot-stage">
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it takes the keys itself */}
      <canvas
        ref={canvas}
        width={picture.width}
        height={picture.height}
        class={tool}
        tabIndex={0}
        role="application"
        aria-label={texts.t('picture')}
        onPointerDown={(event) => {
          if (event.button !== 0 || writing) return;
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          event.currentTarget.focus();
          setCross(null);
          begin(placeOf(event));
        }}
        onPointerMove={(event) => goOn(placeOf(event))}
        onPointerUp={end}
        onPointerCancel={end}
        onKeyDown={onKeyDown}
        onBlur={() => setCross(null)}
      />
      {cross && <span class="shot-cross" style={placed(canvas.current, cross)} />}
      {writing && (
        <TextMark
          label={texts.t('write')}
          style={{
            ...placed(canvas.current, writing),
            fontSize: `${fontSize(stroke, picture.width) * scaleOf(canvas.current)}px`,
          }}
          onEnd={write}
        />
      )}
    </div>
  );
}

/** Window pixels to one of the picture. */
const scaleOf = (canvas: HTMLCanvasElement | null) =>
  canvas ? canvas.getBoundingClientRect().width / canvas.width || 1 : 1;

function placeOf(event: PointerEvent): Point {
  const canvas = event.currentTarget as HTMLCanvasElement;
  const { left, top } = canvas.getBoundingClientRect();
  const scale = scaleOf(canvas);
  return { x: (event.clientX - left) / scale, y: (event.clientY - top) / scale };
}

function placed(canvas: HTMLCanvasElement | null, { x, y }: Point) {
  const scale = scaleOf(canvas);
  const { offsetLeft = 0, offsetTop = 0 } = canvas ?? {};
  return { left: `${offsetLeft + x * scale}px`, top: `${offsetTop + y * scale}px` };
}

interface TextProps {
  label: string;
  style: Record<string, string>;
  onEnd: (text: string) => void;
}

/** Enter ends it, Shift+Enter begins a line, Escape gives it up. */
function TextMark({ label, style, onEnd }: TextProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const ended = useRef(false);
  useLayoutEffect(() => field.current?.focus(), []);
  const end = (text: string) => {
    if (ended.current) return;
    ended.current = true;
    onEnd(text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const { value } = event.currentTarget as HTMLTextAreaElement;
    const isEnd = (event.key === 'Enter' && !event.shiftKey) || event.key === 'Escape';
    if (!isEnd) return;
    event.preventDefault();
    event.stopPropagation();
    end(event.key === 'Enter' ? value : '');
  };
  return (
    <textarea
      ref={field}
      class="shot-text"
      rows={1}
      aria-label={label}
      style={style}
      onKeyDown={onKeyDown}
      onBlur={(event) => end(event.currentTarget.value)}
    />
  );
}
