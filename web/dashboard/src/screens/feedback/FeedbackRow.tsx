import bug from 'icon:bug';
import help from 'icon:circle-question-mark';
import heart from 'icon:heart';
import image from 'icon:image';
import lightbulb from 'icon:lightbulb';
import message from 'icon:message-square';
import trend from 'icon:trending-up';
import type { Feedback, FeedbackStatus, FeedbackType } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Ago } from '../../ui/Time.tsx';

const icons = {
  Bug: bug,
  Feature: lightbulb,
  Praise: heart,
  Question: help,
  Improvement: trend,
  Other: message,
} satisfies Record<FeedbackType, unknown>;

export function TypeMark({ type }: { type: FeedbackType }) {
  return (
    <span class={`type-mark ${type}`}>
      <Icon of={icons[type] ?? message} size={14} />
      {t(`type.${type}`)}
    </span>
  );
}

export function StatusBadge({ status }: { status: FeedbackStatus }) {
  const done = status === 'Resolved' || status === 'Closed';
  return (
    <span class={`badge ${status === 'New' ? 'accent' : done ? 'good' : ''}`}>
      {t(`feedback-status.${status}`)}
    </span>
  );
}

interface RowProps {
  item: Feedback;
  to: string;
  selected: boolean;
  chosen: boolean;
  onChoose: (on: boolean) => void;
}

export function FeedbackRow({ item, to, selected, chosen, onChoose }: RowProps) {
  const name = [...item.message].slice(0, 60).join('');
  return (
    <div class="feedback-line">
      <label class="feedback-check">
        <input
          type="checkbox"
          aria-label={t('feedback.select', { name })}
          checked={chosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      </label>
      <a class="feedback-row" href={to} aria-current={selected ? 'true' : undefined}>
        <span class="feedback-text" dir="auto">
          {item.message}
        </span>
        <span class="feedback-meta">
          {item.name ? (
            <span class="type-mark" dir="auto">
              {item.name}
            </span>
          ) : (
            <TypeMark type={item.type} />
          )}
          <StatusBadge status={item.status} />
          {item.screenshot && (
            <span
              class="type-mark"
              role="img"
              title={t('feedback.with-screenshot')}
              aria-label={t('feedback.with-screenshot')}
            >
              <Icon of={image} size={14} />
            </span>
          )}
          {item.assignee && <Avatar name={item.assignee.name} seed={item.assignee.id} size={18} />}
          <span class="meta">
            <Ago at={item.created_at} />
          </span>
        </span>
      </a>
    </div>
  );
}
