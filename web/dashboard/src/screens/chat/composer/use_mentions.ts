import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Member } from '../../../api/types.ts';
import type { Draft } from '../../../state/drafts.ts';
import { membersOf } from '../../../state/workspace.ts';
import { mentionAt } from './mentions.ts';

export interface MentionState {
  open: boolean;
  found: Member[];
  at: number;
  look: () => void;
  choose: (member: Member) => void;
  /** Returns whether the key was for the list. */
  onKeyDown: (event: KeyboardEvent) => boolean;
}

const nameOf = (member: Member) => member.name ?? member.email;

/** Offers colleagues while a note's `@…` is being typed. */
export function useMentions(
  project: string,
  area: RefObject<HTMLTextAreaElement | null>,
  draft: Draft,
  edit: (change: Partial<Draft>) => void,
): MentionState {
  const [typed, setTyped] = useState<{ from: number; typed: string } | null>(null);
  const [at, setAt] = useState(0);
  const caret = useRef<number | null>(null);
  const found = typed ? findMembers(project, typed.typed) : [];
  const open = draft.note && found.length > 0;
  useLayoutEffect(() => {
    if (caret.current === null) return;
    area.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  const look = () => {
    const element = area.current;
    const next = element && draft.note ? mentionAt(element.value, element.selectionStart) : null;
    if (next?.from !== typed?.from || next?.typed !== typed?.typed) setAt(0);
    setTyped(next);
  };
  const choose = (member: Member) => {
    if (!typed) return;
    const name = nameOf(member);
    const end = typed.from + typed.typed.length + 1;
    const text = `${draft.text.slice(0, typed.from)}@${name} ${draft.text.slice(end)}`;
    caret.current = typed.from + name.length + 2;
    edit({
      text,
      mentions: [...draft.mentions.filter((one) => one.id !== member.id), { id: member.id, name }],
    });
    setTyped(null);
    area.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!open) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const member = found[at];
    if (step) setAt((at + step + found.length) % found.length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && member) choose(member);
    else if (event.key === 'Escape') setTyped(null);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { open, found, at: Math.min(at, found.length - 1), look, choose, onKeyDown };
}

function findMembers(project: string, typed: string): Member[] {
  const wanted = typed.toLowerCase();
  return membersOf(project)
    .filter((member) => `${nameOf(member)} ${member.email}`.toLowerCase().includes(wanted))
    .slice(0, 6);
}
