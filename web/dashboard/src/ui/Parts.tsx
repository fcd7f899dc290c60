import checkIcon from 'icon:check';
import copyIcon from 'icon:copy';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ApiError } from '../api/http.ts';
import { errorText } from '../i18n/errors.ts';
import { t } from '../i18n/index.ts';
import { toast } from '../state/toasts.ts';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';

interface EmptyProps {
  icon: [string, Record<string, string>][];
  title: string;
  children?: ComponentChildren;
}

/** Says what will appear here and how to make it appear. */
export function Empty({ icon, title, children }: EmptyProps) {
  return (
    <div class="empty">
      <span class="empty-icon">
        <Icon of={icon} size={22} />
      </span>
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** Grey lines in place of content, but only when it takes noticeably long. */
export function Skeleton({ rows = 4, tall }: { rows?: number; tall?: boolean }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class={tall ? 'skeleton tall' : 'skeleton'} role="status" aria-label={t('loading')}>
      {late &&
        Array.from({ length: rows }, (_, index) => <span key={index} class="skeleton-row" />)}
    </div>
  );
}

/** What happened, what to do, and a way to try again. */
export function LoadError({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  return (
    <div class="load-error" role="alert">
      <p>{errorText(error)}</p>
      <Button small onClick={onRetry}>
        {t('try-again')}
      </Button>
    </div>
  );
}

export function CopyButton({ text, label }: { text: string; label?: string }) {
  const [done, setDone] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setDone(true);
      setTimeout(() => setDone(false), 2000);
    } catch {
      toast(t('copy.failed'), { tone: 'danger' });
    }
  };
  return (
    <Button small onClick={copy} aria-live="polite">
      <Icon of={done ? checkIcon : copyIcon} size={14} />
      {done ? t('copied') : (label ?? t('copy'))}
    </Button>
  );
}

/** A value to take away: shown whole, with a button that copies it. */
export function CopyBox({
  text,
  label,
  multiline,
}: {
  text: string;
  label: string;
  multiline?: boolean;
}) {
  return (
    <figure class={multiline ? 'copy-box multiline' : 'copy-box'} aria-label={label}>
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
      <CopyButton text={text} />
    </figure>
  );
}

export function Notice({
  tone,
  children,
}: {
  tone: 'info' | 'warn' | 'danger' | 'good';
  children: ComponentChildren;
}) {
  return (
    <div class={`notice ${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

interface PageProps {
  title: string;
  intro?: string;
  actions?: ComponentChildren;
  children: ComponentChildren;
}

/** A settings page: one column, a title, one sentence, then the controls. */
export function Page({ title, intro, actions, children }: PageProps) {
  useEffect(() => {
    document.body.dataset.page = title;
  }, [title]);
  return (
    <main class="page" id="main" tabIndex={-1}>
      <div class="page-column">
        <header class="page-head">
          <div>
            <h1>{title}</h1>
            {intro && <p class="page-intro">{intro}</p>}
          </div>
          {actions}
        </header>
        {children}
      </div>
    </main>
  );
}

export function Section({
  title,
  intro,
  children,
}: {
  title: string;
  intro?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <section class="section">
      <h2>{title}</h2>
      {intro && <p class="section-intro">{intro}</p>}
      {children}
    </section>
  );
}
