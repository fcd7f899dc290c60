import type { Core } from '../core.ts';
import type { HubState } from '../hub/hub_state.ts';
import type { WidgetTexts } from '../texts.ts';

/** Timers take no more than 24.8 days. */
const LONGEST_WAIT_MS = 2e9;

/** A question that was not answered is not asked again at once. */
const ASK_AGAIN_MS = 60_000;
let askedAt = 0;

/** A page may stand open for days, and its configuration tells of the next changes only: then the server is asked anew. */
async function renew(core: Core): Promise<void> {
  if (Date.now() - askedAt < ASK_AGAIN_MS) return;
  askedAt = Date.now();
  try {
    const answer = await fetch(`${core.origin}/api/v1/widget/config?project_key=${core.key}`);
    const { office_hours, reply_minutes } = await answer.json();
    if (!answer.ok || !core.config || core.destroyed) return;
    core.config = { ...core.config, office_hours, reply_minutes };
    core.changed();
  } catch {
    // Offline: what is known stands.
  }
}

export interface Hours {
  closed: boolean;
  /** When the team is back, or how soon it usually replies. */
  text: string | null;
  /** After how many milliseconds this is no longer so; 0 when nothing is known to change. */
  wait: number;
}

/** A week day tells which day is meant for less than a week. */
function backText(texts: WidgetTexts, at: Date): string {
  const soon = at.getTime() - Date.now() < 5e8;
  const when = texts.format(at, {
    ...(soon ? { weekday: 'long' } : { day: 'numeric', month: 'long' }),
    hour: 'numeric',
    minute: '2-digit',
  });
  return texts.t('away_until', { when });
}

function usualText(texts: WidgetTexts, minutes: number): string {
  const [count, unit]: [number, string] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 1440
        ? [minutes / 60, 'hour']
        : [minutes / 1440, 'day'];
  const format = new Intl.NumberFormat(texts.locale, { style: 'unit', unit, unitDisplay: 'short' });
  return texts.t('usually', { time: format.format(count) });
}

/** What is so now: the configuration was made some time ago, and the page may stand open overnight. */
export default function hoursNow({ core, texts }: HubState): Hours {
  const { office_hours, reply_minutes } = core.config ?? {};
  const { enabled, open_now, next_close, next_open } = office_hours ?? {};
  const close = Date.parse(next_close ?? '');
  const open = Date.parse(next_open ?? '');
  const now = Date.now();
  const closed = enabled === true && !(now >= open) && (!open_now || now >= close);
  const next = open_now && now < close ? close : open;
  const wait = enabled && next > now ? Math.min(next - now, LONGEST_WAIT_MS) : 0;
  if (enabled && now >= (open || close)) void renew(core);
  const usual = reply_minutes ? usualText(texts, reply_minutes) : null;
  const back = next_open ? backText(texts, new Date(open)) : null;
  return { closed, text: closed ? back : usual, wait };
}
