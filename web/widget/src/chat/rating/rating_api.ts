import { readRefusal } from '@seggwat/shared/refusal';
import type { Answer } from '../../live/chat_api.ts';
import type { Conversation } from '../../live/conversation.ts';
import type { OwnRating } from '../../live/store.ts';

export interface Opinion {
  score: number;
  comment: string | null;
  /** The last message that the user has seen. */
  seq: number;
}

/** Brings what can be rated now, and what was said, into the store; with an opinion, says it first. */
export async function askRating(chat: Conversation, opinion?: Opinion): Promise<boolean> {
  const { api, stopping } = chat;
  const ask = async (): Promise<Answer<{ rating: OwnRating | null }>> => {
    try {
      const answer = await fetch(`${api.base}/chat/rating`, {
        method: opinion ? 'PUT' : 'GET',
        headers: { ...api.headers(), ...(opinion && { 'Content-Type': 'application/json' }) },
        body: opinion ? JSON.stringify(opinion) : null,
        credentials: 'omit',
        cache: 'no-store',
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(20_000)]),
      });
      if (!answer.ok) return { ok: false, ...(await readRefusal(answer)) };
      return { ok: true, status: answer.status, data: await answer.json() };
    } catch {
      return { ok: false, status: 0, code: '', retryAfterMs: null };
    }
  };
  const answer = await chat.call(ask);
  if (answer.ok) chat.store.update({ rating: answer.data.rating });
  return answer.ok;
}
