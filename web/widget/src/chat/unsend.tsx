import type { Message } from '@seggwat/shared/types';
import { useEffect, useState } from 'preact/hooks';
import type { WidgetTexts } from '../texts.ts';

const WITHIN_MS = 120_000;

/** When one's own message can no longer be taken back; 0 when it cannot. */
function endOf({ author, deleted_at, created_at }: Message): number {
  return author.kind === 'user' && !deleted_at ? Date.parse(created_at) + WITHIN_MS : 0;
}

/** Answers which messages can be taken back now, and draws again when the next one cannot. */
export function useUnsendable(messages: Message[]): (message: Message | null) => boolean {
  const [, again] = useState(0);
  const now = Date.now();
  const next = Math.min(
    ...messages
      .slice(-30)
      .map(endOf)
      .filter((end) => end > now),
  );
  useEffect(() => {
    if (next === Number.POSITIVE_INFINITY) return;
    const timer = setTimeout(() => again((count) => count + 1), next - Date.now() + 50);
    return () => clearTimeout(timer);
  }, [next]);
  return (message) => message !== null && endOf(message) > now;
}

export function Unsend(props: { texts: WidgetTexts; onUnsend: () => Promise<boolean> }) {
  const [phase, setPhase] = useState<'idle' | 'busy' | 'failed'>('idle');
  const run = async (event: Event) => {
    const panel = (event.currentTarget as HTMLElement).closest('.panel');
    setPhase('busy');
    const done = await props.onUnsend();
    setPhase(done ? 'idle' : 'failed');
    if (done) panel?.querySelector('textarea')?.focus();
  };
  return (
    <button type="button" class="link" aria-disabled={phase === 'busy'} onClick={run}>
      {props.texts.t(phase === 'failed' ? 'again' : 'unsend')}
    </button>
  );
}
