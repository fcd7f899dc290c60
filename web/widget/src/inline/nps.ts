import form from './form.css';
import {
  data,
  facts,
  field,
  h,
  hold,
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
import numbers from './numbers.css';
import type { Language } from './texts.ts';

export const texts: Record<Language, Record<'ask' | 'low' | 'high' | 'why', string>> = {
  en: {
    ask: 'How likely are you to recommend us?',
    low: 'Not likely',
    high: 'Very likely',
    why: 'What is the main reason? (optional)',
  },
  de: {
    ask: 'Wie wahrscheinlich empfehlen Sie uns weiter?',
    low: 'Unwahrscheinlich',
    high: 'Sehr wahrscheinlich',
    why: 'Was ist der wichtigste Grund? (freiwillig)',
  },
  sv: {
    ask: 'Hur troligt är det att du rekommenderar oss?',
    low: 'Inte troligt',
    high: 'Mycket troligt',
    why: 'Vilket är det viktigaste skälet? (frivilligt)',
  },
  fr: {
    ask: 'Nous recommanderiez-vous ?',
    low: 'Peu probable',
    high: 'Très probable',
    why: 'Quelle est la raison principale ? (facultatif)',
  },
};

/** 0 to 10, then a reason if one likes, then it is sent. */
export function startNps(name: string): void {
  const t = texts[language];
  const question = data.question || data.label || t.ask;
  let score: number | null = null;

  const draw = () => {
    score = null;
    const { input, label } = field(t.why, {}, true);
    const button = h('button', { className: 'main' }, text('send'));
    const more = h('fieldset', { hidden: true }, label, button);
    const buttons = Array.from({ length: 11 }, (_, value) =>
      h('button', { type: 'button', className: 'number', ariaPressed: 'false' }, `${value}`),
    );
    buttons.forEach((number, value) => {
      number.onclick = () => {
        score = value;
        for (const one of buttons) {
          one.ariaPressed = `${one === number}`;
          one.tabIndex = one === number ? 0 : -1;
        }
        more.hidden = false;
      };
    });
    const filled = h(
      'form',
      {},
      h('p', {}, question),
      row(question, buttons),
      h(
        'small',
        { className: 'ends' },
        h('span', {}, `0 = ${t.low}`),
        h('span', {}, `10 = ${t.high}`),
      ),
      more,
      line,
    );
    filled.onsubmit = async (event) => {
      event.preventDefault();
      if (score === null || secondsToWait()) return;
      const comment = input.value.trim();
      const fault = await send('/nps/submit', {
        score,
        ...(comment && { comment }),
        locale: language,
        ...facts(),
      });
      if (fault) line.textContent = fault;
      else show(thanks());
    };
    show(filled);
    hold(button);
  };

  start(draw, form + numbers);
  publish(name, { getScore: () => score });
}
