import css from './form.css';
import {
  data,
  facts,
  field,
  h,
  hold,
  language,
  line,
  publish,
  secondsToWait,
  send,
  show,
  start,
  text,
  thanks,
} from './kit.ts';
import type { Language } from './texts.ts';

export const texts: Record<
  Language,
  Record<'ask' | 'name' | 'email' | 'message' | 'wrong', string>
> = {
  en: {
    ask: 'Contact us',
    name: 'Your name',
    email: 'Your email',
    message: 'Your message',
    wrong: 'Please fill in every field; a message has 3 characters or more.',
  },
  de: {
    ask: 'Kontakt',
    name: 'Ihr Name',
    email: 'Ihre E-Mail-Adresse',
    message: 'Ihre Nachricht',
    wrong: 'Bitte alle Felder ausfüllen; eine Nachricht hat mindestens 3 Zeichen.',
  },
  sv: {
    ask: 'Kontakta oss',
    name: 'Ditt namn',
    email: 'Din e-postadress',
    message: 'Ditt meddelande',
    wrong: 'Fyll i alla fält; ett meddelande har minst 3 tecken.',
  },
  fr: {
    ask: 'Nous contacter',
    name: 'Votre nom',
    email: 'Votre adresse e-mail',
    message: 'Votre message',
    wrong: 'Remplissez tous les champs ; un message compte au moins 3 caractères.',
  },
};

/** Name, address and message, for pages that carry the contact form by itself. */
export function startContact(name: string): void {
  const t = texts[language];

  const draw = () => {
    const who = field(t.name, { autocomplete: 'name', maxLength: 200 });
    const email = field(t.email, { type: 'email', autocomplete: 'email', maxLength: 320 });
    const message = field(t.message, {}, true);
    const button = h('button', { className: 'main' }, text('send'));
    const form = h(
      'form',
      { noValidate: true, ariaLabel: t.ask },
      h('p', {}, data.label || data.question || t.ask),
      who.label,
      email.label,
      message.label,
      button,
      line,
    );
    form.onsubmit = async (event) => {
      event.preventDefault();
      if (secondsToWait()) return;
      const body = {
        name: who.input.value.trim(),
        email: email.input.value.trim(),
        message: message.input.value.trim(),
      };
      const faults = [
        body.name === '' && who,
        !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(body.email) && email,
        [...body.message].length < 3 && message,
      ];
      for (const one of [who, email, message]) one.input.ariaInvalid = `${faults.includes(one)}`;
      const first = faults.find((fault) => fault !== false);
      line.textContent = first ? t.wrong : '';
      if (first) return first.input.focus();
      const fault = await send('/contact/submit', { ...body, ...facts() });
      if (fault) line.textContent = fault;
      else show(thanks());
    };
    show(form);
    hold(button);
  };

  start(draw, css);
  publish(name);
}
