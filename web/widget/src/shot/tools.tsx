import { STROKES, type Stroke, TOOLS, type Tool } from './drawing.ts';
import { Mark } from './marks.tsx';
import type { ShotTexts } from './texts.ts';

interface Props {
  texts: ShotTexts;
  tool: Tool;
  onTool: (tool: Tool) => void;
  stroke: Stroke;
  onStroke: (stroke: Stroke) => void;
}

/** Radio buttons: the arrow keys choose. */
export function Tools({ texts, tool, onTool, stroke, onStroke }: Props) {
  return (
    <>
      <fieldset class="shot-group">
        <legend class="hidden">{texts.t('tools')}</legend>
        {TOOLS.map((name) => (
          <Choice
            name="tool"
            key={name}
            label={texts.t(name)}
            on={name === tool}
            onChoose={() => onTool(name)}
          >
            <Mark name={name} />
          </Choice>
        ))}
      </fieldset>
      <fieldset class="shot-group">
        <legend class="hidden">{texts.t('strokes')}</legend>
        {STROKES.map((name) => (
          <Choice
            name="stroke"
            key={name}
            label={texts.t(name)}
            on={name === stroke}
            onChoose={() => onStroke(name)}
          >
            <span class={`shot-stroke ${name}`} />
          </Choice>
        ))}
      </fieldset>
    </>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  on: boolean;
  onChoose: () => void;
  children: preact.ComponentChildren;
}

function Choice({ name, label, on, onChoose, children }: ChoiceProps) {
  return (
    <label class={on ? 'shot-choice on' : 'shot-choice'} title={label}>
      <input type="radio" name={`sw-${name}`} aria-label={label} checked={on} onChange={onChoose} />
      {children}
    </label>
  );
}
