import plus from 'icon:plus';
import closeIcon from 'icon:x';
import { useId } from 'preact/hooks';
import { IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import {
  endTime,
  fieldTime,
  type Interval,
  intervalsOfDay,
  isSound,
  nextInterval,
} from './hours.ts';
import { h } from './hours_texts.ts';

interface Props {
  name: string;
  day: Interval[];
  readOnly: boolean;
  onDay: (day: Interval[]) => void;
}

/** The hours of one day of the week; without any it is closed. */
export function DayHours({ name, day, readOnly, onDay }: Props) {
  const id = useId();
  const sound = isSound(day);
  const open = day.length > 0;
  const change = (at: number, part: Partial<Interval>) =>
    onDay(day.with(at, { ...(day[at] as Interval), ...part }));
  return (
    <fieldset class="day-hours" disabled={readOnly} aria-describedby={sound ? undefined : id}>
      <legend class="sr-only">{name}</legend>
      <label class="day-open">
        <input
          type="checkbox"
          checked={open}
          onChange={() => onDay(open ? [] : [nextInterval([])])}
        />
        {name}
      </label>
      <div class="day-intervals">
        {!open && <span class="meta">{h('closed')}</span>}
        {day.map(({ from, to }, at) => (
          <div class="interval" key={at}>
            <input
              type="time"
              class="input"
              aria-label={h('from', { day: name })}
              aria-invalid={sound ? undefined : true}
              value={from}
              onInput={(event) => change(at, { from: event.currentTarget.value })}
            />
            <span aria-hidden="true">–</span>
            <input
              type="time"
              class="input"
              aria-label={h('to', { day: name })}
              aria-invalid={sound ? undefined : true}
              value={fieldTime(to)}
              onInput={(event) => change(at, { to: endTime(event.currentTarget.value) })}
            />
            {!readOnly && day.length > 1 && (
              <IconButton
                label={h('remove', { from, to, day: name })}
                onClick={() => onDay(day.filter((_, other) => other !== at))}
              >
                <Icon of={closeIcon} size={14} />
              </IconButton>
            )}
          </div>
        ))}
        {!sound && (
          <p class="field-error" id={id} role="alert">
            {h('order')}
          </p>
        )}
      </div>
      {!readOnly && open && day.length < intervalsOfDay && (
        <IconButton
          label={h('add-to', { day: name })}
          onClick={() => onDay([...day, nextInterval(day)])}
        >
          <Icon of={plus} size={14} />
        </IconButton>
      )}
    </fieldset>
  );
}
