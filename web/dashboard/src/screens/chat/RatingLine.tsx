import star from 'icon:star';
import { useLayoutEffect } from 'preact/hooks';
import { t } from '../../i18n/index.ts';
import type { ConversationRating } from '../../state/ratings.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Ago } from '../../ui/Time.tsx';
import '../../styles/rating.css';

interface Props {
  rating: ConversationRating;
  /** It takes room now that nothing had before. */
  onShown?: () => void;
}

export function toneOf(score: number): 'good' | 'warn' | 'bad' {
  if (score >= 4) return 'good';
  return score === 3 ? 'warn' : 'bad';
}

/** What the user said when the conversation was resolved, where it was resolved. */
export default function RatingLine({ rating, onShown }: Props) {
  useLayoutEffect(() => onShown?.(), [rating]);
  return (
    <div class={`rating-line ${toneOf(rating.score)}`} role="note">
      <span class="rating-score">
        <Icon of={star} size={14} />
        {t('rating.line', { score: rating.score })}
      </span>
      {rating.comment && <q dir="auto">{rating.comment}</q>}
      <span class="meta">
        <Ago at={rating.rated_at} />
      </span>
    </div>
  );
}
