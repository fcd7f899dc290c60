import paperclip from 'icon:paperclip';
import { useRef } from 'preact/hooks';
import { t } from '../../../i18n/index.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';

export function AttachButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      <IconButton label={t('files.attach')} onClick={() => input.current?.click()}>
        <Icon of={paperclip} size={16} />
      </IconButton>
    </>
  );
}
