import { type Params, type PluralBase, Texts } from '@seggwat/shared/i18n';
import { currentLanguage, currentTexts, type Language } from '../../i18n/index.ts';

const en = {
  intro: 'When your team is there. Outside these hours the widget says when you are back.',
  switch: 'Use office hours',
  'switch-hint': 'Switched off, the widget says only whether somebody is online.',
  zone: 'Time zone',
  'zone-hint': 'It is {time} there now.',
  week: 'Week',
  closed: 'Closed',
  from: '{day}, from',
  to: '{day}, until',
  'add-to': 'Add hours on {day}',
  remove: 'Remove {from}–{to} on {day}',
  copy: 'Copy Monday to all working days',
  order:
    'Hours must end after they begin, and not touch each other. Past midnight: end this day at 00:00 and begin the next one at 00:00.',
  days: 'Closed days',
  'days-intro': 'Holidays and other days on which nobody is there.',
  date: 'Day',
  'add-day': 'Add day',
  'remove-day': 'Remove {day}',
  away: 'What the widget says meanwhile is the away text of the {link}.',
};
type Catalogue = Record<keyof typeof en, string>;

const de: Catalogue = {
  intro: 'Wann Ihr Team da ist. Außerhalb dieser Zeiten sagt das Widget, wann Sie wieder da sind.',
  switch: 'Öffnungszeiten verwenden',
  'switch-hint': 'Ausgeschaltet sagt das Widget nur, ob jemand online ist.',
  zone: 'Zeitzone',
  'zone-hint': 'Dort ist es jetzt {time}.',
  week: 'Woche',
  closed: 'Geschlossen',
  from: '{day}, von',
  to: '{day}, bis',
  'add-to': 'Zeit am {day} hinzufügen',
  remove: '{from}–{to} am {day} entfernen',
  copy: 'Montag auf alle Werktage übertragen',
  order:
    'Zeiten müssen nach ihrem Beginn enden und dürfen einander nicht berühren. Über Mitternacht: diesen Tag um 00:00 enden und den nächsten um 00:00 beginnen lassen.',
  days: 'Geschlossene Tage',
  'days-intro': 'Feiertage und andere Tage, an denen niemand da ist.',
  date: 'Tag',
  'add-day': 'Tag hinzufügen',
  'remove-day': '{day} entfernen',
  away: 'Was das Widget in dieser Zeit sagt, ist der Abwesenheitstext der {link}.',
};

const sv: Catalogue = {
  intro: 'När ert team är på plats. Utanför dessa tider säger widgeten när ni är tillbaka.',
  switch: 'Använd öppettider',
  'switch-hint': 'Avstängt säger widgeten bara om någon är online.',
  zone: 'Tidszon',
  'zone-hint': 'Klockan är {time} där nu.',
  week: 'Vecka',
  closed: 'Stängt',
  from: '{day}, från',
  to: '{day}, till',
  'add-to': 'Lägg till tid på {day}',
  remove: 'Ta bort {from}–{to} på {day}',
  copy: 'Kopiera måndag till alla vardagar',
  order:
    'Tider måste sluta efter att de börjar och får inte gå in i varandra. Över midnatt: låt dagen sluta 00:00 och nästa börja 00:00.',
  days: 'Stängda dagar',
  'days-intro': 'Helgdagar och andra dagar då ingen är på plats.',
  date: 'Dag',
  'add-day': 'Lägg till dag',
  'remove-day': 'Ta bort {day}',
  away: 'Det widgeten säger under tiden är frånvarotexten i {link}.',
};

const fr: Catalogue = {
  intro: 'Quand votre équipe est là. En dehors de ces heures, le widget dit quand vous revenez.',
  switch: 'Utiliser des horaires',
  'switch-hint': 'Désactivé, le widget dit seulement si quelqu’un est en ligne.',
  zone: 'Fuseau horaire',
  'zone-hint': 'Il y est {time}.',
  week: 'Semaine',
  closed: 'Fermé',
  from: '{day}, de',
  to: '{day}, à',
  'add-to': 'Ajouter un horaire le {day}',
  remove: 'Retirer {from}–{to} le {day}',
  copy: 'Copier lundi sur tous les jours ouvrés',
  order:
    'Un horaire doit finir après son début et ne pas en toucher un autre. Après minuit : terminez ce jour à 00:00 et commencez le suivant à 00:00.',
  days: 'Jours de fermeture',
  'days-intro': 'Jours fériés et autres jours où personne n’est là.',
  date: 'Jour',
  'add-day': 'Ajouter le jour',
  'remove-day': 'Retirer {day}',
  away: 'Ce que le widget dit entre-temps est le texte d’absence des {link}.',
};

/** They come with the screen. */
export const hoursTexts: Record<Language, Catalogue> = { en, de, sv, fr };

let texts: Texts<Catalogue> | null = null;

export function h(key: keyof Catalogue | PluralBase<Catalogue>, params?: Params): string {
  const language = currentLanguage();
  if (texts?.language !== language)
    texts = new Texts(language, hoursTexts[language], currentTexts().locale);
  return texts.t(key, params);
}
