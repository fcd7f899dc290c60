/** The rating's own words: few users meet them, so they are not part of the language's file. */
export interface RatingTexts {
  question: string;
  /** From the worst to the best. */
  scores: [string, string, string, string, string];
  thanks: string;
  comment: string;
  send: string;
  sent: string;
  failed: string;
}

export const ratingTexts: Record<string, RatingTexts> = {
  en: {
    question: 'How did we do?',
    scores: ['Terrible', 'Bad', 'Okay', 'Good', 'Great'],
    thanks: 'Thank you! You can still change it.',
    comment: 'Anything to add? (optional)',
    send: 'Send comment',
    sent: 'Thank you for telling us!',
    failed: 'Not saved. Please try again.',
  },
  de: {
    question: 'Wie zufrieden sind Sie?',
    scores: ['Sehr schlecht', 'Schlecht', 'Geht so', 'Gut', 'Sehr gut'],
    thanks: 'Danke! Sie können es noch ändern.',
    comment: 'Möchten Sie etwas dazu sagen? (optional)',
    send: 'Kommentar senden',
    sent: 'Danke für Ihre Rückmeldung!',
    failed: 'Nicht gespeichert. Bitte noch einmal versuchen.',
  },
  sv: {
    question: 'Hur nöjd är du?',
    scores: ['Mycket dåligt', 'Dåligt', 'Okej', 'Bra', 'Mycket bra'],
    thanks: 'Tack! Du kan fortfarande ändra det.',
    comment: 'Vill du tillägga något? (valfritt)',
    send: 'Skicka kommentar',
    sent: 'Tack för att du berättade!',
    failed: 'Inte sparat. Försök igen.',
  },
  fr: {
    question: 'Êtes-vous satisfait ?',
    scores: ['Très mauvais', 'Mauvais', 'Moyen', 'Bien', 'Très bien'],
    thanks: 'Merci ! Vous pouvez encore changer votre note.',
    comment: 'Un mot à ajouter ? (facultatif)',
    send: 'Envoyer le commentaire',
    sent: 'Merci pour votre retour !',
    failed: 'Non enregistré. Veuillez réessayer.',
  },
};
