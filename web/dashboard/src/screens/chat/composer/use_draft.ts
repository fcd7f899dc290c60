import { useEffect, useRef, useState } from 'preact/hooks';
import { type Draft, loadDraft, saveDraft } from '../../../state/drafts.ts';
import { me } from '../../../state/session.ts';
import { subscribe } from '../../../state/topics.ts';
import { draftTopic } from './draft_return.ts';

/** The text of this thread, kept in the browser with every key. */
export function useDraft(thread: string) {
  const [draft, setDraft] = useState(() => loadDraft(me().user_id, thread));
  useEffect(
    () => subscribe([draftTopic(thread)], () => setDraft(loadDraft(me().user_id, thread))),
    [thread],
  );
  const latest = useRef(draft);
  latest.current = draft;
  const edit = (change: Partial<Draft>) => {
    latest.current = { ...latest.current, ...change };
    saveDraft(me().user_id, thread, latest.current);
    setDraft(latest.current);
  };
  return { draft, edit };
}
