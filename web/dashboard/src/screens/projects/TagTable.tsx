import tagIcon from 'icon:tag';
import { useState } from 'preact/hooks';
import { call } from '../../api/http.ts';
import { type Project, type Tag, tagColors } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { isAdmin } from '../../state/session.ts';
import { loadTags, useTags } from '../../state/tags.ts';
import { toast, toastError } from '../../state/toasts.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Empty, Notice, Section } from '../../ui/Parts.tsx';
import { useForm } from '../../ui/use_form.ts';

/** A project's tags: what they are called, how they look, and how many conversations have them. */
export function TagTable({ project }: { project: Project }) {
  const tags = useTags(project.id);
  const path = `/projects/${project.id}/tags`;
  const [removing, setRemoving] = useState<Tag | null>(null);
  const remove = async (tag: Tag) => {
    try {
      await call('DELETE', `${path}/${tag.id}`);
      await loadTags(project.id);
      setRemoving(null);
      toast(t('tags.removed', { name: tag.name }));
    } catch (fault) {
      toastError(fault);
    }
  };
  return (
    <Section title={t('tags.label')} intro={t('tags.intro')}>
      {tags.length === 0 ? (
        <Empty icon={tagIcon} title={t('tags.empty')}>
          <p>{t('tags.empty-text')}</p>
        </Empty>
      ) : (
        <ul class="rows">
          {tags.map((tag) => (
            <TagRow key={tag.id} tag={tag} path={path} onRemove={() => setRemoving(tag)} />
          ))}
        </ul>
      )}
      <NewTag project={project} path={path} />
      {removing && (
        <ConfirmDialog
          title={t('tags.remove')}
          text={t('tags.remove-text', { name: removing.name, count: removing.threads })}
          action={t('tags.remove')}
          onConfirm={() => remove(removing)}
          onClose={() => setRemoving(null)}
        />
      )}
    </Section>
  );
}

function TagRow({ tag, path, onRemove }: { tag: Tag; path: string; onRemove: () => void }) {
  const [name, setName] = useState<string | null>(null);
  const project = path.split('/')[2] as string;
  const save = async (change: Partial<Tag>) => {
    try {
      await call('PATCH', `${path}/${tag.id}`, change);
      await loadTags(project);
      setName(null);
    } catch (fault) {
      toastError(fault);
    }
  };
  const rename = (event: Event) => {
    event.preventDefault();
    void save({ name: name ?? tag.name });
  };
  const colors = tagColors.map((color) => ({
    key: color,
    checked: tag.color === color,
    label: (
      <>
        <span class={`tag-dot ${color}`} aria-hidden="true" />
        <span>{t(`color.${color}`)}</span>
      </>
    ),
    run: () => void save({ color }),
  }));
  return (
    <li class="row-item tag-item">
      <Menu
        class="icon-button"
        disabled={!isAdmin()}
        label={t('tags.color', { name: tag.name, color: t(`color.${tag.color}`) })}
        items={colors}
        button={<span class={`tag-dot large ${tag.color}`} />}
      />
      {name === null ? (
        <span class="row-main">
          <span class="row-title" dir="auto">
            {tag.name}
          </span>
          <span class="hint">{t('tags.count', { count: tag.threads })}</span>
        </span>
      ) : (
        <form class="row-main tag-rename" onSubmit={rename}>
          <TextField
            label={t('tags.name')}
            value={name}
            onValue={setName}
            maxLength={40}
            required
            autofocus
          />
          <Button small kind="primary" type="submit">
            {t('save')}
          </Button>
          <Button small onClick={() => setName(null)}>
            {t('cancel')}
          </Button>
        </form>
      )}
      {name === null && isAdmin() && (
        <>
          <Button small onClick={() => setName(tag.name)}>
            {t('tags.rename')}
          </Button>
          <Button small kind="danger" onClick={onRemove}>
            {t('tags.remove')}
          </Button>
        </>
      )}
    </li>
  );
}

function NewTag({ project, path }: { project: Project; path: string }) {
  const [name, setName] = useState('');
  const form = useForm(async () => {
    await call('POST', path, { name });
    await loadTags(project.id);
    setName('');
  });
  return (
    <form class="tag-new" onSubmit={form.submit}>
      <TextField label={t('tags.new')} value={name} onValue={setName} maxLength={40} required />
      <Button type="submit" busy={form.busy}>
        {t('tags.make')}
      </Button>
      {form.error && <Notice tone="danger">{form.error}</Notice>}
    </form>
  );
}
