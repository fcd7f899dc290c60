import { beforeAll, describe, expect, it, vi } from 'vitest';
import { chooseLanguage } from '../src/i18n/index.ts';
import { detailsText } from '../src/screens/audit/act_text.ts';

beforeAll(() => {
  vi.stubGlobal('navigator', { languages: [] });
  vi.stubGlobal('document', { documentElement: {} });
  return chooseLanguage('en');
});

describe('what the audit log tells beside an act', () => {
  it('is said in the words of the settings', () => {
    expect(detailsText({ role: 'Member', projects: 'all' })).toBe('Member · all projects');
    expect(detailsText({ changed: ['name', 'allowed_origins'] })).toMatch(
      /^Project name and Allowed origins$/,
    );
    expect(detailsText({ prefix: 'oat_ab12' })).toBe('oat_ab12…');
    expect(detailsText({ days: null })).toBe('Never');
    expect(detailsText({ days: 30 })).toBe('After 30 days');
  });

  it('is shown as it came when this page does not know it', () => {
    expect(detailsText({ colour: 'blue', changed: ['shape'] })).toBe('colour: blue · shape');
    expect(detailsText({})).toBe('');
  });
});
