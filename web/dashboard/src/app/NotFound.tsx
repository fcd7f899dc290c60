import compass from 'icon:compass';
import { t } from '../i18n/index.ts';
import { Empty } from '../ui/Parts.tsx';

export function NotFound() {
  return (
    <main class="page" id="main">
      <h1 class="sr-only">{t('not-found.title')}</h1>
      <Empty icon={compass} title={t('not-found.title')}>
        <p>{t('not-found.text')}</p>
        <a class="button primary" href="/messages/live-chat">
          {t('not-found.back')}
        </a>
      </Empty>
    </main>
  );
}
