import shieldCheck from 'icon:shield-check';
import shieldQuestion from 'icon:shield-question-mark';
import closeIcon from 'icon:x';
import { safeHref } from '@seggwat/shared/markdown';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { signOutUser } from '../../api/threads.ts';
import type { Person, Thread } from '../../api/types.ts';
import { lazyPart } from '../../app/lazy.tsx';
import { languageName, shortDate } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { toast, toastError } from '../../state/toasts.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/Dialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { LocalTime } from '../../ui/Time.tsx';
import { BlockUser } from './BlockUser.tsx';
import { PageLink } from './PageLink.tsx';
import { PersonData } from './PersonData.tsx';
import { describeBrowser, displayName } from './person.ts';

const PersonHistory = lazyPart(() => import('./PersonHistory.tsx'));

const PersonRatings = lazyPart(() => import('./PersonRatings.tsx'));

interface Props {
  thread: Thread;
  /** Shown over the conversation, on a screen too narrow for a fourth column. */
  sheet: boolean;
  onClose: () => void;
}

export function PersonPanel({ thread, sheet, onClose }: Props) {
  const { user } = thread;
  const attributes = Object.entries(user.attributes ?? {});
  const vouched = new Set(user.verified_attributes ?? []);
  return (
    <aside class={sheet ? 'person sheet' : 'person'} aria-label={t('person.panel')}>
      <div class="person-head">
        <Avatar name={displayName(user)} seed={user.id} size={44} />
        <div>
          <h3>
            <bdi>{displayName(user)}</bdi>
          </h3>
          <p class="meta">
            <bdi>{user.id}</bdi>
          </p>
        </div>
        {sheet && (
          <IconButton label={t('close')} onClick={onClose}>
            <Icon of={closeIcon} />
          </IconButton>
        )}
      </div>
      {user.blocked && <p class="badge danger">{t('person.blocked')}</p>}
      <dl class="facts">
        <Fact name={t('email')}>
          <Email user={user} />
        </Fact>
        {thread.page && (
          <Fact name={t('person.page')}>
            <PageLink url={thread.page.url} title={thread.page.title} />
          </Fact>
        )}
        {user.user_agent && (
          <Fact name={t('person.browser')}>{describeBrowser(user.user_agent)}</Fact>
        )}
        {user.locale && <Fact name={t('person.locale')}>{languageName(user.locale)}</Fact>}
        {user.timezone && (
          <Fact name={t('person.local-time')}>
            <LocalTime zone={user.timezone} />
          </Fact>
        )}
        <Fact name={t('person.since')}>{shortDate(thread.created_at)}</Fact>
      </dl>
      {attributes.length > 0 && (
        <>
          <h4>{t('person.attributes')}</h4>
          <dl class="facts">
            {attributes.map(([name, value]) => (
              <Fact key={name} name={name}>
                {String(value)} {!vouched.has(name) && <Mark verified={false} why="page" />}
              </Fact>
            ))}
          </dl>
        </>
      )}
      <PersonHistory thread={thread} />
      <PersonRatings thread={thread} />
      <SignOutUser thread={thread} />
      <BlockUser thread={thread} />
      <PersonData thread={thread} />
    </aside>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt dir="auto">{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

function Email({ user }: { user: Person }) {
  if (!user.email) return <>{t('person.no-email')}</>;
  const href = safeHref(`mailto:${user.email}`);
  return (
    <>
      {href ? <a href={href}>{user.email}</a> : user.email}
      <Mark verified={user.email_verified} why="email" />
      {user.mail_off && <span class="unverified">{t('person.mail-off')}</span>}
    </>
  );
}

/** Whether the site has signed a fact, or a browser merely said so. */
function Mark({ verified, why }: { verified: boolean; why: 'email' | 'page' }) {
  const reason = verified
    ? t('person.verified-why')
    : why === 'email'
      ? t('person.unverified-why')
      : t('person.attribute-why');
  return (
    <span class={verified ? 'verified' : 'unverified'} title={reason}>
      <Icon of={verified ? shieldCheck : shieldQuestion} size={13} />
      {verified ? t('person.verified') : t('person.unverified')}
    </span>
  );
}

function SignOutUser({ thread }: { thread: Thread }) {
  const [asking, setAsking] = useState(false);
  const name = displayName(thread.user);
  const signOut = async () => {
    try {
      await signOutUser(thread.project_id, thread.id);
      setAsking(false);
      toast(t('person.signed-out', { name }));
    } catch (fault) {
      toastError(fault);
    }
  };
  return (
    <div class="person-actions">
      <Button small onClick={() => setAsking(true)}>
        {t('person.sign-out')}
      </Button>
      <p class="hint">{t('person.sign-out-hint')}</p>
      {asking && (
        <ConfirmDialog
          title={t('person.sign-out')}
          text={t('person.sign-out-text', { name })}
          action={t('person.sign-out')}
          onConfirm={signOut}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
