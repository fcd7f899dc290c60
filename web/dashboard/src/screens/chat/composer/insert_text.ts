import type { Edit } from './format_text.ts';

/**
 * Replaces a part of the text as if it had been typed: the browser's own undo
 * takes it back, and the usual `input` event follows.
 */
export function insertText(
  area: HTMLTextAreaElement,
  from: number,
  to: number,
  text: string,
  selection?: { from: number; to: number },
): void {
  area.focus();
  area.setSelectionRange(from, to);
  const done = text === '' ? typeDelete(from, to) : document.execCommand('insertText', false, text);
  if (!done) {
    area.setRangeText(text, from, to, 'end');
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  if (selection) area.setSelectionRange(selection.from, selection.to);
}

function typeDelete(from: number, to: number): boolean {
  return from === to || document.execCommand('delete');
}

/** Applies what `make` makes of the text and its selection. */
export function applyEdit(
  area: HTMLTextAreaElement,
  make: (text: string, from: number, to: number) => Edit,
): void {
  const { from, to, text, selection } = make(area.value, area.selectionStart, area.selectionEnd);
  insertText(area, from, to, text, selection);
}
