import left from 'icon:chevron-left';
import right from 'icon:chevron-right';
import download from 'icon:download';
import close from 'icon:x';
import zoomIn from 'icon:zoom-in';
import zoomOut from 'icon:zoom-out';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Attachment } from '../../../api/types.ts';
import { t } from '../../../i18n/index.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { useModal } from '../../../ui/use_modal.ts';

interface Props {
  pictures: Attachment[];
  first: Attachment;
  /** An address of the picture that works now. */
  addressOf: (picture: Attachment) => Promise<string>;
  onClose: () => void;
}

const zooms = [1, 1.5, 2, 3, 4];

/** Pictures over the page, one at a time; enlarged, they are moved about in their frame. */
export function Viewer({ pictures, first, addressOf, onClose }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const [at, setAt] = useState(
    Math.max(
      0,
      pictures.findIndex(({ id }) => id === first.id),
    ),
  );
  const [address, setAddress] = useState('');
  const [zoom, setZoom] = useState(0);
  const picture = pictures[at] ?? first;
  useModal(ref);
  useEffect(() => {
    addressOf(picture).then(setAddress, () => setAddress(picture.url));
  }, [picture]);
  const step = (by: number) => {
    setZoom(0);
    setAt((at + by + pictures.length) % pictures.length);
  };
  const zoomBy = (by: number) => setZoom(Math.min(zooms.length - 1, Math.max(0, zoom + by)));
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === '+' || event.key === '=') zoomBy(1);
    if (event.key === '-') zoomBy(-1);
    if (event.key === '0') setZoom(0);
    // Enlarged, the arrows move the picture.
    if (zoom > 0) return;
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
        <IconButton label={t('files.zoom-out')} onClick={() => zoomBy(-1)}>
          <Icon of={zoomOut} />
        </IconButton>
        <IconButton label={t('files.zoom-in')} onClick={() => zoomBy(1)}>
          <Icon of={zoomIn} />
        </IconButton>
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
      {address && (
        <Frame key={picture.id} address={address} name={picture.name} zoom={zooms[zoom] ?? 1} />
      )}
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

interface FrameProps {
  address: string;
  name: string;
  zoom: number;
}

/** Fits the picture in; enlarged, it scrolls, by keyboard too. */
function Frame({ address, name, zoom }: FrameProps) {
  const frame = useRef<HTMLDivElement>(null);
  const image = useRef<HTMLImageElement>(null);
  useLayoutEffect(() => {
    const [box, picture] = [frame.current, image.current];
    if (!box || !picture) return;
    const { naturalWidth: width, naturalHeight: height } = picture;
    const fit = Math.min(1, (box.offsetWidth - 32) / width, (box.offsetHeight - 16) / height);
    picture.style.width = zoom > 1 ? `${width * fit * zoom}px` : '';
    box.scrollTo(
      (box.scrollWidth - box.clientWidth) / 2,
      (box.scrollHeight - box.clientHeight) / 2,
    );
  }, [zoom]);
  return (
    <div
      ref={frame}
      class={zoom > 1 ? 'viewer-frame large' : 'viewer-frame'}
      tabIndex={zoom > 1 ? 0 : undefined}
    >
      <img ref={image} src={address} alt={name} />
    </div>
  );
}
