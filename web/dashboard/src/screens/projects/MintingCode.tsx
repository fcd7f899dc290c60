import { useId, useState } from 'preact/hooks';
import type { Project } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { CopyBox, Section } from '../../ui/Parts.tsx';
import { samples } from './minting_samples.ts';

/** How the site's own backend makes a user's token, in its language. */
export function MintingCode({ project }: { project: Project }) {
  const [at, setAt] = useState(0);
  const id = useId();
  const sample = samples[at];
  if (!sample) return null;
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (at + step + samples.length) % samples.length;
    setAt(next);
    document.getElementById(`${id}-tab-${next}`)?.focus();
  };
  return (
    <Section title={t('minting.title')} intro={t('minting.intro')}>
      <p class="hint">
        {t('minting.key')} <code>{project.key}</code>
      </p>
      <div class="code-tabs" role="tablist" aria-label={t('minting.title')} onKeyDown={onKeyDown}>
        {samples.map(({ language }, index) => (
          <button
            key={language}
            id={`${id}-tab-${index}`}
            type="button"
            role="tab"
            aria-selected={index === at}
            aria-controls={`${id}-panel`}
            tabIndex={index === at ? 0 : -1}
            onClick={() => setAt(index)}
          >
            {language}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-tab-${at}`}>
        <CopyBox text={sample.code} label={sample.language} multiline />
      </div>
    </Section>
  );
}
