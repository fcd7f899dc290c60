export default {
  'person.data': 'Données',
  'person.export-text': 'Exporter la conversation (texte)',
  'person.export-json': 'Exporter la conversation (JSON)',
  'person.export-all': 'Tout exporter (.zip)',
  'person.erase': 'Effacer cette personne',
  'person.erase-of': 'Effacer {name}',
  'person.erase-text':
    'Le profil, la conversation, les notes, les mails et les retours de cette personne disparaissent pour de bon, y compris des fichiers du serveur. C’est irréversible. Les sauvegardes existantes les gardent jusqu’à leur expiration. Si la personne revient, elle repart de zéro.',
  'person.erasing': '{name} est en cours d’effacement',
  'retention.title': 'Conservation',
  'retention.intro':
    'Les conversations résolues peuvent être supprimées d’elles-mêmes quand personne n’a écrit depuis un moment.',
  'retention.after': 'Supprimer les conversations résolues',
  'retention.never': 'Jamais',
  'retention.days.one': 'Après {count} jour',
  'retention.days.other': 'Après {count} jours',
  'retention.would-delete.one':
    '{count} conversation a déjà cet âge. Elle sera supprimée dans l’heure, sans retour possible.',
  'retention.would-delete.other':
    '{count} conversations ont déjà cet âge. Elles seront supprimées dans l’heure, sans retour possible.',
  'retention.confirm': 'Supprimer',
};
