import chart from 'icon:chart-column';
import download from 'icon:download';
import { useEffect, useState } from 'preact/hooks';
import { useRoute } from '../../app/router.ts';
import { t } from '../../i18n/index.ts';
import { useResource } from '../../state/resource.ts';
import { subscribe } from '../../state/topics.ts';
import { everywhere, inboxScope, useWorkspace } from '../../state/workspace.ts';
import { Select } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Empty, Notice } from '../../ui/Parts.tsx';
import { Bars, Figure, number } from '../insights/Charts.tsx';
import { Card, Loaded } from '../insights/Frame.tsx';
import { Columns } from './Columns.tsx';
import {
  durationText,
  exportAddress,
  type Figures,
  type Line,
  lastDays,
  loadFigures,
  percentText,
  type Range,
  rangeFault,
  type Spread,
} from './data.ts';
import { MemberTable } from './MemberTable.tsx';
import { f } from './texts.ts';
import '../../styles/figures.css';

const presets = [7, 30, 90] as const;
const custom = 'custom';

export default function FiguresScreen() {
  const { params } = useRoute();
  const { projects } = useWorkspace();
  const named = projects.find(({ id, key }) => id === params.project || key === params.project);
  const [project, setProject] = useState(named?.id ?? inboxScope() ?? '');
  const [preset, setPreset] = useState('30');
  const [range, setRange] = useState(lastDays(30));
  const choosePreset = (next: string) => {
    setPreset(next);
    if (next !== custom) setRange(lastDays(Number(next)));
  };
  const fault = rangeFault(range);
  return (
    <main class="page insights" id="main" tabIndex={-1}>
      <div class="insights-column">
        <header class="page-head">
          <div>
            <h1>{t('nav.figures')}</h1>
            <p class="page-intro">{f('intro')}</p>
          </div>
        </header>
        {project === '' ? (
          <Empty icon={chart} title={t('chat.no-project')}>
            <a href="/projects">{t('nav.projects')}</a>
          </Empty>
        ) : (
          <>
            <div class="figure-filters">
              {projects.length > 1 && (
                <Select
                  bare
                  label={t('nav.project')}
                  value={project}
                  options={[
                    { value: everywhere, label: t('nav.all-projects') },
                    ...projects.map(({ id, name }) => ({ value: id, label: name })),
                  ]}
                  onValue={setProject}
                />
              )}
              <Select
                bare
                label={f('period')}
                value={preset}
                options={[
                  ...presets.map((count) => ({ value: `${count}`, label: f('days', { count }) })),
                  { value: custom, label: f('custom') },
                ]}
                onValue={choosePreset}
              />
              {preset === custom && <OwnDates range={range} onRange={setRange} />}
              <span class="figure-exports">
                {!fault && <Export project={project} range={range} by="day" />}
                {!fault && <Export project={project} range={range} by="member" />}
              </span>
            </div>
            {fault ? (
              <Notice tone="warn">
                {fault === 'long-range' ? f('long-range') : f('no-range')}
              </Notice>
            ) : (
              <Content project={project} range={range} />
            )}
          </>
        )}
      </div>
    </main>
  );
}

