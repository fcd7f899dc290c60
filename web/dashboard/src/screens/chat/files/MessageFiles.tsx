import fileIcon from 'icon:file';
import { fit, isOver, isPicture, sizeText } from '@seggwat/shared/uploads';
import { useState } from 'preact/hooks';
import type { Attachment, Message } from '../../../api/types.ts';
import { currentTexts, t } from '../../../i18n/index.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { freshAddress } from './fresh_address.ts';
import { Viewer } from './Viewer.tsx';

const most = { width: 320, height: 320 };

interface Props {
  files: Attachment[];
  /** Whose files they are, once it is sent. */
  message: Message | null;
}

/** Pictures are shown, with their room known before they come; everything else is a link with its name and size. */
export function MessageFiles({ files, message }: Props) {
  const [viewed, view] = useState<Attachment | null>(null);
  return (
    <div class="files">
      {files.map((file) => (
        <File key={file.id} file={file} message={message} onView={() => view(file)} />
      ))}
      {viewed && (
        <Viewer
          pictures={files.filter(({ type }) => isPicture(type))}
          first={viewed}
          addressOf={(file) => freshAddress(message, file)}
          onClose={() => view(null)}
        />
      )}
    </div>
  );
}

interface FileProps {
  file: Attachment;
  message: Message | null;
  onView: () => void;
}

function File({ file, message, onView }: FileProps) {
  const [broken, setBroken] = useState(false);
  if (!isPicture(file.type) || broken) return <Chip file={file} message={message} />;
  const { width, height } = fit(file, most);
  return (
    <button
      type="button"
      class="picture"
      aria-label={t('files.open', { name: file.name })}
      title={file.name}
      onClick={onView}
    >
      <img
        src={file.url}
        alt=""
        width={width}
        height={height}
        loading="lazy"
        decoding="async"
        onError={() => setBroken(true)}
      />
    </button>
  );
}

function Chip({ file, message }: Omit<FileProps, 'onView'>) {
  const open = async (event: MouseEvent) => {
    if (!message || !isOver(file.url, Date.now())) return;
    const link = event.currentTarget as HTMLAnchorElement;
    event.preventDefault();
    link.href = await freshAddress(message, file);
    link.click();
  };
  return (
    <a
      class="chip-file"
      href={file.url}
      target="_blank"
      rel="noreferrer"
      download={file.name}
      onClick={(event) => void open(event)}
    >
      <Icon of={fileIcon} size={18} />
      <span class="upload-text">
        <bdi class="upload-name">{file.name}</bdi>
        <span class="upload-size">
          {sizeText(file.size, new Intl.NumberFormat(currentTexts().locale))}
        </span>
      </span>
    </a>
  );
}
