import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { matchEntries, type PaletteEntry } from '../src/app/palette_match.ts';
import de from '../src/i18n/de.ts';
import en from '../src/i18n/en.ts';
import fr from '../src/i18n/fr.ts';
import sv from '../src/i18n/sv.ts';
import { areas } from '../src/screens/audit/act_text.ts';
import { auditTexts } from '../src/screens/audit/texts.ts';
import { figureTexts } from '../src/screens/figures/texts.ts';
import { hoursTexts } from '../src/screens/projects/hours_texts.ts';

const source = join(import.meta.dirname, '../src');
const slots = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe.each(Object.entries({ de, sv, fr }))('the texts in %s', (_language, texts) => {
  it('are complete and say something', () => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(en).sort());
    expect(Object.entries(texts).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('have the same slots as the English ones', () => {
    for (const [key, text] of Object.entries(en)) {
      expect(slots(texts[key as keyof typeof en]), key).toEqual(slots(text));
    }
  });
});

const lazyTexts = { figures: figureTexts, 'office hours': hoursTexts, 'the log': auditTexts };

describe.each(Object.entries(lazyTexts))(
  'the texts that come with the screen of %s',
  (_screen, { en: english, ...others }) => {
    it.each(Object.entries(others))('say the same in %s', (_language, catalogue) => {
      expect(Object.keys(catalogue).sort()).toEqual(Object.keys(english).sort());
      for (const [key, text] of Object.entries(english)) {
        const said = (catalogue as Record<string, string>)[key] ?? '';
        expect(said.trim(), key).not.toBe('');
        expect(slots(said), key).toEqual(slots(text));
      }
    });

    it('are all used', () => {
      const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
        .filter((name) => /screens\/(figures|projects|audit)\/.*\.tsx$/.test(name))
        .map((name) => readFileSync(join(source, name), 'utf8'))
        .join('\n');
      const unused = Object.keys(english).filter(
        (key) =>
          !areas.some((area) => key.startsWith(`${area}.`) || key === `area.${area}`) &&
          !code.includes(`'${key.replace(/\.(one|other)$/, '')}'`) &&
          key !== 'from' &&
          key !== 'until',
      );
      expect(unused).toEqual([]);
    });
  },
);

describe('the German texts', () => {
  it('address everybody in the same way', () => {
    const familiar = /(^|[^\p{L}])(du|dir|dich|dein(e[mnrs]?)?)($|[^\p{L}])/iu;
    const said = { ...de, ...figureTexts.de, ...hoursTexts.de, ...auditTexts.de };
    expect(Object.entries(said).filter(([, text]) => familiar.test(text))).toEqual([]);
  });
});

describe('the log', () => {
  it('has words for every act that the server records', () => {
    const acts = readFileSync(join(source, '../../../server/src/audit/acts.h'), 'utf8');
    const names = [...acts.matchAll(/= "([\w.]+)";/g)].map((match) => match[1] ?? '');
    expect(names.length).toBeGreaterThan(40);
    for (const name of names) {
      expect(auditTexts.en, name).toHaveProperty([name]);
      expect(areas as readonly string[], name).toContain(name.split('.')[0]);
    }
  });
});

describe('the English texts', () => {
  it('are all used', () => {
    const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('i18n/'))
      .concat('i18n/errors.ts', 'i18n/notification_text.ts')
      .map((name) => readFileSync(join(source, name), 'utf8'))
      .join('\n');
    const built = [...code.matchAll(/t\(\s*`([\w.-]*)\$\{/g)].map((match) => match[1] ?? '');
    const unused = Object.keys(en).filter((key) => {
      const stem = key.replace(/\.(one|other)$/, '');
      return !code.includes(`'${stem}'`) && !built.some((prefix) => key.startsWith(prefix));
    });
    expect(unused).toEqual([]);
  });
});

describe('matchEntries', () => {
  const entry = (label: string, search = ''): PaletteEntry => ({
    id: label,
    label,
    group: 'Page',
    search,
    run: () => {},
  });
  const entries = [
    entry('Live chat'),
    entry('Élodie Martin', 'elodie@mail.example'),
    entry('Members'),
  ];
  const labels = (wanted: string) => matchEntries(entries, wanted).map((one) => one.label);

  it('finds without accents and case, by every word', () => {
    expect(labels('elodie')).toEqual(['Élodie Martin']);
    expect(labels('mart elo')).toEqual(['Élodie Martin']);
    expect(labels('zebra')).toEqual([]);
  });

  it('puts what begins with the words first', () => {
    expect(labels('m')[0]).toBe('Members');
    expect(labels('')).toHaveLength(3);
  });
});
