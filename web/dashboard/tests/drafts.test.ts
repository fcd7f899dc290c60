// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import {
  adoptDraft,
  draftStored,
  draftThreads,
  keptDraft,
  loadDraft,
  saveDraft,
} from '../src/state/drafts.ts';

const typed = (text: string) => ({ text, note: false, mentions: [] });
const stored = (body: string, updated_at: string) => ({
  project_id: 'shop',
  thread_id: 't',
  body,
  internal: true,
  updated_at,
});

beforeEach(() => {
  const kept: Record<string, string> = {};
  const storage = {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => Object.assign(kept, { [key]: value }),
    removeItem: (key: string) => delete kept[key],
  };
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    value: new Proxy(kept, {
      get: (_, name) => storage[name as keyof typeof storage] ?? kept[name as string],
    }),
  });
});

describe('a draft', () => {
  it('typed here is not replaced by what the server has before it was stored', () => {
    saveDraft('ada', 'shop', 't', typed('mine'));
    adoptDraft('ada', stored('from the phone', 'T1'), () => null);
    expect(loadDraft('ada', 't').text).toBe('mine');
    draftStored('ada', 't', typed('mine'), 'T2');
    adoptDraft('ada', stored('from the phone', 'T3'), () => null);
    expect(loadDraft('ada', 't')).toEqual({ text: 'from the phone', note: true, mentions: [] });
  });

  it('stays to be stored when something was typed while it was under way', () => {
    saveDraft('ada', 'shop', 't', typed('one'));
    saveDraft('ada', 'shop', 't', typed('one two'));
    expect(draftStored('ada', 't', typed('one'), 'T1')).toBe(false);
    expect(keptDraft('ada', 't')).toMatchObject({ dirty: true, storedAt: 'T1' });
  });

  it('that was emptied is remembered until the server knows', () => {
    saveDraft('ada', 'shop', 't', typed('one'));
    draftStored('ada', 't', typed('one'), 'T1');
    saveDraft('ada', 'shop', 't', typed(''));
    adoptDraft('ada', stored('one', 'T1'), () => null);
    expect(loadDraft('ada', 't').text).toBe('');
    expect(draftStored('ada', 't', typed(''), null)).toBe(true);
    expect(draftThreads('ada')).toEqual([]);
  });

  it('belongs to one member', () => {
    saveDraft('ada', 'shop', 't', typed('mine'));
    expect(draftThreads('ben')).toEqual([]);
    expect(loadDraft('ben', 't').text).toBe('');
  });
});
