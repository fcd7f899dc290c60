import { inkOn, isHexColour } from '@seggwat/shared/contrast';
import { useId } from 'preact/hooks';
import type { WidgetSettings } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { isAdmin } from '../../state/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Select, TextArea, TextField } from '../../ui/Field.tsx';
import { Section } from '../../ui/Parts.tsx';
import { Switch } from '../../ui/Switch.tsx';

const fallbackColour = '#2563eb';

interface Props {
  draft: WidgetSettings;
  onChange: (draft: WidgetSettings) => void;
  onSave: () => void;
  busy: boolean;
}

export function AppearanceForm({ draft, onChange, onSave, busy }: Props) {
  const { appearance, texts } = draft;
  const look = (change: Partial<WidgetSettings['appearance']>) =>
    onChange({ ...draft, appearance: { ...appearance, ...change } });
  const say = (change: Partial<WidgetSettings['texts']>) =>
    onChange({ ...draft, texts: { ...texts, ...change } });
  const valid =
    isHexColour(appearance.color ?? fallbackColour) &&
    (!appearance.header_color || isHexColour(appearance.header_color));
  const readOnly = !isAdmin();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) onSave();
      }}
    >
      <fieldset class="plain-set" disabled={readOnly}>
        <Section title={t('widget.look')}>
          <div class="stack">
            <ColourField
              label={t('widget.colour')}
              value={appearance.color ?? fallbackColour}
              onValue={(color) => look({ color })}
            />
            <ColourField
              label={t('widget.header-colour')}
              hint={t('widget.header-colour-hint')}
              value={appearance.header_color ?? ''}
              fallback={appearance.color ?? fallbackColour}
              onValue={(color) => look({ header_color: color || null })}
            />
            <Select
              label={t('widget.position')}
              value={appearance.position ?? 'bottom-right'}
              options={[
                { value: 'bottom-right', label: t('position.bottom-right') },
                { value: 'right-side', label: t('position.right-side') },
                { value: 'icon-only', label: t('position.icon-only') },
              ]}
              onValue={(position) => look({ position })}
            />
            <TextField
              label={t('widget.button-text')}
              hint={t('widget.button-text-hint')}
              value={appearance.button_text ?? ''}
              onValue={(text) => look({ button_text: text || null })}
              maxLength={40}
            />
            <Switch
              label={t('widget.powered')}
              hint={t('widget.powered-hint')}
              on={appearance.show_powered_by}
              disabled={readOnly}
              onChange={(on) => look({ show_powered_by: on })}
            />
          </div>
        </Section>
        <Section title={t('widget.texts')} intro={t('widget.texts-intro')}>
          <div class="stack">
            <TextArea
              label={t('widget.greeting')}
              hint={t('widget.greeting-hint')}
              value={texts.greeting ?? ''}
              onValue={(text) => say({ greeting: text || null })}
              maxLength={500}
            />
            <TextArea
              label={t('widget.away')}
              hint={t('widget.away-hint')}
              value={texts.away ?? ''}
              onValue={(text) => say({ away: text || null })}
              maxLength={500}
            />
          </div>
        </Section>
      </fieldset>
      <Button
        kind="primary"
        type="submit"
        busy={busy}
        disabled={!valid}
        reason={readOnly && t('reason.admin')}
      >
        {t('save')}
      </Button>
    </form>
  );
}

interface ColourProps {
  label: string;
  hint?: string;
  value: string;
  fallback?: string;
  onValue: (value: string) => void;
}

/** A colour by eye or by number; the number is what counts. */
function ColourField({ label, hint, value, fallback = fallbackColour, onValue }: ColourProps) {
  const id = useId();
  const wrong = value !== '' && !isHexColour(value);
  const shown = isHexColour(value) ? value : fallback;
  const full = shown.length === 4 ? shown.replace(/[0-9a-f]/gi, '$&$&') : shown;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div class="colour">
        <input
          type="color"
          aria-label={t('widget.pick', { name: label })}
          value={full}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
        <input
          id={id}
          class="input"
          dir="ltr"
          value={value}
          placeholder={fallback}
          maxLength={7}
          spellcheck={false}
          aria-invalid={wrong || undefined}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
        <span
          class="ink-sample"
          style={{ background: shown, color: inkOn(shown) }}
          aria-hidden="true"
        >
          Aa
        </span>
      </div>
      {wrong && (
        <p class="field-error" role="alert">
          {t('widget.bad-colour')}
        </p>
      )}
    </div>
  );
}
