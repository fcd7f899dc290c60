import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  endTime,
  fieldTime,
  firstDraft,
  isSound,
  nextInterval,
  ownTimeZone,
  timeZones,
} from '../src/screens/projects/hours.ts';

const hours = (...times: [string, string][]) => times.map(([from, to]) => ({ from, to }));

describe('isSound', () => {
  it('takes hours in any order that do not touch', () => {
    expect(isSound([])).toBe(true);
    expect(isSound(hours(['13:00', '17:00'], ['09:00', '12:00']))).toBe(true);
    expect(isSound(hours(['00:00', '24:00']))).toBe(true);
  });

  it('refuses what ends before it begins, touches, or is not there', () => {
    expect(isSound(hours(['17:00', '09:00']))).toBe(false);
    expect(isSound(hours(['09:00', '09:00']))).toBe(false);
    expect(isSound(hours(['09:00', '12:00'], ['12:00', '13:00']))).toBe(false);
    expect(isSound(hours(['', '12:00']))).toBe(false);
  });
});

describe('nextInterval', () => {
  it('comes after what is there, and stays within the day', () => {
    expect(nextInterval([])).toEqual({ from: '09:00', to: '17:00' });
    expect(nextInterval(hours(['09:00', '12:00']))).toEqual({ from: '13:00', to: '15:00' });
    expect(nextInterval(hours(['09:00', '22:30']))).toEqual({ from: '23:00', to: '24:00' });
  });
});

describe('the end of the day', () => {
  it('is midnight in a field for times, and 24:00 on the wire', () => {
    expect(fieldTime('24:00')).toBe('00:00');
    expect(endTime('00:00')).toBe('24:00');
    expect(endTime(fieldTime('17:30'))).toBe('17:30');
  });
});

describe('firstDraft', () => {
  const empty = {
    enabled: false,
    timezone: 'UTC',
    week: Array.from({ length: 7 }, () => []),
    closed: [],
  };

  it('begins with the usual week where nothing was ever set', () => {
    expect(firstDraft(empty).week.map((day) => day.length)).toEqual([1, 1, 1, 1, 1, 0, 0]);
    expect(firstDraft(empty).enabled).toBe(false);
  });

  it('leaves alone what was set, even when every day is closed', () => {
    const closed = { ...empty, enabled: true };
    expect(firstDraft(closed)).toBe(closed);
  });
});

describe('ownTimeZone', () => {
  afterEach(() => vi.restoreAllMocks());
  const sayZone = (timeZone: string | undefined) =>
    vi
      .spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions')
      .mockReturnValue({ timeZone } as Intl.ResolvedDateTimeFormatOptions);

  it('is one that the server knows, whatever the browser says', () => {
    sayZone('Europe/Berlin');
    expect(ownTimeZone()).toBe('Europe/Berlin');
    for (const odd of ['Etc/Unknown', 'CET', 'UTC', '', undefined]) {
      sayZone(odd);
      expect(ownTimeZone()).toBe('UTC');
    }
  });
});

describe('timeZones', () => {
  it('has what is stored, whatever the browser knows', () => {
    const names = timeZones('Mars/Olympus');
    expect(names).toContain('Mars/Olympus');
    expect(names).toContain('UTC');
    expect(new Set(names).size).toBe(names.length);
  });
});
