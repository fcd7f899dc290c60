export default {
  'person.data': 'Daten',
  'person.export-text': 'Unterhaltung exportieren (Text)',
  'person.export-json': 'Unterhaltung exportieren (JSON)',
  'person.export-all': 'Alles exportieren (.zip)',
  'person.erase': 'Diese Person löschen',
  'person.erase-of': '{name} löschen',
  'person.erase-text':
    'Profil, Unterhaltung, Notizen dazu, Mails und Feedback dieser Person verschwinden endgültig, auch aus den Dateien des Servers. Das lässt sich nicht rückgängig machen. Vorhandene Backups enthalten sie, bis sie veralten. Kommt die Person wieder, fängt sie neu an.',
  'person.erasing': '{name} wird gelöscht',
  'retention.title': 'Aufbewahrung',
  'retention.intro':
    'Erledigte Unterhaltungen können von selbst gelöscht werden, wenn eine Weile niemand geschrieben hat.',
  'retention.after': 'Erledigte Unterhaltungen löschen',
  'retention.never': 'Nie',
  'retention.days.one': 'Nach {count} Tag',
  'retention.days.other': 'Nach {count} Tagen',
  'retention.would-delete.one':
    '{count} Unterhaltung ist schon so alt. Sie wird innerhalb einer Stunde gelöscht; das lässt sich nicht rückgängig machen.',
  'retention.would-delete.other':
    '{count} Unterhaltungen sind schon so alt. Sie werden innerhalb einer Stunde gelöscht; das lässt sich nicht rückgängig machen.',
  'retention.confirm': 'Löschen',
};
