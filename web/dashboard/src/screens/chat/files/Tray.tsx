import alert from 'icon:circle-alert';
import fileIcon from 'icon:file';
import close from 'icon:x';
import { canRetry, sizeText, type Upload, type UploadList } from '@seggwat/shared/uploads';
import { currentTexts, type Key, t } from '../../../i18n/index.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';

/** What will go with the message. */
export function Tray({ uploads }: { uploads: UploadList }) {
  return (
    <ul class="tray" aria-label={t('files.label')}>
      {uploads.items.map((item) => (
        <Item key={item.key} item={item} uploads={uploads} />
      ))}
    </ul>
  );
}

const faults: Record<string, Key> = {
  too_large: 'files.too-large',
  unsupported_type: 'files.type',
  file_empty: 'files.empty',
  quota_exceeded: 'files.full',
  storage_full: 'files.full',
};

function Item({ item, uploads }: { item: Upload; uploads: UploadList }) {
  const { key, name, size, preview, state, progress, code } = item;
  const failed = state === 'failed';
  return (
    <li class={`upload ${state}`}>
      {preview && !failed ? (
        <img src={preview} alt="" />
      ) : (
        <Icon of={failed ? alert : fileIcon} size={18} />
      )}
      <span class="upload-text">
        <bdi class="upload-name">{name}</bdi>
        {failed ? (
          <span class="upload-fault" role="alert">
            {t(faults[code] ?? 'files.failed')}
          </span>
        ) : (
          <span class="meta">{sizeText(size, new Intl.NumberFormat(currentTexts().locale))}</span>
        )}
        {state === 'sending' && (
          <progress value={progress} max={1} aria-label={t('files.uploading', { name })} />
        )}
      </span>
      {failed && canRetry(item) && (
        <Button small onClick={() => uploads.retry(key)}>
          {t('try-again')}
        </Button>
      )}
      <IconButton label={t('files.remove', { name })} onClick={() => uploads.remove(key)}>
        <Icon of={close} size={14} />
      </IconButton>
    </li>
  );
}
