import form from './form.css';
import {
  data,
  facts,
  field,
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
  text,
  thanks,
} from './kit.ts';
import type { Language } from './texts.ts';
import thumbs from './thumbs.css';

const UP =
  'M7 10v11H3V10zm0 0 4-8a2.5 2.5 0 0 1 2.4 3.2L12.6 9H19a2 2 0 0 1 2 2.4l-1.5 8A2 2 0 0 1 17.5 21H7';
const DOWN =
  'M17 14V3h4v11zm0 0-4 8a2.5 2.5 0 0 1-2.4-3.2l.8-3.8H5a2 2 0 0 1-2-2.4l1.5-8A2 2 0 0 1 6.5 3H17';

export const texts: Record<Language, Record<'ask' | 'yes' | 'no' | 'more' | 'tell', string>> = {
  en: {
    ask: 'Was this page helpful?',
    yes: 'Yes',
    no: 'No',
    more: 'Tell us more',
    tell: 'What could be better?',
  },
  de: {
    ask: 'War diese Seite hilfreich?',
    yes: 'Ja',
    no: 'Nein',
    more: 'Mehr dazu sagen',
    tell: 'Was könnte besser sein?',
  },
  sv: {
    ask: 'Var sidan till hjälp?',
    yes: 'Ja',
    no: 'Nej',
    more: 'Berätta mer',
    tell: 'Vad kunde vara bättre?',
  },
  fr: {
    ask: 'Cette page vous a-t-elle été utile ?',
    yes: 'Oui',
    no: 'Non',
    more: 'Nous en dire plus',
    tell: 'Que pourrions-nous améliorer ?',
  },
};

/** Thumbs up or down, and a comment when the page wants one. */
export function startHelpful(name: string): void {
  const t = texts[language];
  const question = data.question || data.label || t.ask;

  const vote = async (value: boolean) => {
    if (secondsToWait()) return;
    const fault = await send('/rating/submit', { value, ...facts() });
    if (fault) line.textContent = fault;
    else showThanks();
  };

  const thumb = (value: boolean) =>
    h(
      'button',
      { type: 'button', className: 'pill', onclick: () => vote(value) },
      icon(value ? UP : DOWN),
      value ? t.yes : t.no,
    );

  const draw = () => {
    const buttons = [thumb(true), thumb(false)];
    show(h('p', {}, question), row(question, buttons), line);
    hold(...buttons);
  };

  const showThanks = () => {
    const more = data.showCommentLink === 'true';
    show(
      thanks(),
      more && h('button', { type: 'button', className: 'link', onclick: showForm }, t.more),
    );
  };

  const showForm = () => {
    const { input, label } = field(t.tell, {}, true);
    const button = h('button', { className: 'main' }, text('send'));
    const filled = h('form', {}, label, button, line);
    filled.onsubmit = async (event) => {
      event.preventDefault();
      if (secondsToWait()) return;
      if (input.value.trim().length < 3) return input.focus();
      const fault = await send('/feedback/submit', {
        message: input.value.trim(),
        type: 'Improvement',
        ...facts(),
      });
      if (fault) line.textContent = fault;
      else show(thanks());
    };
    show(filled);
    input.focus();
    hold(button);
  };

  start(draw, form + thumbs);
  publish(name);
}
