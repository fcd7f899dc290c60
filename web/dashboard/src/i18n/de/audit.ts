export default {
  'nav.audit': 'Protokoll',
  'error.code-required': 'Geben Sie den Code aus Ihrer Authenticator-App ein.',
  'error.wrong-code':
    'Dieser Code ist falsch oder wurde schon benutzt. Warten Sie auf den nächsten.',
  'error.password-guessable':
    'Das ist eines der ersten Passwörter, die man probieren würde. Wählen Sie ein anderes.',
  'login.code-title': 'Anmeldung in zwei Schritten',
  'two-factor.title': 'Anmeldung in zwei Schritten',
  'two-factor.intro':
    'Die Anmeldung verlangt dann Ihr Passwort und einen Code aus einer App auf Ihrem Telefon.',
  'two-factor.enable': 'Einrichten',
  'two-factor.set-up': 'Anmeldung in zwei Schritten einrichten',
  'two-factor.set-up-text':
    'Sie brauchen eine Authenticator-App. Bestätigen Sie zuerst, dass Sie es sind.',
  'two-factor.next': 'Weiter',
  'two-factor.scan': 'Scannen Sie diesen Code mit Ihrer Authenticator-App.',
  'two-factor.qr': 'QR-Code für die Authenticator-App',
  'two-factor.by-hand': 'Keine Kamera? Geben Sie dieses Geheimnis in der App ein.',
  'two-factor.secret': 'Geheimnis',
  'two-factor.confirm-hint': 'Die sechs Ziffern, die die App gerade zeigt.',
  'two-factor.confirm': 'Einschalten',
  'two-factor.code': 'Code',
  'two-factor.code-hint':
    'Sechs Ziffern aus Ihrer Authenticator-App oder ein Wiederherstellungscode.',
  'two-factor.enabled': 'Anmeldung in zwei Schritten ist eingeschaltet',
  'two-factor.disabled': 'Anmeldung in zwei Schritten ist ausgeschaltet',
  'two-factor.on-since': 'Eingeschaltet seit {date}',
  'two-factor.codes-left.one': 'Noch {count} Wiederherstellungscode',
  'two-factor.codes-left.other': 'Noch {count} Wiederherstellungscodes',
  'two-factor.disable': 'Ausschalten',
  'two-factor.disable-text': 'Zum Anmelden reicht dann Ihr Passwort allein.',
  'two-factor.new-codes': 'Neue Wiederherstellungscodes',
  'two-factor.new-codes-text': 'Die bisherigen Codes gelten dann nicht mehr.',
  'two-factor.codes': 'Wiederherstellungscodes',
  'two-factor.codes-once': 'Diese Codes werden nur dieses eine Mal gezeigt.',
  'two-factor.codes-text':
    'Bewahren Sie sie dort auf, wo Sie ohne Ihr Telefon an sie kommen. Jeder gilt für eine Anmeldung.',
  'two-factor.codes-stored': 'Ich habe sie gespeichert',
  'members.two-factor': 'Zwei Schritte',
  'members.two-factor-reset': 'Zwei Schritte zurücksetzen',
  'members.two-factor-reset-of': 'Anmeldung in zwei Schritten von {name} zurücksetzen',
  'members.two-factor-reset-text':
    '{name} meldet sich dann nur mit dem Passwort an, bis es neu eingerichtet ist. Vergewissern Sie sich, dass die Bitte wirklich von dieser Person kommt.',
  'members.two-factor-was-reset': 'Anmeldung in zwei Schritten von {name} wurde zurückgesetzt',
};
