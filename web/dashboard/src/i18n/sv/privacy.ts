export default {
  'person.data': 'Data',
  'person.export-text': 'Exportera konversationen (text)',
  'person.export-json': 'Exportera konversationen (JSON)',
  'person.export-all': 'Exportera allt (.zip)',
  'person.erase': 'Radera personen',
  'person.erase-of': 'Radera {name}',
  'person.erase-text':
    'Personens profil, konversation, anteckningar, mejl och feedback försvinner för gott, även ur serverns filer. Det går inte att ångra. Befintliga säkerhetskopior behåller dem tills de gallras. Kommer personen tillbaka börjar den om från början.',
  'person.erasing': '{name} raderas',
  'retention.title': 'Lagringstid',
  'retention.intro':
    'Lösta konversationer kan raderas automatiskt när ingen har skrivit på ett tag.',
  'retention.after': 'Radera lösta konversationer',
  'retention.never': 'Aldrig',
  'retention.days.one': 'Efter {count} dag',
  'retention.days.other': 'Efter {count} dagar',
  'retention.would-delete.one':
    '{count} konversation är redan så gammal. Den raderas inom en timme, och det går inte att ångra.',
  'retention.would-delete.other':
    '{count} konversationer är redan så gamla. De raderas inom en timme, och det går inte att ångra.',
  'retention.confirm': 'Radera',
};
