import { buildMarkdown } from '@seggwat/shared/markdown';
import type { Message } from '@seggwat/shared/types';
import { Component, createElement, type VNode } from 'preact';
import type { Conversation } from '../live/conversation.ts';
import type { WidgetTexts } from '../texts.ts';
import { Avatar } from './avatar.tsx';
import type { Row } from './rows.ts';
import { Unsend } from './unsend.tsx';
import type { FilesPart } from './use_files.ts';

export interface BubbleProps {
  row: Row;
  texts: WidgetTexts;
  /** The state under the newest own message. */
  state: 'sent' | 'seen' | null;
  now: number;
  /** It can still be taken back. */
  unsendable: boolean;
  onUnsend: (message: Message) => Promise<boolean>;
  chat: Conversation;
  /** What draws files, once it is here. */
  files: FilesPart | null;
  onRetry: (clientId: string) => void;
  onDiscard: (clientId: string) => void;
}

/** The text with its marks. Only fixed tags and safe links come out of it. */
export function Body({ text }: { text: string }) {
  return <div class="text">{buildMarkdown<VNode>(text, createElement as never)}</div>;
}

function Sender({ row, texts }: { row: Row; texts: WidgetTexts }) {
  const name = row.own ? texts.t('you') : row.message?.author.name || texts.t('team');
  return (
    <>
      <span class="hidden">{texts.t('says', { name })}</span>
      {!row.own && row.first && (
        <bdi class="sender" aria-hidden="true">
          {name}
        </bdi>
      )}
    </>
  );
}

function StateLine({ row, texts, state, onRetry, onDiscard }: BubbleProps) {
  const { pending } = row;
  if (!pending) return <span class="state">{state ? texts.t(state) : ''}</span>;
  const id = pending.client_id;
  if (pending.state === 'sending') return <span class="state">{texts.t('sending')}</span>;
  if (pending.state === 'waiting') return <span class="state">{texts.t('waiting')}</span>;
  const rejected = pending.state === 'rejected';
  return (
    <span class="state wrong">
      {texts.t(rejected ? 'rejected' : 'not_sent')}{' '}
      <button type="button" class="link" onClick={() => (rejected ? onDiscard(id) : onRetry(id))}>
        {texts.t(rejected ? 'remove' : 'again')}
      </button>
    </span>
  );
}

function BubbleView(props: BubbleProps) {
  const { row, texts, now } = props;
  const { message, own, at, files } = row;
  const body = message?.body ?? row.pending?.body ?? '';
  const classes = ['row', own ? 'own' : 'theirs'];
  if (row.first) classes.push('first');
  if (row.last) classes.push('last');
  return (
    <div class={classes.join(' ')} data-seq={message?.seq}>
      {row.newDay && <div class="day">{texts.day(at, new Date(now))}</div>}
      <div class="line">
        {!own && <Avatar name={message?.author.name || texts.t('team')} />}
        <div class="bubble">
          <Sender row={row} texts={texts} />
          {message?.deleted_at ? (
            <em class="gone">{texts.t('deleted')}</em>
          ) : (
            body && <Body text={body} />
          )}
          {files.length > 0 && props.files && (
            <props.files.MessageFiles
              chat={props.chat}
              texts={texts}
              message={message}
              files={files}
            />
          )}
        </div>
      </div>
      <div class="meta">
        <time dateTime={at.toISOString()} title={fullTime(texts, at)}>
          {texts.time(at)}
        </time>
        {message?.edited_at && !message.deleted_at && <span>{texts.t('edited')}</span>}
        {own && <StateLine {...props} />}
        {message && props.unsendable && (
          <Unsend texts={texts} onUnsend={() => props.onUnsend(message)} />
        )}
      </div>
    </div>
  );
}

function fullTime(texts: WidgetTexts, at: Date): string {
  return texts.format(at, { dateStyle: 'full', timeStyle: 'short' });
}

function same(one: BubbleProps, other: BubbleProps): boolean {
  const a = one.row;
  const b = other.row;
  return (
    a.message === b.message &&
    a.pending?.state === b.pending?.state &&
    a.newDay === b.newDay &&
    a.first === b.first &&
    a.last === b.last &&
    one.state === other.state &&
    one.now === other.now &&
    one.unsendable === other.unsendable &&
    one.files === other.files &&
    one.texts === other.texts
  );
}

/** Drawn again only when something of its own has changed: a thread can hold thousands. */
export class Bubble extends Component<BubbleProps> {
  override shouldComponentUpdate(next: BubbleProps): boolean {
    return !same(this.props, next);
  }

  override render(): VNode {
    return <BubbleView {...this.props} />;
  }
}
