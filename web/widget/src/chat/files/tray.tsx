import { canRetry, sizeText, type Upload, type UploadList } from '@seggwat/shared/uploads';
import { Icon } from '../../hub/icons.tsx';
import type { WidgetTexts } from '../../texts.ts';
import { numbersOf } from './files.tsx';

interface TrayProps {
  uploads: UploadList;
  texts: WidgetTexts;
}

/** What will go with the message. */
export function Tray({ uploads, texts }: TrayProps) {
  const { items, leftOut } = uploads;
  if (items.length === 0) return null;
  return (
    <>
      {leftOut > 0 && <p class="hint wrong">{texts.t('file_many', { count: items.length })}</p>}
      <ul class="tray" aria-label={texts.t('files')}>
        {items.map((item) => (
          <Item key={item.key} item={item} uploads={uploads} texts={texts} />
        ))}
      </ul>
    </>
  );
}

function Item({ item, uploads, texts }: TrayProps & { item: Upload }) {
  const { key, name, size, preview, state, progress } = item;
  return (
    <li class={`upload ${state}`}>
      {preview && state !== 'failed' ? (
        <img src={preview} alt="" />
      ) : (
        <Icon name={state === 'failed' ? 'alert' : 'file'} />
      )}
      <div class="upload-text">
        <bdi class="upload-name">{name}</bdi>
        {state === 'failed' ? (
          <span class="wrong" role="alert">
            {faultText(item, texts)}{' '}
            {canRetry(item) && (
              <button type="button" class="link" onClick={() => uploads.retry(key)}>
                {texts.t('again')}
              </button>
            )}
          </span>
        ) : (
          <span>{sizeText(size, numbersOf(texts))}</span>
        )}
        {state === 'sending' && (
          <progress value={progress} max={1} aria-label={texts.t('uploading', { name })} />
        )}
      </div>
      <button
        type="button"
        class="quiet"
        aria-label={texts.t('remove_file', { name })}
        onClick={() => uploads.remove(key)}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

function faultText({ code }: Upload, texts: WidgetTexts): string {
  if (code === 'too_large') return texts.t('file_large');
  if (code === 'unsupported_type') return texts.t('file_type');
  if (code === 'file_empty') return texts.t('file_empty');
  if (code === 'rate_limited') return texts.t('file_wait');
  if (code === 'quota_exceeded' || code === 'storage_full') return texts.t('file_full');
  return texts.t('file_failed');
}