function OwnDates({ range, onRange }: { range: Range; onRange: (range: Range) => void }) {
  const input = (name: keyof Range) => (
    <label class="own-date">
      {f(name)}
      <input
        type="date"
        class="input"
        value={range[name]}
        min={name === 'until' ? range.from : undefined}
        max={name === 'from' ? range.until : undefined}
        required
        onChange={(event) => onRange({ ...range, [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <>
      {input('from')}
      {input('until')}
    </>
  );
}

interface ContentProps {
  project: string;
  range: Range;
}

function Export({ project, range, by }: ContentProps & { by: 'day' | 'member' }) {
  return (
    <a class="button plain" href={exportAddress(project, range, by)} download>
      <Icon of={download} size={14} />
      {f(by === 'day' ? 'export-days' : 'export-members')}
    </a>
  );
}

function Content({ project, range }: ContentProps) {
  const loaded = useResource(`${project} ${range.from} ${range.until}`, (signal) =>
    loadFigures(project, range, signal),
  );
  const { reload } = loaded;
  useEffect(() => subscribe(['ratings', 'reset'], reload), [reload]);
  return <Loaded from={loaded}>{(figures) => <Shown figures={figures} />}</Loaded>;
}

const isQuiet = ({ new: begun, resolved, first_response, satisfaction }: Line) =>
  begun + resolved + first_response.count + satisfaction.count === 0;

function Shown({ figures }: { figures: Figures }) {
  const { total, days, members } = figures;
  if (isQuiet(total)) {
    return (
      <Empty icon={chart} title={f('empty')}>
        <p>{f('empty-text')}</p>
      </Empty>
    );
  }
  const dates = days.map(({ date }) => date);
  return (
    <>
      <Totals figures={figures} />
      <Card title={f('conversations')}>
        <Columns
          title={f('conversations')}
          dates={dates}
          series={[
            { key: 'first', label: f('new'), values: days.map((day) => day.new) },
            { key: 'second', label: f('resolved'), values: days.map(({ resolved }) => resolved) },
          ]}
        />
      </Card>
      <Card title={f('response-chart')}>
        <Columns
          title={f('response-chart')}
          dates={dates}
          show={durationText}
          series={[
            {
              key: 'first',
              label: f('median'),
              values: days.map(({ first_response }) => first_response.median),
            },
            {
              key: 'second',
              label: f('p90-short'),
              values: days.map(({ first_response }) => first_response.p90),
            },
          ]}
        />
      </Card>
      <Card title={f('satisfaction')}>
        <Scores line={total} />
      </Card>
      <Card title={f('members')}>
        <MemberTable members={members} />
      </Card>
      <details class="what-counts">
        <summary>{f('what-counts')}</summary>
        <ul>
          <li>{f('what-new')}</li>
          <li>{f('what-response')}</li>
          <li>{f('what-resolution')}</li>
          <li>{f('what-satisfaction')}</li>
          <li>{f('what-days', { zone: figures.timezone })}</li>
        </ul>
      </details>
    </>
  );
}

/** The half, and what nine of ten do not exceed. */
function Wait({ label, now, before }: { label: string; now: Spread; before: Spread }) {
  const notes = [
    now.p90 !== null && f('p90', { time: durationText(now.p90) }),
    before.median !== null && f('before', { value: durationText(before.median) }),
  ].filter(Boolean);
  return <Figure label={label} value={durationText(now.median)} note={notes.join('\n')} />;
}

function Totals({ figures: { total, before } }: { figures: Figures }) {
  const { satisfaction } = total;
  const count = (value: number, earlier: number) => ({
    value: number(value),
    note: f('before', { value: number(earlier) }),
  });
  return (
    <section class="card">
      <dl class="figures">
        <Figure label={f('new')} {...count(total.new, before.new)} />
        <Figure label={f('resolved')} {...count(total.resolved, before.resolved)} />
        <Wait label={f('response')} now={total.first_response} before={before.first_response} />
        <Wait label={f('resolution')} now={total.resolution} before={before.resolution} />
        <Figure
          label={f('satisfaction')}
          value={percentText(satisfaction.score)}
          note={f('ratings', { count: satisfaction.count })}
        />
      </dl>
    </section>
  );
}

const scores = [5, 4, 3, 2, 1] as const;
const tones = { 5: 'good', 4: 'good', 3: 'warn', 2: 'bad', 1: 'bad' } as const;

function Scores({ line: { satisfaction } }: { line: Line }) {
  const { count, score, average, distribution } = satisfaction;
  if (count === 0) return <p class="meta">{f('ratings', { count: 0 })}</p>;
  return (
    <>
      <p class="score-line">
        <strong>{f('satisfied', { percent: percentText(score) })}</strong>
        <span class="meta">
          {f('average')} {number(average ?? 0, 2)} · {f('ratings', { count })}
        </span>
      </p>
      <Bars
        label={f('satisfaction')}
        rows={scores.map((value) => ({
          key: `${value}`,
          label: f('score', { score: value }),
          total: distribution[value] ?? 0,
          tone: tones[value],
        }))}
      />
    </>
  );
}
