import quote from 'icon:message-square-quote';
import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../../api/http.ts';
import type { SavedReply } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { deleteSavedReply, loadSavedReplies, useSavedReplies } from '../../state/saved_replies.ts';
import { isAdmin } from '../../state/session.ts';
import { toast, toastError } from '../../state/toasts.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Empty, LoadError, Page, Section, Skeleton } from '../../ui/Parts.tsx';
import { EditSavedReply } from './EditSavedReply.tsx';
import '../../styles/settings.css';
import '../../styles/personal.css';

/** The texts that `/` offers in the reply box: one's own and the team's. */
export default function SavedReplies() {
  const [state, setState] = useState<'loading' | 'ready' | ApiError>('loading');
  const [making, setMaking] = useState(false);
  const [wanted, setWanted] = useState('');
  const replies = useSavedReplies();
  const load = () => {
    setState('loading');
    loadSavedReplies()
      .then(() => setState('ready'))
      .catch((fault) => {
        if (!(fault instanceof ApiError)) throw fault;
        setState(fault);
      });
  };
  useEffect(load, []);
  const matches = (reply: SavedReply) =>
    `${reply.shortcut} ${reply.body}`.toLowerCase().includes(wanted.trim().toLowerCase());
  const found = replies.filter(matches);
  const create = (
    <Button kind="primary" onClick={() => setMaking(true)}>
      {t('saved.create')}
    </Button>
  );
  return (
    <Page title={t('saved.title')} intro={t('saved.intro')} actions={create}>
      {state instanceof ApiError && <LoadError error={state} onRetry={load} />}
      {state === 'loading' && replies.length === 0 && <Skeleton rows={3} />}
      {state === 'ready' && replies.length === 0 && (
        <Empty icon={quote} title={t('saved.empty')}>
          <p>{t('saved.empty-text')}</p>
        </Empty>
      )}
      {replies.length > 5 && (
        <TextField
          label={t('saved.search')}
          value={wanted}
          onValue={setWanted}
          autocomplete="off"
        />
      )}
      {replies.length > 0 && found.length === 0 && <p class="hint">{t('palette.none')}</p>}
      <Group
        title={t('saved.shared')}
        intro={isAdmin() ? t('saved.shared-text') : t('saved.shared-text-member')}
        replies={found.filter(({ scope }) => scope === 'shared')}
        editable={isAdmin()}
      />
      <Group
        title={t('saved.personal')}
        intro={t('saved.personal-text')}
        replies={found.filter(({ scope }) => scope === 'personal')}
        editable
      />
      {making && <EditSavedReply onClose={() => setMaking(false)} />}
    </Page>
  );
}

interface GroupProps {
  title: string;
  intro: string;
  replies: SavedReply[];
  editable: boolean;
}

function Group({ title, intro, replies, editable }: GroupProps) {
  if (replies.length === 0) return null;
  return (
    <Section title={title} intro={intro}>
      <ul class="rows">
        {replies.map((reply) => (
          <Row key={reply.id} reply={reply} editable={editable} />
        ))}
      </ul>
    </Section>
  );
}

function Row({ reply, editable }: { reply: SavedReply; editable: boolean }) {
  const { projects } = useWorkspace();
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null);
  const project = projects.find(({ id }) => id === reply.project_id);
  const remove = async () => {
    try {
      await deleteSavedReply(reply.id);
      toast(t('saved.deleted'));
    } catch (fault) {
      toastError(fault);
    }
  };
  return (
    <li class="row-item">
      <span class="row-main">
        <span class="row-title" dir="auto">
          /{reply.shortcut}
        </span>
        <span class="hint saved-body" dir="auto">
          {reply.body}
        </span>
      </span>
      {project && <span class="badge">{project.name}</span>}
      {editable && (
        <span class="row-actions">
          <Button
            small
            onClick={() => setOpen('edit')}
            aria-label={t('saved.edit-of', { name: reply.shortcut })}
          >
            {t('edit')}
          </Button>
          <Button
            small
            kind="danger"
            onClick={() => setOpen('delete')}
            aria-label={t('saved.delete-of', { name: reply.shortcut })}
          >
            {t('delete')}
          </Button>
        </span>
      )}
      {open === 'edit' && <EditSavedReply reply={reply} onClose={() => setOpen(null)} />}
      {open === 'delete' && (
        <ConfirmDialog
          title={t('saved.delete-of', { name: reply.shortcut })}
          text={t('saved.delete-text')}
          action={t('delete')}
          onConfirm={remove}
          onClose={() => setOpen(null)}
        />
      )}
    </li>
  );
}
