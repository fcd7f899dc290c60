import { describe, expect, it } from 'vitest';
import { findShortcut, registerShortcuts, ShortcutReader } from '../src/app/shortcuts.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

describe('ShortcutReader', () => {
  it('gives single keys by their name', () => {
    const reader = new ShortcutReader();
    expect(reader.read(press('j'), 0)).toBe('j');
    expect(reader.read(press('Enter'), 1)).toBe('Enter');
  });

  it('joins g and the key after it', () => {
    const reader = new ShortcutReader();
    expect(reader.read(press('g'), 0)).toBeNull();
    expect(reader.read(press('i'), 300)).toBe('g i');
    expect(reader.read(press('i'), 400)).toBe('i');
  });

  it('forgets a g that was pressed too long ago', () => {
    const reader = new ShortcutReader();
    reader.read(press('g'), 0);
    expect(reader.read(press('e'), 5000)).toBe('e');
  });

  it('leaves keys with a modifier to the browser', () => {
    const reader = new ShortcutReader();
    expect(reader.read(press('r', { ctrlKey: true }), 0)).toBeNull();
    expect(reader.read(press('r', { metaKey: true }), 0)).toBeNull();
  });
});

describe('registerShortcuts', () => {
  it('lets a screen have a key of the frame, whichever came first', () => {
    const pressed: string[] = [];
    const removeScreen = registerShortcuts({ x: () => pressed.push('screen') });
    const removeFrame = registerShortcuts({ x: () => pressed.push('frame') }, 'frame');
    findShortcut('x')?.();
    removeScreen();
    findShortcut('x')?.();
    removeFrame();
    expect(pressed).toEqual(['screen', 'frame']);
  });

  it('lets the newest screen win and gives the key back when it leaves', () => {
    const pressed: string[] = [];
    const removeOuter = registerShortcuts({ e: () => pressed.push('outer') });
    const removeInner = registerShortcuts({ e: () => pressed.push('inner') });
    findShortcut('e')?.();
    removeInner();
    findShortcut('e')?.();
    removeOuter();
    expect(pressed).toEqual(['inner', 'outer']);
    expect(findShortcut('e')).toBeUndefined();
  });
});
