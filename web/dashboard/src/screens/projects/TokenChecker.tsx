import { useState } from 'preact/hooks';
import { call } from '../../api/http.ts';
import type { Project, TokenCheck } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { Button } from '../../ui/Button.tsx';
import { TextArea } from '../../ui/Field.tsx';
import { Notice, Section } from '../../ui/Parts.tsx';
import { useForm } from '../../ui/use_form.ts';

/** Says why a pasted token is refused, more exactly than the public calls may. */
export function TokenChecker({ project }: { project: Project }) {
  const [token, setToken] = useState('');
  const [result, setResult] = useState<TokenCheck | null>(null);
  const form = useForm(async () => {
    const path = `/projects/${project.id}/secrets/check`;
    setResult(await call<TokenCheck>('POST', path, { token: token.trim() }));
  });
  return (
    <Section title={t('check.title')} intro={t('check.intro')}>
      <form class="stack" onSubmit={form.submit}>
        <TextArea
          label={t('check.token')}
          value={token}
          onValue={(value) => {
            setToken(value);
            setResult(null);
          }}
          error={form.error}
          placeholder="eyJhbGciOiJIUzI1NiIs…"
          spellcheck={false}
          autocomplete="off"
          dir="ltr"
          required
        />
        <div>
          <Button type="submit" busy={form.busy} disabled={token.trim() === ''}>
            {t('check.run')}
          </Button>
        </div>
      </form>
      {result && <Result result={result} />}
    </Section>
  );
}

function Result({ result }: { result: TokenCheck }) {
  return (
    <div class="check-result">
      <Notice tone={result.valid ? 'good' : 'danger'}>
        <p>
          <strong>{result.valid ? t('check.valid') : t('check.invalid')}</strong>{' '}
          {!result.valid && <span dir="auto">{result.message}</span>}
        </p>
        {result.code && <code>{result.code}</code>}
      </Notice>
      {result.header && <Json title={t('check.header')} value={result.header} />}
      {result.claims && <Json title={t('check.claims')} value={result.claims} />}
    </div>
  );
}

function Json({ title, value }: { title: string; value: unknown }) {
  return (
    <figure class="json">
      <figcaption class="meta">{title}</figcaption>
      <pre tabIndex={0}>{JSON.stringify(value, null, 2)}</pre>
    </figure>
  );
}
