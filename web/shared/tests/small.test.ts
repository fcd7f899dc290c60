import { describe, expect, it } from 'vitest';
import { inkOn, isHexColour } from '../src/contrast.ts';
import { pickLanguage, safeLocale, Texts } from '../src/i18n.ts';
import { uuid } from '../src/uuid.ts';

/** Contrast by the letter of WCAG 2, independent of the code under test. */
function exactContrast(red: number, green: number, blue: number, ink: string): number {
  const linear = (channel: number) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  const l = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return ink === '#fff' ? 1.05 / (l + 0.05) : (l + 0.05) / 0.05;
}

describe('ink', () => {
  it('reads at 4.5:1 or better on every colour', () => {
    let worst = 21;
    for (let red = 0; red < 256; red += 5) {
      for (let green = 0; green < 256; green += 5) {
        for (let blue = 0; blue < 256; blue += 5) {
          const hex = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
          worst = Math.min(worst, exactContrast(red, green, blue, inkOn(hex)));
        }
      }
    }
    expect(worst).toBeGreaterThanOrEqual(4.5);
  });

  it('takes short colours like long ones and nothing else', () => {
    expect(inkOn('#fff')).toBe(inkOn('#ffffff'));
    expect(inkOn('#10b981')).toBe('#000');
    expect(inkOn('#2563eb')).toBe('#fff');
    expect(['red', '#12', '#1234567', 'url(x)', 7, null].some(isHexColour)).toBe(false);
  });
});

describe('texts', () => {
  const texts = new Texts(
    'en',
    { 'new.one': '{count} message', 'new.other': '{count} messages', hi: 'Hi {name} {x}' },
    'C',
    'de-DE',
    'en-GB',
  );

  it('fills slots, chooses plurals and leaves unknown slots', () => {
    expect(texts.t('new', { count: 1 })).toBe('1 message');
    expect(texts.t('new', { count: 1234 })).toBe('1,234 messages');
    expect(texts.t('hi', { name: '{x}$&' })).toBe('Hi {x}$& {x}');
  });

  it('takes a locale of its own language and survives rubbish', () => {
    expect(texts.locale).toBe('en-GB');
    expect(safeLocale('C', 'x_y', '', null, 'sv')).toBe('sv');
    expect(safeLocale('C')).toBe('en');
    expect(pickLanguage(['C', 'de_AT.UTF-8'], ['en', 'de'], 'en')).toBe('de');
    expect(pickLanguage([undefined, 42], ['en', 'de'], 'en')).toBe('en');
  });

  it('says in words how long ago something was', () => {
    const now = new Date(2026, 4, 15, 12, 5);
    const ago = (language: string) =>
      new Texts(language, {}, language).ago(new Date(2026, 4, 15, 12, 1), now);
    expect(['en', 'de', 'sv', 'fr'].map(ago)).toEqual([
      '4m ago',
      'vor 4 Min.',
      'för 4 min sen',
      'il y a 4\u00a0min',
    ]);
  });

  it('names days by the local calendar', () => {
    const now = new Date(2026, 4, 15, 0, 5);
    expect(texts.day(new Date(2026, 4, 15, 0, 1), now)).toBe('Today');
    expect(texts.day(new Date(2026, 4, 14, 23, 59), now)).toBe('Yesterday');
    expect(texts.day(new Date(2026, 4, 11), now)).toBe('Monday');
    expect(texts.day(new Date(2026, 2, 1), now)).toBe('1 March');
    expect(texts.day(new Date(2025, 2, 1), now)).toBe('1 March 2025');
  });
});

it('makes a UUID of version 4 from the given bytes', () => {
  expect(uuid((bytes) => bytes.fill(0xff))).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
  expect(new Set(Array.from({ length: 1000 }, () => uuid())).size).toBe(1000);
});
