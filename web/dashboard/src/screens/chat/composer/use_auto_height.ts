import { useLayoutEffect } from 'preact/hooks';

/** The box is as high as its text, up to the limit of its style sheet. */
export function useAutoHeight(area: { current: HTMLTextAreaElement | null }, text: string): void {
  // The height follows the text
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);
}
