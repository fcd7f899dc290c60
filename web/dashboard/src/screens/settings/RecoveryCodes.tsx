import { t } from '../../i18n/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CopyBox, Notice } from '../../ui/Parts.tsx';

/** Shown once; the server keeps only hashes. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  return (
    <div class="stack">
      <Notice tone="warn">{t('two-factor.codes-once')}</Notice>
      <p>{t('two-factor.codes-text')}</p>
      <CopyBox text={codes.join('\n')} label={t('two-factor.codes')} multiline />
      <div class="dialog-actions">
        <Button kind="primary" onClick={onDone}>
          {t('two-factor.codes-stored')}
        </Button>
      </div>
    </div>
  );
}

export function CodesDialog({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  return (
    <Dialog title={t('two-factor.codes')}>
      <RecoveryCodes codes={codes} onDone={onClose} />
    </Dialog>
  );
}
