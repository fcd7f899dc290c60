import { Texts } from '@seggwat/shared/i18n';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import hoursNow from '../src/chat/hours.ts';
import type { HubState } from '../src/hub/hub_state.ts';
import en from '../src/texts/en.json';

const now = Date.parse('2026-01-14T12:00:00Z');
const at = (hours: number) => new Date(now + hours * 3_600_000).toISOString();

function said(config: object) {
  const texts = new Texts('en', en, 'en-GB');
  return hoursNow({ core: { config }, texts } as unknown as HubState);
}
const of = (office_hours: object) => said({ office_hours: { enabled: true, ...office_hours } });

const asked = vi.fn();
beforeEach(() => {
  vi.useFakeTimers({ now });
  asked.mockReset().mockRejectedValue(new TypeError('offline'));
  vi.stubGlobal('fetch', asked);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('hoursNow', () => {
  it('says when the team is back, by the day within a week and by the date beyond', () => {
    expect(of({ open_now: false, next_open: at(20) })).toMatchObject({
      closed: true,
      wait: 20 * 3_600_000,
    });
    expect(of({ open_now: false, next_open: at(20) }).text).toMatch(/^Back Thursday/);
    expect(of({ open_now: false, next_open: at(240) }).text).toMatch(/^Back 24 January/);
    expect(of({ open_now: false })).toEqual({ closed: true, text: null, wait: 0 });
  });

  it('goes on by itself when the configuration has become old', () => {
    const config = { open_now: true, next_close: at(1), next_open: at(15) };
    expect(of(config)).toMatchObject({ closed: false, wait: 3_600_000 });
    vi.setSystemTime(now + 3_600_000);
    expect(of(config)).toMatchObject({ closed: true, wait: 14 * 3_600_000 });
    vi.setSystemTime(now + 15 * 3_600_000);
    expect(of(config)).toMatchObject({ closed: false, wait: 0 });
  });

  it('asks anew once the last change it was told of has come, and no more often than each minute', async () => {
    const next = { enabled: true, open_now: true, next_close: at(30), next_open: at(44) };
    const changed = vi.fn();
    const office_hours = { enabled: true, open_now: false, next_open: at(20) };
    const core = { origin: 'https://s.example', key: 'k', config: { office_hours }, changed };
    const texts = new Texts('en', en, 'en-GB');
    const look = () => hoursNow({ core, texts } as unknown as HubState);
    expect(look().closed).toBe(true);
    expect(asked).not.toHaveBeenCalled();
    vi.setSystemTime(now + 20 * 3_600_000);
    expect([look().closed, look().closed]).toEqual([false, false]);
    expect(asked.mock.calls).toEqual([['https://s.example/api/v1/widget/config?project_key=k']]);
    vi.setSystemTime(now + 20 * 3_600_000 + 60_000);
    asked.mockResolvedValue({ ok: true, json: async () => ({ office_hours: next }) });
    look();
    await vi.waitFor(() => expect(changed).toHaveBeenCalled());
    vi.setSystemTime(now + 21 * 3_600_000);
    expect(look()).toMatchObject({ closed: false, wait: 9 * 3_600_000 });
    vi.setSystemTime(now + 31 * 3_600_000);
    expect(look().closed).toBe(true);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('promises what the figures say, but not while the team is away', () => {
    expect(said({ reply_minutes: 10 }).text).toMatch(/^Usually replies within 10 mins?$/);
    expect(said({ reply_minutes: 240 }).text).toBe('Usually replies within 4 hrs');
    expect(said({ reply_minutes: 1440 }).text).toBe('Usually replies within 1 day');
    const office_hours = { enabled: true, open_now: false, next_open: at(1) };
    expect(said({ reply_minutes: 10, office_hours }).text).toMatch(/^Back/);
  });

  it('says nothing where nothing was set', () => {
    expect(said({})).toEqual({ closed: false, text: null, wait: 0 });
    expect(said({ office_hours: { enabled: false, open_now: true } })).toMatchObject({
      closed: false,
    });
  });
});
