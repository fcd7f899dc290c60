import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Opens the browser's modal dialog with the component, and gives the focus back when both leave. */
export function useModal(dialog: RefObject<HTMLDialogElement | null>): void {
  useLayoutEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement;
    if (element && !element.open) element.showModal();
    return () => {
      element?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, [dialog]);
}
