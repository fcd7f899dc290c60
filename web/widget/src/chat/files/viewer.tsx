import type { Attachment, Message } from '@seggwat/shared/types';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../hub/icons.tsx';
import { coverWindow } from '../../hub/whole_window.ts';
import type { Conversation } from '../../live/conversation.ts';
import type { WidgetTexts } from '../../texts.ts';
import { freshAddress } from './files.tsx';
import css from './viewer.css';

interface ViewerProps {
  chat: Conversation;
  texts: WidgetTexts;
  message: Message | null;
  pictures: Attachment[];
  at: number;
}

/** Shows a message's pictures over the page, one at a time. */
export function openViewer(props: ViewerProps): void {
  const { root } = props.chat.core;
  const close = coverWindow(root, css, <Viewer {...props} onClose={() => close()} />);
}

function Viewer(props: ViewerProps & { onClose: () => void }) {
  const { chat, texts, message, pictures, onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const [at, setAt] = useState(props.at);
  const [address, setAddress] = useState('');
  const picture = pictures[at];
  useLayoutEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    if (picture) freshAddress(chat, message, picture).then(setAddress, () => {});
  }, [chat, message, picture]);
  if (!picture) return null;
  const step = (by: number) => setAt((at + by + pictures.length) % pictures.length);
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'ArrowRight') step(1);
    if (event.key === 'ArrowLeft') step(-1);
    if (event.key === 'Escape') {
      event.preventDefault();
      onClose();
    }
  };
  return (
    <dialog
      ref={dialog}
      class="whole-window viewer"
      aria-label={picture.name}
      onKeyDown={onKeyDown}
      onCancel={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div class="viewer-bar">
        <bdi>{picture.name}</bdi>
        {pictures.length > 1 && (
          <span>
            {at + 1} / {pictures.length}
          </span>
        )}
        <button type="button" aria-label={texts.t('close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      {address && <img src={address} alt={picture.name} />}
      {pictures.length > 1 && (
        <div class="viewer-steps">
          <button type="button" aria-label={texts.t('previous')} onClick={() => step(-1)}>
            <Icon name="back" />
          </button>
          <button type="button" aria-label={texts.t('next')} onClick={() => step(1)}>
            <Icon name="back" />
          </button>
        </div>
      )}
    </dialog>
  );
}
