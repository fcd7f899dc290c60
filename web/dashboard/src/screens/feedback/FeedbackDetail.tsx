import arrowLeft from 'icon:arrow-left';
import { safeHref } from '@seggwat/shared/markdown';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ApiError, call } from '../../api/http.ts';
import { type Feedback, feedbackStatuses, feedbackTypes, type Project } from '../../api/types.ts';
import { lazyPart } from '../../app/lazy.tsx';
import { navigate } from '../../app/router.ts';
import { absoluteTime } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useResource } from '../../state/resource.ts';
import { isAdmin } from '../../state/session.ts';
import { toast, toastError } from '../../state/toasts.ts';
import { membersOf, projects } from '../../state/workspace.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/Dialog.tsx';
import { Select, TextArea } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { LoadError, Notice, Skeleton } from '../../ui/Parts.tsx';
import { TypeMark } from './FeedbackRow.tsx';

const FeedbackShot = lazyPart(() => import('./FeedbackShot.tsx'));

interface Props {
  project: Project;
  id: string;
  title: string;
  base: string;
  onChanged: () => void;
}

/** A link may name a feedback of another project than the one at hand: the others are asked too. */
async function locate(first: string, id: string): Promise<Feedback> {
  const others = projects().map((project) => project.id);
  let missing: ApiError | null = null;
  for (const project of [first, ...others.filter((other) => other !== first)]) {
    try {
      return await call<Feedback>('GET', `/projects/${project}/feedback/${encodeURIComponent(id)}`);
    } catch (fault) {
      if (!(fault instanceof ApiError) || fault.status !== 404) throw fault;
      missing = fault;
    }
  }
  throw missing ?? new ApiError(404, 'not_found', '');
}

export function FeedbackDetail({ project, id, title, base, onChanged }: Props) {
  const item = useResource(id, () => locate(project.id, id));
  return (
    <section class="board-detail" aria-label={t('feedback.detail')}>
      <header class="board-detail-head">
        <span class="only-narrow">
          <IconButton label={t('chat.back')} onClick={() => navigate(base)}>
            <Icon of={arrowLeft} />
          </IconButton>
        </span>
        <h2>{title}</h2>
      </header>
      {item.error?.status === 404 && <Notice tone="info">{t('feedback.missing')}</Notice>}
      {item.error && item.error.status !== 404 && (
        <LoadError error={item.error} onRetry={item.reload} />
      )}
      {!item.data && !item.error && <Skeleton rows={4} />}
      {item.data && (
        <Loaded
          item={item.data}
          base={base}
          onChanged={(next) => {
            item.set(next);
            onChanged();
          }}
          onArchived={onChanged}
        />
      )}
    </section>
  );
}

interface LoadedProps {
  item: Feedback;
  base: string;
  onChanged: (next: Feedback) => void;
  onArchived: () => void;
}

function Loaded({ item, base, onChanged, onArchived }: LoadedProps) {
  const [archiving, setArchiving] = useState(false);
  const path = `/projects/${item.project_id}/feedback/${item.id}`;
  const patch = async (change: Record<string, unknown>) => {
    try {
      const changed = await call<Feedback>('PATCH', path, change);
      onChanged({ ...changed, thread_id: item.thread_id });
      toast(t('saved'));
    } catch (fault) {
      toastError(fault);
    }
  };
  const restore = async () => {
    try {
      await call('PATCH', path, { archived: false });
      onArchived();
      toast(t('feedback.restored'));
    } catch (fault) {
      toastError(fault);
    }
  };
  const archive = async () => {
    try {
      await call('DELETE', path);
      onArchived();
      navigate(base);
      toast(t('feedback.archived'), { action: { label: t('undo'), run: () => void restore() } });
    } catch (fault) {
      toastError(fault);
    }
  };
  return (
    <div class="feedback-detail">
      <TypeMark type={item.type} />
      {item.subject && (
        <h3 class="feedback-subject" dir="auto">
          {item.subject}
        </h3>
      )}
      <p class="feedback-message" dir="auto">
        {item.message}
      </p>
      {item.screenshot && <FeedbackShot key={item.id} item={item} screenshot={item.screenshot} />}
      {item.archived && (
        <Notice tone="info">
          {t('feedback.is-archived')}{' '}
          <Button small onClick={() => void patch({ archived: false })}>
            {t('feedback.restore')}
          </Button>
        </Notice>
      )}
      <Facts item={item} />
      <ReplyWays item={item} />
      <div class="pair">
        <Select
          label={t('feedback.status')}
          value={item.status}
          options={feedbackStatuses.map((value) => ({
            value,
            label: t(`feedback-status.${value}`),
          }))}
          onValue={(status) => void patch({ status })}
        />
        <Select
          label={t('feedback.type')}
          value={item.type}
          options={feedbackTypes.map((value) => ({ value, label: t(`type.${value}`) }))}
          onValue={(type) => void patch({ type })}
        />
        <Select
          label={t('feedback.assignee')}
          value={item.assignee?.id ?? ''}
          options={assigneesOf(item)}
          onValue={(id) => void patch({ assignee: id || null })}
        />
      </div>
      <ResolutionNote
        key={item.resolution_note ?? ''}
        item={item}
        onSave={(note) => patch({ resolution_note: note })}
      />
      {!item.archived && (
        <div class="section-actions danger-zone">
          <Button
            kind="danger"
            reason={!isAdmin() && t('reason.admin')}
            onClick={() => setArchiving(true)}
          >
            {t('feedback.archive')}
          </Button>
          <p class="hint">{t('feedback.archive-hint')}</p>
        </div>
      )}
      {archiving && (
        <ConfirmDialog
          title={t('feedback.archive')}
          text={t('feedback.archive-text')}
          action={t('feedback.archive')}
          onConfirm={archive}
          onClose={() => setArchiving(false)}
        />
      )}
    </div>
  );
}

