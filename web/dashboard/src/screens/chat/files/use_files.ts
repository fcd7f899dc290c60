import { useEffect, useState } from 'preact/hooks';

/** What draws files; most conversations have none. */
type FilesPart = typeof import('./files.tsx');

let part: FilesPart | null = null;

/** The part once it is here. It is fetched when it is `needed`. */
export function useFiles(needed: boolean): FilesPart | null {
  const [, redraw] = useState(part);
  useEffect(() => {
    if (!needed || part) return;
    import('./files.tsx').then(
      (loaded) => {
        part = loaded;
        redraw(loaded);
      },
      () => {},
    );
  }, [needed]);
  return part;
}
