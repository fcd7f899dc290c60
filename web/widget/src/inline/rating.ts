import {
  data,
  facts,
  h,
  hold,
  icon,
  language,
  line,
  publish,
  row,
  secondsToWait,
  send,
  show,
  start,
  thanks,
} from './kit.ts';
import css from './stars.css';
import type { Language } from './texts.ts';

const STAR = 'm12 2 3 6.6 7 .8-5.2 4.9 1.4 7.1L12 17.8l-6.2 3.6 1.4-7.1L2 9.4l7-.8z';
const FACE = 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M9 9.5v.1M15 9.5v.1';
// From a sad mouth to a happy one.
const MOUTHS = [
  'M8 17q4-5 8 0',
  'M8 16.5q4-2.5 8 0',
  'M8 15.5h8',
  'M8 15q4 2.5 8 0',
  'M8 14q4 5.5 8 0',
];

export const texts: Record<Language, { ask: string; stars: string; faces: string }> = {
  en: {
    ask: 'Rate your experience',
    stars: '{n} of {max} stars',
    faces: 'Very bad|Bad|Okay|Good|Very good',
  },
  de: {
    ask: 'Wie war es für Sie?',
    stars: '{n} von {max} Sternen',
    faces: 'Sehr schlecht|Schlecht|In Ordnung|Gut|Sehr gut',
  },
  sv: {
    ask: 'Hur var det?',
    stars: '{n} av {max} stjärnor',
    faces: 'Mycket dåligt|Dåligt|Okej|Bra|Mycket bra',
  },
  fr: {
    ask: 'Notez votre expérience',
    stars: '{n} étoiles sur {max}',
    faces: 'Très mauvais|Mauvais|Correct|Bien|Très bien',
  },
};

/** A whole number between the bounds, else the usual one. */
export function within(
  text: string | undefined,
  least: number,
  most: number,
  usual: number,
): number {
  const number = Number(text);
  return Number.isInteger(number) && number >= least && number <= most ? number : usual;
}

/** Stars or smileys. Half stars follow the pointer; what is sent is a whole number. */
export function startRating(name: string): void {
  const t = texts[language];
  const smiley = data.style === 'smiley';
  const most = smiley ? within(data.faces, 5, 5, 3) : within(data.maxStars, 1, 10, 5);
  const question = data.label || data.question || t.ask;
  let rating: number | null = null;

  /** Three faces are those in the middle of five. */
  const faceOf = (at: number) => (most === 5 ? at : at + 1);

  const nameOf = (at: number) =>
    smiley
      ? t.faces.split('|')[faceOf(at)]
      : t.stars.replace('{n}', `${at + 1}`).replace('{max}', `${most}`);

  const choose = async (value: number) => {
    if (secondsToWait()) return;
    const fault = await send('/ratings', {
      rating: { type: 'star', value, max_stars: most },
      context: facts(),
    });
    line.textContent = fault;
    if (fault) return;
    rating = value;
    show(thanks());
  };

  const draw = () => {
    rating = null;
    const buttons = Array.from({ length: most }, (_, at) => {
      const label = nameOf(at);
      return h(
        'button',
        {
          type: 'button',
          className: smiley ? 'face' : 'star',
          ariaLabel: label,
          title: label,
          onclick: () => choose(at + 1),
        },
        icon(smiley ? FACE + MOUTHS[faceOf(at)] : STAR),
      );
    });
    const group = row(question, buttons);
    const fill = (stars: number) => {
      buttons.forEach((button, at) => {
        button.style.setProperty('--fill', `${(stars - at) * 100}%`);
      });
    };
    if (!smiley) {
      group.onpointermove = (event) => {
        const button = (event.target as Element).closest('button');
        if (!button) return;
        const at = buttons.indexOf(button);
        const box = button.getBoundingClientRect();
        const rtl = getComputedStyle(group).direction === 'rtl';
        const left = event.clientX < box.left + box.width / 2;
        fill(at + (left !== rtl ? 0.5 : 1));
      };
      group.onpointerleave = () => fill(0);
      group.addEventListener('focusin', (event) =>
        fill(buttons.indexOf(event.target as HTMLButtonElement) + 1),
      );
      group.addEventListener('focusout', () => fill(0));
    }
    show(h('p', {}, question), group, line);
    hold(...buttons);
  };

  start(draw, css);
  publish(name, { getRating: () => rating, getStyle: () => (smiley ? 'smiley' : 'stars') });
}