/** Everybody who sees the project, and whoever has it now. */
function assigneesOf({ project_id, assignee }: Feedback) {
  const all = membersOf(project_id).map((member) => ({
    value: member.id,
    label: member.name ?? member.email,
  }));
  if (assignee && !all.some(({ value }) => value === assignee.id))
    all.push({ value: assignee.id, label: assignee.name });
  return [{ value: '', label: t('feedback.nobody') }, ...all];
}

/** Their conversation when there is one, else a mail. */
function ReplyWays({ item }: { item: Feedback }) {
  const email = item.submitted_by_email;
  if (!item.thread_id && !email) return null;
  const subject = item.subject ? `Re: ${item.subject}` : '';
  return (
    <div class="section-actions">
      {item.thread_id && (
        <>
          <a class="button primary small" href={`/messages/live-chat/${item.thread_id}`}>
            {t('feedback.reply-in-chat')}
          </a>
          <p class="hint">{t('feedback.reply-hint')}</p>
        </>
      )}
      {email && (
        <a
          class="button plain small"
          href={`mailto:${encodeURIComponent(email)}?subject=${encodeURIComponent(subject)}`}
        >
          {t('feedback.reply-by-email')}
        </a>
      )}
    </div>
  );
}

function Facts({ item }: { item: Feedback }) {
  const href = item.path ? safeHref(item.path) : null;
  const fact = (name: string, value: ComponentChildren) =>
    value ? (
      <div>
        <dt>{name}</dt>
        <dd dir="auto">{value}</dd>
      </div>
    ) : null;
  return (
    <dl class="facts wide-facts">
      {fact(t('feedback.when'), absoluteTime(item.created_at))}
      {fact(
        t('person.page'),
        href ? (
          <a href={href} target="_blank" rel="noopener noreferrer nofollow">
            {item.path}
          </a>
        ) : (
          item.path
        ),
      )}
      {fact(t('name'), item.name)}
      {fact(t('feedback.by'), item.submitted_by)}
      {fact(t('email'), item.submitted_by_email)}
      {fact(t('feedback.version'), item.version)}
      {fact(t('feedback.source'), item.source)}
      {fact(t('feedback.channel'), t(`channel.${item.channel}`))}
    </dl>
  );
}

function ResolutionNote({
  item,
  onSave,
}: {
  item: Feedback;
  onSave: (note: string) => Promise<void>;
}) {
  const [note, setNote] = useState(item.resolution_note ?? '');
  const [busy, setBusy] = useState(false);
  const save = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    await onSave(note.trim());
    setBusy(false);
  };
  return (
    <form class="stack" onSubmit={save}>
      <TextArea
        label={t('feedback.note')}
        hint={t('feedback.note-hint')}
        value={note}
        onValue={setNote}
        maxLength={2000}
      />
      <div>
        <Button
          type="submit"
          small
          busy={busy}
          disabled={note.trim() === (item.resolution_note ?? '')}
        >
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
