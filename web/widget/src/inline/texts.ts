// What the inline widgets say, in every language. The types see to it that none has a text less.
export const languages = ['en', 'de', 'sv', 'fr'] as const;
export type Language = (typeof languages)[number];

interface Common {
  thanks: string;
  wait: string;
  failed: string;
  forbidden: string;
  send: string;
  powered: string;
}

export const common: Record<Language, Common> = {
  en: {
    thanks: 'Thank you!',
    wait: 'You can send again in {n} s.',
    failed: 'This could not be sent. Please try again in a moment.',
    forbidden: 'Sending is not allowed from this site.',
    send: 'Send',
    powered: 'Powered by SeggWat',
  },
  de: {
    thanks: 'Vielen Dank!',
    wait: 'Sie können in {n} s wieder senden.',
    failed: 'Das konnte nicht gesendet werden. Bitte gleich noch einmal versuchen.',
    forbidden: 'Von dieser Seite aus darf nicht gesendet werden.',
    send: 'Senden',
    powered: 'Betrieben mit SeggWat',
  },
  sv: {
    thanks: 'Tack!',
    wait: 'Du kan skicka igen om {n} s.',
    failed: 'Det gick inte att skicka. Försök igen om en stund.',
    forbidden: 'Det går inte att skicka från den här webbplatsen.',
    send: 'Skicka',
    powered: 'Drivs av SeggWat',
  },
  fr: {
    thanks: 'Merci !',
    wait: 'Vous pourrez renvoyer dans {n} s.',
    failed: 'L’envoi a échoué. Réessayez dans un instant.',
    forbidden: 'L’envoi n’est pas autorisé depuis ce site.',
    send: 'Envoyer',
    powered: 'Propulsé par SeggWat',
  },
};
