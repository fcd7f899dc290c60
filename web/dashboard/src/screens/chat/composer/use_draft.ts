import { useEffect, useRef, useState } from 'preact/hooks';
import type { Thread } from '../../../api/types.ts';
import { keepDraft } from '../../../state/draft_sync.ts';
import { type Draft, draftTopic, loadDraft } from '../../../state/drafts.ts';
import { me } from '../../../state/session.ts';
import { subscribe } from '../../../state/topics.ts';

/** The text of this thread, kept with every key. */
export function useDraft({ id, project_id }: Thread) {
  const [draft, setDraft] = useState(() => loadDraft(me().user_id, id));
  const latest = useRef(draft);
  latest.current = draft;
  useEffect(
    () =>
      subscribe([draftTopic(id)], () => {
        const next = loadDraft(me().user_id, id);
        if (next.text !== latest.current.text || next.note !== latest.current.note) setDraft(next);
      }),
    [id],
  );
  const edit = (change: Partial<Draft>) => {
    latest.current = { ...latest.current, ...change };
    keepDraft(project_id, id, latest.current);
    setDraft(latest.current);
  };
  return { draft, edit };
}
