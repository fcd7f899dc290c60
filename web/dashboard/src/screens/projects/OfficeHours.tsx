import closeIcon from 'icon:x';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { call } from '../../api/http.ts';
import type { Project } from '../../api/types.ts';
import { currentTexts, t } from '../../i18n/index.ts';
import { useResource } from '../../state/resource.ts';
import { isAdmin } from '../../state/session.ts';
import { toast } from '../../state/toasts.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Select } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { LoadError, Notice, Section, Skeleton } from '../../ui/Parts.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { useForm } from '../../ui/use_form.ts';
import { DayHours } from './DayHours.tsx';
import { firstDraft, isSound, type OfficeHours, timeZones, withDay } from './hours.ts';
import { h } from './hours_texts.ts';
import { ProjectPage } from './ProjectPage.tsx';
import '../../styles/hours.css';

export default function OfficeHoursScreen() {
  return (
    <ProjectPage title={t('project.hours')} intro={h('intro')}>
      {(project) => <Stored key={project.id} project={project} />}
    </ProjectPage>
  );
}

function Stored({ project }: { project: Project }) {
  const path = `/projects/${project.id}/office-hours`;
  const stored = useResource(path, () => call<OfficeHours>('GET', path));
  if (stored.data) return <Form project={project} path={path} stored={stored.data} />;
  if (stored.error) return <LoadError error={stored.error} onRetry={stored.reload} />;
  return <Skeleton rows={6} />;
}

interface FormProps {
  project: Project;
  path: string;
  stored: OfficeHours;
}

function Form({ project, path, stored }: FormProps) {
  const [hours, setHours] = useState(() => firstDraft(stored));
  const readOnly = !isAdmin();
  const sound = hours.week.every(isSound);
  const form = useForm(async () => {
    if (!sound) return;
    setHours(firstDraft(await call<OfficeHours>('PUT', path, hours)));
    toast(t('saved'));
  });
  const weekDays = hours.week.slice(0, 5).map(() => hours.week[0] ?? []);
  return (
    <form class="hours" onSubmit={form.submit}>
      <section class="section">
        <Switch
          label={h('switch')}
          hint={h('switch-hint')}
          on={hours.enabled}
          disabled={readOnly}
          onChange={(enabled) => setHours({ ...hours, enabled })}
        />
        <p class="hint">
          <AwayHint>
            <a href={`/projects/${project.id}/widget`}>{t('project.widget')}</a>
          </AwayHint>
        </p>
        <Select
          label={h('zone')}
          hint={h('zone-hint', { time: timeIn(hours.timezone) })}
          value={hours.timezone}
          disabled={readOnly}
          options={timeZones(hours.timezone).map((value) => ({
            value,
            label: value.replaceAll('_', ' '),
          }))}
          onValue={(timezone) => setHours({ ...hours, timezone })}
        />
      </section>
      <Section title={h('week')}>
        <div class="week">
          {hours.week.map((day, at) => (
            <DayHours
              key={weekDay(at)}
              name={weekDay(at)}
              day={day}
              readOnly={readOnly}
              onDay={(next) => setHours(withDay(hours, at, next))}
            />
          ))}
        </div>
        {!readOnly && (
          <Button
            small
            disabled={!isSound(hours.week[0] ?? [])}
            onClick={() => setHours({ ...hours, week: [...weekDays, ...hours.week.slice(5)] })}
          >
            {h('copy')}
          </Button>
        )}
      </Section>
      <Section title={h('days')} intro={h('days-intro')}>
        <ClosedDays
          days={hours.closed}
          readOnly={readOnly}
          onDays={(closed) => setHours({ ...hours, closed })}
        />
      </Section>
      {form.error && <Notice tone="danger">{form.error}</Notice>}
      <div class="hours-save">
        <Button
          kind="primary"
          type="submit"
          busy={form.busy}
          disabled={!sound}
          reason={readOnly && t('reason.admin')}
        >
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

/** 5 January 1970 was a Monday. */
function weekDay(at: number): string {
  const day = new Date(Date.UTC(1970, 0, 5 + at));
  return currentTexts().format(day, { weekday: 'long', timeZone: 'UTC' });
}

function timeIn(timeZone: string): string {
  try {
    return currentTexts().format(new Date(), {
      weekday: 'long',
      hour: 'numeric',
      minute: '2-digit',
      timeZone,
    });
  } catch {
    // The server knows more places than this browser.
    return '–';
  }
}

/** The sentence with its link in the place of `{link}`, wherever a language has it. */
function AwayHint({ children }: { children: ComponentChildren }) {
  const [before, after] = h('away', { link: '\n' }).split('\n');
  return (
    <>
      {before}
      {children}
      {after}
    </>
  );
}

interface ClosedDaysProps {
  days: string[];
  readOnly: boolean;
  onDays: (days: string[]) => void;
}

function ClosedDays({ days, readOnly, onDays }: ClosedDaysProps) {
  const [day, setDay] = useState('');
  const add = () => {
    if (!day) return;
    onDays([...new Set([...days, day])].sort());
    setDay('');
  };
  return (
    <>
      <ul class="closed-days">
        {days.map((one) => (
          <li key={one} class="badge">
            {dateText(one)}
            {!readOnly && (
              <IconButton
                label={h('remove-day', { day: dateText(one) })}
                onClick={() => onDays(days.filter((other) => other !== one))}
              >
                <Icon of={closeIcon} size={12} />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {!readOnly && (
        <div class="add-day">
          <input
            type="date"
            class="input"
            aria-label={h('date')}
            value={day}
            onInput={(event) => setDay(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              add();
            }}
          />
          <Button disabled={!day} onClick={add}>
            {h('add-day')}
          </Button>
        </div>
      )}
    </>
  );
}

function dateText(day: string): string {
  return currentTexts().format(new Date(`${day}T12:00:00`), { dateStyle: 'medium' });
}
