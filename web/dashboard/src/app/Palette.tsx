import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import { loadedThreads } from '../state/inbox.ts';
import { setPreference } from '../state/preferences.ts';
import { isAdmin, signOut } from '../state/session.ts';
import { chooseProject, currentProject, useWorkspace } from '../state/workspace.ts';
import { useModal } from '../ui/use_modal.ts';
import { matchEntries, type PaletteEntry } from './palette_match.ts';
import { navigate } from './router.ts';

interface Props {
  onClose: () => void;
  onHelp: () => void;
}

/** Everything one can go to or do, found by typing. */
export function Palette({ onClose, onHelp }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [wanted, setWanted] = useState('');
  const [at, setAt] = useState(0);
  const entries = useEntries(onHelp);
  const found = useMemo(() => matchEntries(entries, wanted).slice(0, 40), [entries, wanted]);
  useModal(dialog);
  useEffect(
    () => document.getElementById(`palette-${at}`)?.scrollIntoView({ block: 'nearest' }),
    [at],
  );
  const run = (entry: PaletteEntry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) return;
    if (event.key === 'Enter') run(found[at]);
    else if (step && found.length > 0) setAt((at + step + found.length) % found.length);
    else return;
    event.preventDefault();
  };
  return (
    <dialog
      ref={dialog}
      class="dialog palette"
      aria-label={t('palette.open')}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => event.target === dialog.current && onClose()}
    >
      <input
        class="palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found.length > 0 ? `palette-${at}` : undefined}
        aria-label={t('palette.open')}
        placeholder={t('palette.placeholder')}
        value={wanted}
        autofocus
        onInput={(event) => {
          setWanted(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <Results found={found} at={at} onHover={setAt} onRun={run} />
    </dialog>
  );
}

interface ResultsProps {
  found: PaletteEntry[];
  at: number;
  onHover: (index: number) => void;
  onRun: (entry: PaletteEntry) => void;
}

function Results({ found, at, onHover, onRun }: ResultsProps) {
  if (found.length === 0) {
    return (
      <p class="palette-none" role="status">
        {t('palette.none')}
      </p>
    );
  }
  return (
    <div class="palette-list" id="palette-list" role="listbox" aria-label={t('palette.open')}>
      {found.map((entry, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above takes the keys
        <div
          key={entry.id}
          id={`palette-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          class="palette-row"
          onMouseMove={() => onHover(index)}
          onClick={() => onRun(entry)}
        >
          <span class="palette-text" dir="auto">
            {entry.label}
          </span>
          <span class="meta">{entry.group}</span>
        </div>
      ))}
    </div>
  );
}

function useEntries(onHelp: () => void): PaletteEntry[] {
  const { projects } = useWorkspace();
  return useMemo(() => {
    const group = t('palette.pages');
    const page = (label: string, to: string): PaletteEntry => ({
      id: to,
      label,
      group,
      run: () => navigate(to),
    });
    const project = currentProject();
    return [
      page(t('nav.live-chat'), '/messages/live-chat'),
      page(t('nav.feedback'), '/messages/feedback'),
      page(t('nav.contact'), '/messages/contact'),
      page(t('nav.figures'), '/figures'),
      page(t('nav.reviews'), '/insights/reviews'),
      page(t('nav.nps'), '/insights/nps'),
      page(t('nav.insights'), '/insights'),
      page(t('nav.projects'), '/projects'),
      page(t('nav.members'), '/members'),
      page(t('nav.profile'), '/settings/profile'),
      page(t('saved.title'), '/settings/saved-replies'),
      page(t('notices.title'), '/settings/notifications'),
      ...(isAdmin()
        ? [page(t('nav.api-keys'), '/settings/api-keys'), page(t('nav.audit'), '/settings/audit')]
        : []),
      ...projects.flatMap((item) => projectEntries(item.id, item.name)),
      ...(project ? threadEntries(project.id) : []),
      ...actionEntries(onHelp),
    ];
  }, [projects]);
}

function projectEntries(id: string, name: string): PaletteEntry[] {
  const group = t('palette.projects');
  const page = (part: string, label: string): PaletteEntry => ({
    id: `${id}/${part}`,
    label: `${name}: ${label}`,
    group,
    run: () => navigate(`/projects/${id}/${part}`),
  });
  const inbox: PaletteEntry = {
    id: `${id}/inbox`,
    label: `${name}: ${t('nav.live-chat')}`,
    group,
    run: () => {
      chooseProject(id);
      navigate('/messages/live-chat');
    },
  };
  return [
    inbox,
    page('general', t('project.general')),
    page('widget', t('project.widget')),
    page('inbox', t('project.inbox')),
    page('authentication', t('project.authentication')),
  ];
}

function threadEntries(project: string): PaletteEntry[] {
  return loadedThreads(project).map((thread) => ({
    id: thread.id,
    label: thread.user.name || thread.user.email || thread.user.id,
    search: `${thread.user.email ?? ''} ${thread.last_message?.preview ?? ''}`,
    group: t('palette.conversations'),
    run: () => navigate(`/messages/live-chat/${thread.id}`),
  }));
}

function actionEntries(onHelp: () => void): PaletteEntry[] {
  const group = t('palette.actions');
  const theme = (value: 'system' | 'light' | 'dark', label: string): PaletteEntry => ({
    id: `theme-${value}`,
    label: `${t('profile.theme')}: ${label}`,
    group,
    run: () => setPreference('theme', value),
  });
  return [
    theme('light', t('theme.light')),
    theme('dark', t('theme.dark')),
    theme('system', t('theme.system')),
    { id: 'help', label: t('help.title'), group, run: onHelp },
    { id: 'sign-out', label: t('sign-out'), group, run: () => void signOut() },
  ];
}
