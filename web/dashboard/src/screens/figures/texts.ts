import { type Params, type PluralBase, Texts } from '@seggwat/shared/i18n';
import { currentLanguage, currentTexts, type Language } from '../../i18n/index.ts';

const en = {
  intro:
    'How many conversations there are, how soon they are answered, and how satisfied people are.',
  period: 'Period',
  'days.one': 'Last {count} day',
  'days.other': 'Last {count} days',
  custom: 'Own dates',
  from: 'From',
  until: 'Until',
  'no-range': 'Choose a first day and a last one that does not come before it.',
  'long-range': 'At most 366 days can be shown at once.',
  conversations: 'Conversations by day',
  new: 'New',
  resolved: 'Resolved',
  response: 'First response',
  'response-chart': 'First response by day',
  resolution: 'Time to resolve',
  satisfaction: 'Satisfaction',
  median: 'Median',
  p90: '90 of 100 within {time}',
  'p90-short': '90 of 100',
  before: '{value} before',
  'ratings.one': '{count} rating',
  'ratings.other': '{count} ratings',
  satisfied: '{percent} satisfied',
  average: 'Average',
  members: 'By member',
  member: 'Member',
  'first-replies': 'First responses',
  nobody: 'Nobody has answered or resolved anything in this time.',
  empty: 'No conversations in this time',
  'empty-text': 'Figures appear here as soon as users write and your team answers.',
  score: '{score} of 5',
  'export-days': 'Export days',
  'export-members': 'Export members',
  'what-counts': 'What is counted?',
  'what-new':
    'A conversation is new with the user’s first message, and again when the user writes after it was resolved.',
  'what-response':
    'The first response is the first message by a member after that. It counts on the day it was sent, for whoever sent it. Notes do not count.',
  'what-resolution':
    'The time to resolve runs from the user’s first message until a member resolves the conversation; if somebody takes that back, it runs on.',
  'what-satisfaction': 'Satisfied is who gives 4 or 5 of 5. A rating counts for whoever resolved.',
  'what-days': 'Days are those of {zone}.',
};
type Catalogue = Record<keyof typeof en, string>;

const de: Catalogue = {
  intro:
    'Wie viele Unterhaltungen es gibt, wie schnell sie beantwortet werden und wie zufrieden die Menschen sind.',
  period: 'Zeitraum',
  'days.one': 'Letzter {count} Tag',
  'days.other': 'Letzte {count} Tage',
  custom: 'Eigener Zeitraum',
  from: 'Von',
  until: 'Bis',
  'no-range': 'Wählen Sie einen ersten Tag und einen letzten, der nicht davor liegt.',
  'long-range': 'Höchstens 366 Tage lassen sich auf einmal zeigen.',
  conversations: 'Unterhaltungen nach Tag',
  new: 'Neu',
  resolved: 'Erledigt',
  response: 'Erste Antwort',
  'response-chart': 'Erste Antwort nach Tag',
  resolution: 'Zeit bis erledigt',
  satisfaction: 'Zufriedenheit',
  median: 'Median',
  p90: '90 von 100 innerhalb {time}',
  'p90-short': '90 von 100',
  before: '{value} davor',
  'ratings.one': '{count} Bewertung',
  'ratings.other': '{count} Bewertungen',
  satisfied: '{percent} zufrieden',
  average: 'Durchschnitt',
  members: 'Nach Mitglied',
  member: 'Mitglied',
  'first-replies': 'Erste Antworten',
  nobody: 'In dieser Zeit hat niemand etwas beantwortet oder erledigt.',
  empty: 'Keine Unterhaltungen in dieser Zeit',
  'empty-text': 'Zahlen erscheinen hier, sobald Menschen schreiben und Ihr Team antwortet.',
  score: '{score} von 5',
  'export-days': 'Tage exportieren',
  'export-members': 'Mitglieder exportieren',
  'what-counts': 'Was wird gezählt?',
  'what-new':
    'Eine Unterhaltung ist neu mit der ersten Nachricht der Person und noch einmal, wenn die Person nach dem Erledigen wieder schreibt.',
  'what-response':
    'Die erste Antwort ist die erste Nachricht eines Mitglieds danach. Sie zählt an dem Tag, an dem sie gesendet wurde, für die Person, die sie gesendet hat. Notizen zählen nicht.',
  'what-resolution':
    'Die Zeit läuft von der ersten Nachricht, bis ein Mitglied die Unterhaltung erledigt; nimmt jemand das zurück, läuft sie weiter.',
  'what-satisfaction':
    'Zufrieden ist, wer 4 oder 5 von 5 gibt. Eine Bewertung zählt für die Person, die erledigt hat.',
  'what-days': 'Tage sind die von {zone}.',
};

