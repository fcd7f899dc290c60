import bold from 'icon:bold';
import code from 'icon:code';
import eye from 'icon:eye';
import italic from 'icon:italic';
import link from 'icon:link';
import list from 'icon:list';
import quote from 'icon:message-square-quote';
import type { RefObject } from 'preact';
import { modifierKey } from '../../../app/Nav.tsx';
import { t } from '../../../i18n/index.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { EmojiButton } from './EmojiButton.tsx';
import { type Format, formatEdit } from './format_text.ts';
import { applyEdit, insertText } from './insert_text.ts';

interface Props {
  area: RefObject<HTMLTextAreaElement | null>;
  preview: boolean;
  onPreview: (on: boolean) => void;
}

const formats = [
  ['bold', bold, 'B'],
  ['italic', italic, 'I'],
  ['code', code, 'E'],
  ['link', link, 'Shift+U'],
  ['list', list, 'Shift+8'],
] as const satisfies [Format, unknown, string][];

/** What can be done to the text with a pointer; each has a key too. */
export function FormatBar({ area, preview, onPreview }: Props) {
  const put = (text: string) => {
    const element = area.current;
    if (element) insertText(element, element.selectionStart, element.selectionEnd, text);
  };
  const openReplies = () => {
    const element = area.current;
    if (!element) return;
    const before = element.value.slice(0, element.selectionStart);
    put(before === '' || /\s$/.test(before) ? '/' : ' /');
  };
  return (
    <div class="format-bar" role="toolbar" aria-label={t('format.toolbar')}>
      {formats.map(([format, icon, key]) => (
        <BarButton
          key={format}
          label={`${t(`format.${format}`)} (${modifierKey()}${key})`}
          class="format-only"
          disabled={preview}
          onClick={() => {
            if (area.current) applyEdit(area.current, (...at) => formatEdit(...at, format));
          }}
        >
          <Icon of={icon} size={15} />
        </BarButton>
      ))}
      <BarButton label={`${t('saved.insert')} (/)`} disabled={preview} onClick={openReplies}>
        <Icon of={quote} size={15} />
      </BarButton>
      <EmojiButton disabled={preview} onPick={put} />
      <BarButton
        label={t('format.preview')}
        pressed={preview}
        onClick={() => {
          onPreview(!preview);
          if (preview) requestAnimationFrame(() => area.current?.focus());
        }}
      >
        <Icon of={eye} size={15} />
      </BarButton>
    </div>
  );
}

interface ButtonProps {
  label: string;
  class?: string;
  disabled?: boolean;
  pressed?: boolean;
  onClick: () => void;
  children: preact.ComponentChildren;
}

function BarButton({ label, class: more = '', disabled, pressed, onClick, children }: ButtonProps) {
  return (
    <button
      type="button"
      class={`format-button ${more}`}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      disabled={disabled}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
