import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import { toast } from '../state/toasts.ts';
import { Button } from '../ui/Button.tsx';
import { Skeleton } from '../ui/Parts.tsx';

/** A part of a screen that is fetched when it is first needed; it shows nothing until then. */
export function lazyPart<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  return function LazyPart(props: P) {
    const [, arrived] = useState(0);
    useEffect(() => {
      if (loaded) return;
      const take = (module: { default: ComponentType<P> }) => {
        loaded = module.default;
        arrived(1);
      };
      load().then(take, () => toast(t('error.screen'), { tone: 'danger' }));
    }, []);
    const Part = loaded;
    return Part && <Part {...props} />;
  };
}

/** A screen that is fetched when it is first shown. */
export function lazyScreen(load: () => Promise<{ default: ComponentType }>): ComponentType {
  let loaded: ComponentType | null = null;
  return function LazyScreen() {
    const [screen, setScreen] = useState({ type: loaded, failed: false });
    useEffect(() => {
      if (loaded) return;
      load().then(
        (module) => {
          loaded = module.default;
          setScreen({ type: loaded, failed: false });
        },
        () => setScreen({ type: null, failed: true }),
      );
    }, []);
    const Screen = screen.type;
    if (Screen) return <Screen />;
    if (!screen.failed) return <Skeleton rows={5} />;
    return (
      <main class="page" id="main">
        <div class="load-error" role="alert">
          <p>{t('error.screen')}</p>
          <Button onClick={() => location.reload()}>{t('reload')}</Button>
        </div>
      </main>
    );
  };
}
