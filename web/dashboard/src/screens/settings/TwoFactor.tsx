import { useState } from 'preact/hooks';
import { call } from '../../api/http.ts';
import type { TwoFactor as State } from '../../api/types.ts';
import { lazyPart } from '../../app/lazy.tsx';
import { shortDate } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useResource } from '../../state/resource.ts';
import { toast } from '../../state/toasts.ts';
import { Button } from '../../ui/Button.tsx';
import { LoadError, Section, Skeleton } from '../../ui/Parts.tsx';
import { ProofDialog } from './ProofDialog.tsx';
import { CodesDialog } from './RecoveryCodes.tsx';

const SetUpDialog = lazyPart(() => import('./TwoFactorSetUp.tsx'));
const fewCodes = 3;

export function TwoFactor() {
  const state = useResource('/me/two-factor', () => call<State>('GET', '/me/two-factor'));
  const [dialog, setDialog] = useState<'set-up' | 'disable' | 'codes' | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const close = () => {
    setDialog(null);
    state.reload();
  };
  const disable = async (proof: object) => {
    await call('POST', '/me/two-factor/disable', proof);
    close();
    toast(t('two-factor.disabled'));
  };
  const renew = async (proof: object) => {
    const path = '/me/two-factor/recovery-codes';
    setCodes((await call<{ recovery_codes: string[] }>('POST', path, proof)).recovery_codes);
    close();
  };
  return (
    <Section title={t('two-factor.title')} intro={t('two-factor.intro')}>
      {state.error && <LoadError error={state.error} onRetry={state.reload} />}
      {!state.data && !state.error && <Skeleton rows={1} />}
      {state.data && <Status state={state.data} onAsk={setDialog} />}
      {dialog === 'set-up' && <SetUpDialog onClose={close} />}
      {dialog === 'disable' && (
        <ProofDialog
          title={t('two-factor.disable')}
          text={t('two-factor.disable-text')}
          action={t('two-factor.disable')}
          danger
          onProof={disable}
          onClose={close}
        />
      )}
      {dialog === 'codes' && (
        <ProofDialog
          title={t('two-factor.new-codes')}
          text={t('two-factor.new-codes-text')}
          action={t('two-factor.new-codes')}
          onProof={renew}
          onClose={close}
        />
      )}
      {codes && <CodesDialog codes={codes} onClose={() => setCodes(null)} />}
    </Section>
  );
}

interface StatusProps {
  state: State;
  onAsk: (dialog: 'set-up' | 'disable' | 'codes') => void;
}

function Status({ state, onAsk }: StatusProps) {
  if (!state.enabled) {
    return (
      <div>
        <Button onClick={() => onAsk('set-up')}>{t('two-factor.enable')}</Button>
      </div>
    );
  }
  const left = state.recovery_codes_left;
  return (
    <div class="row-item">
      <span class="row-main">
        <span class="row-title">
          {t('two-factor.on-since', { date: shortDate(state.enabled_at ?? '') })}
        </span>
        <span class={left < fewCodes ? 'field-error' : 'hint'}>
          {t('two-factor.codes-left', { count: left })}
        </span>
      </span>
      <span class="row-actions">
        <Button small onClick={() => onAsk('codes')}>
          {t('two-factor.new-codes')}
        </Button>
        <Button small kind="danger" onClick={() => onAsk('disable')}>
          {t('two-factor.disable')}
        </Button>
      </span>
    </div>
  );
}
