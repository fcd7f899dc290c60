import bug from 'icon:bug';
import lightbulb from 'icon:lightbulb';
import mail from 'icon:mail';
import chat from 'icon:message-circle';
import star from 'icon:star';
import { inkOn, isHexColour } from '@seggwat/shared/contrast';
import type { WidgetSettings } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { Icon } from '../../ui/Icon.tsx';

const fallback = '#2563eb';

/** A drawing of the widget with the settings as they stand in the form. */
export function WidgetPreview({ settings }: { settings: WidgetSettings }) {
  const { appearance, modules, texts } = settings;
  const colour = isHexColour(appearance.color) ? appearance.color : fallback;
  const header = isHexColour(appearance.header_color) ? appearance.header_color : null;
  const position = appearance.position ?? 'bottom-right';
  const tiles = [
    { on: modules.live_chat, icon: chat, text: t('preview.chat'), wide: true },
    { on: modules.bug_report, icon: bug, text: t('module.bug'), wide: false },
    { on: modules.feature_request, icon: lightbulb, text: t('module.feature'), wide: false },
    { on: modules.review, icon: star, text: t('module.review'), wide: false },
    { on: modules.contact, icon: mail, text: t('module.contact'), wide: false },
  ].filter((tile) => tile.on);
  return (
    <figure class="preview">
      <figcaption class="meta">{t('preview.title')}</figcaption>
      <div class="preview-page" aria-hidden="true">
        <div class="preview-panel">
          <div
            class="preview-head"
            style={header ? { background: header, color: inkOn(header) } : undefined}
          >
            {t('preview.head')}
          </div>
          <div class="preview-tiles">
            {tiles.map((tile) => (
              <span class={tile.wide ? 'preview-tile wide' : 'preview-tile'} key={tile.text}>
                <span style={{ color: colour }}>
                  <Icon of={tile.icon} size={18} />
                </span>
                {tile.text}
              </span>
            ))}
            {tiles.length === 0 && <span class="meta">{t('preview.none')}</span>}
          </div>
          {modules.live_chat && texts.greeting && (
            <p class="preview-greeting" dir="auto">
              {texts.greeting}
            </p>
          )}
          {appearance.show_powered_by && <p class="preview-powered">{t('preview.powered')}</p>}
        </div>
        <span
          class={`preview-launcher ${position}`}
          style={{ background: colour, color: inkOn(colour) }}
        >
          <Icon of={chat} size={16} />
          {position !== 'icon-only' && (
            <span dir="auto">{appearance.button_text || t('preview.button')}</span>
          )}
        </span>
      </div>
    </figure>
  );
}
