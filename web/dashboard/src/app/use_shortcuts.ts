import { useEffect, useRef } from 'preact/hooks';
import { registerShortcuts, type Shortcuts } from './shortcuts.ts';

/** Keys of the calling component, for as long as it is shown. The set of keys must not change. */
export function useShortcuts(shortcuts: Shortcuts, by: 'screen' | 'frame' = 'screen'): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const stable: Shortcuts = {};
    for (const key of Object.keys(latest.current)) stable[key] = () => latest.current[key]?.();
    return registerShortcuts(stable, by);
  }, []);
}
