import { describe, expect, it } from 'vitest';
import { eventOf } from '../src/state/notice_preferences.ts';

describe('which choice decides about a notification', () => {
  it('depends for messages on whose the conversation is', () => {
    expect(eventOf({ kind: 'message' }, 'ada', 'ada')).toBe('message_mine');
    expect(eventOf({ kind: 'message' }, 'ben', 'ada')).toBe('message_other');
    expect(eventOf({ kind: 'message' }, null, 'ada')).toBe('message_unassigned');
    expect(eventOf({ kind: 'message' }, undefined, 'ada')).toBe('message_unassigned');
  });

  it('is the kind itself for everything else', () => {
    expect(eventOf({ kind: 'mention' }, 'ben', 'ada')).toBe('mention');
    expect(eventOf({ kind: 'feedback' }, null, 'ada')).toBe('feedback');
  });
});
