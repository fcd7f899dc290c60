import type { Thread } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { useRatings } from '../../state/ratings.ts';
import RatingLine from './RatingLine.tsx';

/** How this user found earlier resolutions. */
export default function PersonRatings({ thread }: { thread: Thread }) {
  const ratings = useRatings(thread.project_id, thread.id);
  if (ratings.length === 0) return null;
  return (
    <>
      <h4>{t('rating.title')}</h4>
      <ul class="person-ratings">
        {ratings.map((rating) => (
          <li key={rating.episode}>
            <RatingLine rating={rating} />
          </li>
        ))}
      </ul>
    </>
  );
}
