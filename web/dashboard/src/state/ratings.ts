import { call } from '../api/http.ts';
import { touch, useTopics } from './topics.ts';

/** What a user said of one resolution of their conversation. */
export interface ConversationRating {
  episode: number;
  /** The last message before the resolution. */
  seq: number;
  score: number;
  comment: string | null;
  rated_at: string;
  resolved_by: { id: string; name: string } | null;
}

interface RatingEvent {
  thread_id: string;
  rating: ConversationRating;
}

const known = new Map<string, ConversationRating[]>();
const topicOf = (thread: string) => `ratings ${thread}`;

/** Of the thread, newest first; asked for when its ratings are first shown. */
export function useRatings(project: string, thread: string): readonly ConversationRating[] {
  useTopics(topicOf(thread));
  const ratings = known.get(thread);
  if (ratings) return ratings;
  known.set(thread, []);
  const path = `/projects/${project}/threads/${thread}/ratings`;
  call<{ ratings: ConversationRating[] }>('GET', path, undefined, { anonymous: true }).then(
    (answer) => {
      known.set(thread, answer.ratings);
      touch(topicOf(thread));
    },
    () => known.delete(thread),
  );
  return [];
}

export function ratingArrived({ thread_id, rating }: RatingEvent): void {
  touch('ratings');
  const ratings = known.get(thread_id);
  if (!ratings) return;
  const others = ratings.filter(({ episode }) => episode !== rating.episode);
  known.set(
    thread_id,
    [...others, rating].sort((a, b) => b.episode - a.episode),
  );
  touch(topicOf(thread_id));
}

/** The connection was away for too long to tell what was missed. */
export function forgetRatings(): void {
  for (const thread of known.keys()) touch(topicOf(thread));
  known.clear();
}
