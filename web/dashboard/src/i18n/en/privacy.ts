export default {
  'person.data': 'Data',
  'person.export-text': 'Export conversation (text)',
  'person.export-json': 'Export conversation (JSON)',
  'person.export-all': 'Export everything (.zip)',
  'person.erase': 'Erase this person',
  'person.erase-of': 'Erase {name}',
  'person.erase-text':
    'Profile, conversation, notes about it, mails and feedback of this person go for good, from the files of the server too. This cannot be undone. Backups that exist keep them until they age out. If the person comes back, they start afresh.',
  'person.erasing': '{name} is being erased',
  'retention.title': 'Retention',
  'retention.intro':
    'Resolved conversations can be deleted by themselves once nobody has written for a while.',
  'retention.after': 'Delete resolved conversations',
  'retention.never': 'Never',
  'retention.days.one': 'After {count} day',
  'retention.days.other': 'After {count} days',
  'retention.would-delete.one':
    '{count} conversation is that old now. It will be deleted within the hour, and that cannot be undone.',
  'retention.would-delete.other':
    '{count} conversations are that old now. They will be deleted within the hour, and that cannot be undone.',
  'retention.confirm': 'Delete them',
};