const sv: Catalogue = {
  intro: 'Hur många konversationer som finns, hur snabbt de besvaras och hur nöjda människor är.',
  period: 'Period',
  'days.one': 'Senaste {count} dagen',
  'days.other': 'Senaste {count} dagarna',
  custom: 'Egna datum',
  from: 'Från',
  until: 'Till',
  'no-range': 'Välj en första dag och en sista som inte kommer före den.',
  'long-range': 'Högst 366 dagar kan visas på en gång.',
  conversations: 'Konversationer per dag',
  new: 'Nya',
  resolved: 'Lösta',
  response: 'Första svar',
  'response-chart': 'Första svar per dag',
  resolution: 'Tid till lösning',
  satisfaction: 'Nöjdhet',
  median: 'Median',
  p90: '90 av 100 inom {time}',
  'p90-short': '90 av 100',
  before: '{value} dessförinnan',
  'ratings.one': '{count} betyg',
  'ratings.other': '{count} betyg',
  satisfied: '{percent} nöjda',
  average: 'Medelvärde',
  members: 'Per medlem',
  member: 'Medlem',
  'first-replies': 'Första svar',
  nobody: 'Ingen har svarat eller löst något under den här tiden.',
  empty: 'Inga konversationer under den här tiden',
  'empty-text': 'Siffror visas här så snart användare skriver och ert team svarar.',
  score: '{score} av 5',
  'export-days': 'Exportera dagar',
  'export-members': 'Exportera medlemmar',
  'what-counts': 'Vad räknas?',
  'what-new':
    'En konversation är ny med användarens första meddelande, och igen när användaren skriver efter att den lösts.',
  'what-response':
    'Första svaret är det första meddelandet från en medlem därefter. Det räknas den dag det skickades, för den som skickade det. Anteckningar räknas inte.',
  'what-resolution':
    'Tiden till lösning går från användarens första meddelande tills en medlem löser konversationen; tar någon tillbaka det går den vidare.',
  'what-satisfaction': 'Nöjd är den som ger 4 eller 5 av 5. Ett betyg räknas för den som löste.',
  'what-days': 'Dagar är de i {zone}.',
};

const fr: Catalogue = {
  intro:
    'Combien de conversations il y a, en combien de temps elles reçoivent une réponse et à quel point les gens sont satisfaits.',
  period: 'Période',
  'days.one': 'Dernier {count} jour',
  'days.other': '{count} derniers jours',
  custom: 'Dates choisies',
  from: 'Du',
  until: 'Au',
  'no-range': 'Choisissez un premier jour et un dernier qui ne le précède pas.',
  'long-range': 'Au plus 366 jours peuvent être affichés à la fois.',
  conversations: 'Conversations par jour',
  new: 'Nouvelles',
  resolved: 'Résolues',
  response: 'Première réponse',
  'response-chart': 'Première réponse par jour',
  resolution: 'Temps de résolution',
  satisfaction: 'Satisfaction',
  median: 'Médiane',
  p90: '90 sur 100 en {time}',
  'p90-short': '90 sur 100',
  before: '{value} avant',
  'ratings.one': '{count} note',
  'ratings.other': '{count} notes',
  satisfied: '{percent} de satisfaits',
  average: 'Moyenne',
  members: 'Par membre',
  member: 'Membre',
  'first-replies': 'Premières réponses',
  nobody: 'Personne n’a répondu ni résolu quoi que ce soit pendant cette période.',
  empty: 'Aucune conversation pendant cette période',
  'empty-text':
    'Les chiffres apparaissent dès que des utilisateurs écrivent et que votre équipe répond.',
  score: '{score} sur 5',
  'export-days': 'Exporter les jours',
  'export-members': 'Exporter les membres',
  'what-counts': 'Que compte-t-on ?',
  'what-new':
    'Une conversation est nouvelle avec le premier message de l’utilisateur, et de nouveau quand il écrit après la résolution.',
  'what-response':
    'La première réponse est le premier message d’un membre qui suit. Elle compte le jour de son envoi, pour qui l’a envoyée. Les notes ne comptent pas.',
  'what-resolution':
    'Le temps de résolution court du premier message jusqu’à ce qu’un membre résolve la conversation ; si quelqu’un revient dessus, il continue.',
  'what-satisfaction':
    'Est satisfait qui donne 4 ou 5 sur 5. Une note compte pour qui a résolu la conversation.',
  'what-days': 'Les jours sont ceux de {zone}.',
};

/** They come with the screen: few people look at figures. */
export const figureTexts: Record<Language, Catalogue> = { en, de, sv, fr };

let texts: Texts<Catalogue> | null = null;

export function f(key: keyof Catalogue | PluralBase<Catalogue>, params?: Params): string {
  const language = currentLanguage();
  if (texts?.language !== language)
    texts = new Texts(language, figureTexts[language], currentTexts().locale);
  return texts.t(key, params);
}
