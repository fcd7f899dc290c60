import { expect, it } from 'vitest';
import { leaveOpenThread, openThread, setOpenThread } from '../src/state/selection.ts';

it('leaves a thread open that has taken the place of the one that goes', () => {
  setOpenThread('first');
  setOpenThread('second');
  leaveOpenThread('first');
  expect(openThread()).toBe('second');
  leaveOpenThread('second');
  expect(openThread()).toBeNull();
});
