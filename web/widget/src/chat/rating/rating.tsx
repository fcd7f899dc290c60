import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Conversation } from '../../live/conversation.ts';
import type { OwnRating } from '../../live/store.ts';
import type { WidgetTexts } from '../../texts.ts';
import css from './rating.css';
import { askRating } from './rating_api.ts';
import { type RatingTexts, ratingTexts } from './texts.ts';

export { css };

interface Props {
  chat: Conversation;
  texts: WidgetTexts;
  /** The thread's last message: the rating is about what was written until then. */
  seq: number;
}

/** Arrow keys pass over the faces on their way: only where they stay is it said. */
const SETTLES_MS = 350;

/** Asks how a resolved conversation was. One tap says it; it can be changed until somebody writes. */
export default function Rating({ chat, texts, seq }: Props) {
  const own = ratingTexts[texts.language] ?? (ratingTexts.en as RatingTexts);
  const [rating, setRating] = useState<OwnRating | null>(null);
  useLayoutEffect(() => chat.store.subscribe(() => setRating(chat.store.state.rating)), [chat]);
  useEffect(() => void askRating(chat), [chat]);
  return rating?.seq === seq ? <Faces chat={chat} own={own} rating={rating} /> : null;
}

interface FacesProps {
  chat: Conversation;
  own: RatingTexts;
  rating: OwnRating;
}

function Faces({ chat, own, rating }: FacesProps) {
  const id = useId();
  const [first] = useState(rating);
  const form = useRef<HTMLFormElement>(null);
  const [score, setScore] = useState(first.score);
  const [comment, setComment] = useState(first.comment ?? '');
  const [said, setSaid] = useState(first.comment ?? '');
  const [note, setNote] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const saying = useRef(0);
  // Said in another tab, or on another device. What is being said or typed here stays.
  useLayoutEffect(() => {
    if (timer.current || saying.current) return;
    const heard = rating.comment ?? '';
    setScore(rating.score);
    setSaid(heard);
    if (comment.trim() === said.trim()) setComment(heard);
  }, [rating]);
  // It grows below the thread's end, where nobody would look for it.
  useLayoutEffect(() => {
    if (score !== first.score || note) form.current?.scrollIntoView({ block: 'nearest' });
  }, [score, note]);
  const say = async (value: number, text: string, thanks: string) => {
    clearTimeout(timer.current);
    timer.current = undefined;
    saying.current++;
    const opinion = { score: value, comment: text.trim() || null, seq: first.seq };
    const ok = await askRating(chat, opinion);
    saying.current--;
    if (ok) setSaid(text);
    setNote(ok ? thanks : own.failed);
  };
  const choose = (value: number) => {
    setScore(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void say(value, said, own.thanks), SETTLES_MS);
  };
  const send = (event: Event) => {
    event.preventDefault();
    if (score) void say(score, comment, own.sent);
  };
  return (
    <form class="rating" ref={form} onSubmit={send}>
      <fieldset>
        <legend>{own.question}</legend>
        {own.scores.map((label, at) => (
          <label key={label} class={score === at + 1 ? 'face on' : 'face'} title={label}>
            <input
              type="radio"
              name={id}
              value={at + 1}
              checked={score === at + 1}
              aria-label={label}
              onChange={() => choose(at + 1)}
            />
            <Face score={at + 1} />
          </label>
        ))}
      </fieldset>
      {score !== null && (
        <div class="more">
          <label for={`${id}c`}>{own.comment}</label>
          <textarea
            id={`${id}c`}
            rows={2}
            maxLength={1000}
            value={comment}
            onInput={(event) => setComment(event.currentTarget.value)}
          />
          {comment.trim() !== said.trim() && (
            <button type="submit" class="button">
              {own.send}
            </button>
          )}
        </div>
      )}
      <p role="status">{note}</p>
    </form>
  );
}

/** How far the corners of the mouth are up or down, from the worst to the best. */
const mouths = [
  'M8 16.5q4-4.5 8 0',
  'M8 16q4-2.5 8 0',
  'M8 15.5h8',
  'M8 15q4 2.5 8 0',
  'M8 14q4 5 8 0z',
];

function Face({ score }: { score: number }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="10" />
      <path d={`M9 9.5v.01M15 9.5v.01${mouths[score - 1]}`} />
    </svg>
  );
}
