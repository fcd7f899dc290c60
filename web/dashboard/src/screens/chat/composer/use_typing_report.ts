import { useRef } from 'preact/hooks';
import { tellPresence, tellTyping } from '../../../api/threads.ts';
import type { Thread } from '../../../api/types.ts';

const typingEveryMs = 3000;
const replyingEveryMs = 15_000;

/** Tells the user that somebody types, and colleagues that somebody replies; not with every key. */
export function useTypingReport(thread: Thread): (typing: boolean) => void {
  const told = useRef({ typing: 0, replying: 0 });
  return (typing) => {
    const now = Date.now();
    if (!typing) {
      if (told.current.replying)
        void tellPresence(thread.project_id, thread.id, 'viewing').catch(() => {});
      told.current = { typing: 0, replying: 0 };
      return;
    }
    if (now - told.current.typing >= typingEveryMs) {
      told.current.typing = now;
      void tellTyping(thread.project_id, thread.id).catch(() => {});
    }
    if (now - told.current.replying >= replyingEveryMs) {
      told.current.replying = now;
      void tellPresence(thread.project_id, thread.id, 'replying').catch(() => {});
    }
  };
}
