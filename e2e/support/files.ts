import type { Locator } from '@playwright/test';

interface Brought {
  /** A picture of this size, or text. */
  picture?: [width: number, height: number];
  text?: string;
  name: string;
}

/** Files as the browser brings them: by the clipboard, or dragged onto the element. */
export function bring(to: Locator, how: 'paste' | 'drop', files: Brought[]): Promise<void> {
  return to.evaluate(
    async (element, [kind, wanted]) => {
      const data = new DataTransfer();
      for (const { picture, text = '', name } of wanted as Brought[]) {
        if (!picture) {
          data.items.add(new File([text], name, { type: 'text/plain' }));
          continue;
        }
        const canvas = new OffscreenCanvas(...picture);
        const pen = canvas.getContext('2d');
        if (!pen) throw new Error('no canvas');
        const sky = pen.createLinearGradient(0, 0, ...picture);
        sky.addColorStop(0, '#7cc4ff');
        sky.addColorStop(1, '#3b5bdb');
        pen.fillStyle = sky;
        pen.fillRect(0, 0, ...picture);
        const blob = await canvas.convertToBlob({ type: 'image/png' });
        data.items.add(new File([blob], name, { type: 'image/png' }));
      }
      const about = { bubbles: true, cancelable: true, composed: true };
      const event =
        kind === 'paste'
          ? new ClipboardEvent('paste', { ...about, clipboardData: data })
          : new DragEvent('drop', { ...about, dataTransfer: data });
      element.dispatchEvent(event);
    },
    [how, files] as const,
  );
}
