import { useRef, useState } from 'preact/hooks';
import type { SavedReply } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import {
  fillReply,
  type ReplyValues,
  replyVariables,
  unknownVariables,
} from '../../state/reply_variables.ts';
import { changeSavedReply, createSavedReply } from '../../state/saved_replies.ts';
import { isAdmin, me } from '../../state/session.ts';
import { toast } from '../../state/toasts.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select, TextArea, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Parts.tsx';
import { useForm } from '../../ui/use_form.ts';
import { insertText } from '../chat/composer/insert_text.ts';
import { MessageText } from '../chat/MessageText.tsx';

/** Makes a saved reply, or changes one. */
export function EditSavedReply({ reply, onClose }: { reply?: SavedReply; onClose: () => void }) {
  const { projects } = useWorkspace();
  const [scope, setScope] = useState<'shared' | 'personal'>(
    reply?.scope ?? (isAdmin() ? 'shared' : 'personal'),
  );
  const [project, setProject] = useState(reply?.project_id ?? '');
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? '');
  const [body, setBody] = useState(reply?.body ?? '');
  const form = useForm(async () => {
    const wanted = { project_id: project || null, shortcut: cleanShortcut(shortcut), body };
    if (reply) await changeSavedReply(reply.id, wanted);
    else await createSavedReply({ ...wanted, scope });
    toast(t('saved'));
    onClose();
  });
  const everywhere = { value: '', label: t('saved.every-project') };
  return (
    <Dialog title={reply ? t('saved.edit') : t('saved.create')} onClose={onClose} wide>
      <form class="stack" onSubmit={form.submit}>
        {!reply && isAdmin() && (
          <Select
            label={t('saved.for')}
            value={scope}
            options={[
              { value: 'shared', label: t('saved.for-team') },
              { value: 'personal', label: t('saved.for-me') },
            ]}
            onValue={setScope}
          />
        )}
        {projects.length > 1 && (
          <Select
            label={t('nav.project')}
            value={project}
            options={[everywhere, ...projects.map(({ id, name }) => ({ value: id, label: name }))]}
            onValue={setProject}
          />
        )}
        <TextField
          label={t('saved.shortcut')}
          hint={t('saved.shortcut-hint')}
          value={shortcut}
          onValue={setShortcut}
          error={form.code === 'shortcut_taken' ? form.error : null}
          autocomplete="off"
          maxLength={41}
          required
          autofocus
        />
        <Body body={body} onBody={setBody} />
        {form.error && form.code !== 'shortcut_taken' && (
          <Notice tone="danger">{form.error}</Notice>
        )}
        <div class="dialog-actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" type="submit" busy={form.busy}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** People may type the slash with it, and blanks where a hyphen is meant. */
const cleanShortcut = (typed: string) => typed.trim().replace(/^\/+/, '').replace(/\s+/g, '-');

function Body({ body, onBody }: { body: string; onBody: (body: string) => void }) {
  const root = useRef<HTMLDivElement>(null);
  const add = (name: string) => {
    const area = root.current?.querySelector('textarea');
    if (area) insertText(area, area.selectionStart, area.selectionEnd, `{{${name}}}`);
  };
  const unknown = unknownVariables(body);
  return (
    <div class="stack" ref={root}>
      <TextArea
        label={t('saved.text')}
        hint={t('saved.text-hint', { example: '{{user.first_name|there}}' })}
        rows={6}
        value={body}
        onValue={onBody}
        maxLength={10_000}
        required
      />
      <fieldset class="saved-variables" aria-label={t('saved.variables')}>
        {replyVariables.map((name) => (
          <button key={name} type="button" class="chip" onClick={() => add(name)}>
            {t(`variable.${name}`)}
          </button>
        ))}
      </fieldset>
      {unknown.length > 0 && (
        <Notice tone="warn">{t('saved.unknown', { names: unknown.join(', ') })}</Notice>
      )}
      {body.trim() && (
        <section class="saved-example" aria-label={t('saved.example')}>
          <p class="hint">{t('saved.example')}</p>
          <MessageText body={fillReply(body, exampleValues())} />
        </section>
      )}
    </div>
  );
}

function exampleValues(): ReplyValues {
  const self = me().display_name ?? me().email;
  return {
    'user.name': 'Mira Lund',
    'user.first_name': 'Mira',
    'user.email': 'mira@example.com',
    'member.name': self,
    'member.first_name': self.split(/\s+/)[0] ?? self,
    'project.name': 'Shop',
  };
}
