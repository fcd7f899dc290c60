import { readStored, writeStored } from './preferences.ts';

/** What somebody has typed into a thread and not sent yet, per member and thread. */
export interface Draft {
  text: string;
  note: boolean;
  mentions: { id: string; name: string }[];
}

const keyOf = (member: string, thread: string) => `seggwat.draft.${member}.${thread}`;

export function loadDraft(member: string, thread: string): Draft {
  const stored = readStored<Partial<Draft>>(keyOf(member, thread));
  return {
    text: typeof stored?.text === 'string' ? stored.text : '',
    note: stored?.note === true,
    mentions: Array.isArray(stored?.mentions) ? stored.mentions : [],
  };
}

export function saveDraft(member: string, thread: string, draft: Draft): void {
  writeStored(keyOf(member, thread), draft.text ? draft : null);
}
