import { readRefusal } from '@seggwat/shared/refusal';
import type { Answer } from '../../live/chat_api.ts';
import type { Conversation } from '../../live/conversation.ts';

export interface OwnRating {
  seq: number;
  score: number | null;
  comment: string | null;
}

export interface Opinion {
  score: number;
  comment: string | null;
  /** The last message that the user has seen. */
  seq: number;
}

/** What can be rated now, and what was said; with an opinion, says it first. */
export function askRating(
  chat: Conversation,
  opinion?: Opinion,
): Promise<Answer<{ rating: OwnRating | null }>> {
  const { api, stopping } = chat;
  return chat.call(async () => {
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
  });
}
