import left from 'icon:chevron-left';
import right from 'icon:chevron-right';
import download from 'icon:download';
import close from 'icon:x';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Attachment, Message } from '../../../api/types.ts';
import { t } from '../../../i18n/index.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { useModal } from '../../../ui/use_modal.ts';
import { freshAddress } from './fresh_address.ts';

interface Props {
  pictures: Attachment[];
  first: Attachment;
  message: Message | null;
  onClose: () => void;
}

/** A message's pictures over the page, one at a time. */
export function Viewer({ pictures, first, message, onClose }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const [at, setAt] = useState(
    Math.max(
      0,
      pictures.findIndex(({ id }) => id === first.id),
    ),
  );
  const [address, setAddress] = useState('');
  const picture = pictures[at] ?? first;
  useModal(ref);
  useEffect(() => {
    freshAddress(message, picture).then(setAddress, () => setAddress(picture.url));
  }, [message, picture]);
  const step = (by: number) => setAt((at + by + pictures.length) % pictures.length);
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'ArrowRight') step(1);
    if (event.key === 'ArrowLeft') step(-1);
  };
  return (
    <dialog
      ref={ref}
      class="viewer"
      aria-label={picture.name}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === ref.current && onClose()}
    >
      <header class="viewer-bar">
        <bdi>{picture.name}</bdi>
        {pictures.length > 1 && (
          <span class="viewer-count">
            {at + 1} / {pictures.length}
          </span>
        )}
        <a
          class="icon-button"
          href={address}
          download={picture.name}
          aria-label={t('files.download', { name: picture.name })}
        >
          <Icon of={download} />
        </a>
        <IconButton label={t('close')} onClick={onClose}>
          <Icon of={close} />
        </IconButton>
      </header>
      {address && <img src={address} alt={picture.name} />}
      {pictures.length > 1 && (
        <footer class="viewer-steps">
          <IconButton label={t('files.previous')} onClick={() => step(-1)}>
            <Icon of={left} />
          </IconButton>
          <IconButton label={t('files.next')} onClick={() => step(1)}>
            <Icon of={right} />
          </IconButton>
        </footer>
      )}
    </dialog>
  );
}
