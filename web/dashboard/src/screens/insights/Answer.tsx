import trash from 'icon:trash';
import type { Rating } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Ago } from '../../ui/Time.tsx';
import { valueText } from './value_text.ts';

interface Props {
  rating: Rating;
  onDelete?: () => void;
}

/** One rating: what was given, the comment, and by whom, where and when. */
export function Answer({ rating, onDelete }: Props) {
  const facts = [rating.path, rating.version, rating.submitted_by].filter(Boolean);
  return (
    <li class="answer">
      <strong class="answer-value">{valueText(rating)}</strong>
      <div class="answer-text">
        <p class={rating.comment ? '' : 'meta'} dir="auto">
          {rating.comment ?? t('insights.no-comment')}
        </p>
        <p class="meta">
          <Ago at={rating.created_at} />
          {facts.map((fact) => (
            <span key={fact} dir="auto">
              {' · '}
              {fact}
            </span>
          ))}
        </p>
      </div>
      {onDelete && (
        <IconButton label={t('insights.delete')} onClick={onDelete}>
          <Icon of={trash} size={14} />
        </IconButton>
      )}
    </li>
  );
}
