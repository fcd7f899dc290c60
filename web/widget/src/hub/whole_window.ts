import { type ComponentChild, render } from 'preact';
import { addStyles } from './styles.ts';
import css from './whole_window.css';

/** Draws a dialog of class `whole-window` over the page. Answers what takes it away and gives the focus back. */
export function coverWindow(root: ShadowRoot, styles: string, dialog: ComponentChild): () => void {
  addStyles(root, css);
  addStyles(root, styles);
  const before = root.activeElement as HTMLElement | null;
  const frame = document.createElement('div');
  (root.querySelector('.panel') ?? root).append(frame);
  render(dialog, frame);
  return () => {
    render(null, frame);
    frame.remove();
    before?.focus();
  };
}
