/** A moment that a person would name, in their own local time. */
export interface SnoozePreset {
  key: 'later' | 'tomorrow' | 'monday' | 'week';
  at: Date;
}

const morning = 9;
const laterHours = 3;
/** "Later today" ends with the working day; after it, tomorrow is what is meant. */
const evening = 21;

function morningAfter(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morning);
}

export function snoozePresets(now: Date): SnoozePreset[] {
  const presets: SnoozePreset[] = [];
  const later = new Date(now);
  later.setHours(now.getHours() + laterHours, now.getMinutes() < 30 ? 30 : 60, 0, 0);
  if (later.getDate() === now.getDate() && later.getHours() < evening) {
    presets.push({ key: 'later', at: later });
  }
  const toMonday = (8 - now.getDay()) % 7 || 7;
  presets.push({ key: 'tomorrow', at: morningAfter(now, 1) });
  if (toMonday > 1) presets.push({ key: 'monday', at: morningAfter(now, toMonday) });
  if (toMonday < 7) presets.push({ key: 'week', at: morningAfter(now, 7) });
  return presets;
}

/** The value of an `<input type="datetime-local">`. */
export function toLocalInput(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
