import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import type { Typed } from './triggers.ts';

export interface Suggestions<T> {
  /** Something is being typed that could be completed, whether or not anything fits. */
  active: boolean;
  open: boolean;
  found: T[];
  at: number;
  /** Looks at the text before the caret. */
  look: () => void;
  choose: (option: T) => void;
  close: () => void;
  /** Returns whether the key was for the list. */
  onKeyDown: (event: KeyboardEvent) => boolean;
}

export interface Source<T> {
  trigger: (text: string, caret: number) => Typed | null;
  find: (typed: string) => T[];
  /** Puts the chosen one in place of what was typed for it. */
  put: (area: HTMLTextAreaElement, typed: Typed, option: T) => void;
}

/** Offers what could complete the word at the caret; arrows move, Enter and Tab take, Escape closes. */
export function useSuggestions<T>(
  area: RefObject<HTMLTextAreaElement | null>,
  source: Source<T>,
): Suggestions<T> {
  const [typed, setTyped] = useState<Typed | null>(null);
  const [at, setAt] = useState(0);
  const found = typed ? source.find(typed.typed) : [];
  const open = found.length > 0;
  const here = Math.min(at, Math.max(0, found.length - 1));
  const look = () => {
    const element = area.current;
    const collapsed = element && element.selectionStart === element.selectionEnd;
    const next = collapsed ? source.trigger(element.value, element.selectionStart) : null;
    if (next?.from === typed?.from && next?.typed === typed?.typed) return;
    setAt(0);
    setTyped(next);
  };
  const choose = (option: T) => {
    const element = area.current;
    if (!element || !typed) return;
    setTyped(null);
    source.put(element, typed, option);
  };
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!open) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const option = found[here];
    const takes = (event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey;
    if (step) setAt((here + step + found.length) % found.length);
    else if (takes && option !== undefined) choose(option);
    else if (event.key === 'Escape') setTyped(null);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const close = () => setTyped(null);
  const active = typed !== null;
  return { active, open, found, at: here, look, choose, close, onKeyDown };
}
