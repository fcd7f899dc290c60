import type { Attachment, Message } from '@seggwat/shared/types';
import { fit, isOver, isPicture, sizeText } from '@seggwat/shared/uploads';
import { useState } from 'preact/hooks';
import { Icon } from '../../hub/icons.tsx';
import type { Conversation } from '../../live/conversation.ts';
import type { WidgetTexts } from '../../texts.ts';
import { addressOf, freshAddress, numbersOf } from './files.tsx';

const MOST = { width: 240, height: 280 };

export interface FileProps {
  chat: Conversation;
  texts: WidgetTexts;
  message: Message | null;
  files: Attachment[];
}

/** Pictures are shown, with their room known before they come; everything else is a link with its name and size. */
export function MessageFiles(props: FileProps) {
  return (
    <div class="files">
      {props.files.map((file) => (
        <File key={file.id} file={file} {...props} />
      ))}
    </div>
  );
}

function File(props: FileProps & { file: Attachment }) {
  const { chat, texts, file, files, message } = props;
  // A page's content policy may forbid pictures from elsewhere; then the name has to do.
  const [hidden, hide] = useState(false);
  if (!isPicture(file.type) || hidden) return <Chip {...props} />;
  const { width, height } = fit(file, MOST);
  const view = async () => {
    const { openViewer } = await import('./viewer.tsx');
    const pictures = files.filter(({ type }) => isPicture(type));
    openViewer({ chat, texts, message, pictures, at: pictures.indexOf(file) });
  };
  return (
    <button
      type="button"
      class="picture"
      aria-label={texts.t('open_picture', { name: file.name })}
      onClick={() => void view()}
    >
      <img
        src={addressOf(chat, file)}
        alt=""
        width={width}
        height={height}
        loading="lazy"
        decoding="async"
        onError={() => hide(true)}
      />
    </button>
  );
}

function Chip({ chat, texts, file, message }: FileProps & { file: Attachment }) {
  const open = async (event: MouseEvent) => {
    const link = event.currentTarget as HTMLAnchorElement;
    if (!message || !isOver(file.url, Date.now())) return;
    event.preventDefault();
    link.href = await freshAddress(chat, message, file);
    link.click();
  };
  return (
    <a
      class="chip"
      href={addressOf(chat, file)}
      target="_blank"
      rel="noopener noreferrer"
      download={file.name}
      onClick={(event) => void open(event)}
    >
      <Icon name="file" />
      <span class="upload-text">
        <bdi class="upload-name">{file.name}</bdi>
        <span>{sizeText(file.size, numbersOf(texts))}</span>
      </span>
    </a>
  );
}
