// Every call of the interface: where it goes, what it takes and what it must answer.
import { type Decoded, type Decoder, nothing } from './decode.ts';
import {
  type ContactMessage,
  Feedback,
  type FeedbackChange,
  FeedbackPage,
  type FeedbackQuery,
  FeedbackStats,
  HelpfulStats,
  Me,
  type NewFeedback,
  type NewRatingValue,
  type NpsAnswer,
  NpsStats,
  Project,
  Projects,
  Rating,
  type RatingContext,
  RatingPage,
  type RatingQuery,
  type RatingType,
  StarStats,
  Stored,
  type Submission,
  Summary,
  type Thumb,
} from './interface.ts';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
/** An object is sent as JSON, a text as it is. */
type Body = object | string | FormData;

export interface Call<T> {
  method: Method;
  path: string;
  status: number;
  answer: Decoder<T>;
  body?: Body;
}

function call<T>(
  method: Method,
  path: string,
  status: number,
  answer: Decoder<T>,
  body?: Body,
): Call<T> {
  return { method, path, status, answer, ...(body !== undefined && { body }) };
}
const get = <T>(path: string, answer: Decoder<T>) => call('GET', path, 200, answer);

function queried(path: string, query: object): string {
  const pairs = Object.entries(query).map(([name, value]) => [name, `${value}`]);
  return pairs.length ? `${path}?${new URLSearchParams(pairs)}` : path;
}

/** The call with members of its body changed; `undefined` takes one out. */
export function spoilt<T>(given: Call<T>, members: Record<string, unknown>): Call<T> {
  return { ...given, body: { ...(given.body as object), ...members } };
}
/** The call with a query as a client might garble it. */
export const asking = <T>(given: Call<T>, query: string): Call<T> => ({
  ...given,
  path: `${given.path}?${query}`,
});
/** The call that must give an object of this shape, of which clients know less. */
export const giving = <T>(given: Call<unknown>, answer: Decoder<T>): Call<T> => ({
  ...given,
  answer,
});

/** What a page sends that names its project by its key. */
export function pageCalls(project_key: string) {
  const submit = <T>(path: string, status: number, answer: Decoder<T>, body: object) =>
    call('POST', path, status, answer, { project_key, ...body });
  return {
    feedback: (body: Submission) => submit('/feedback/submit', 200, Stored, body),
    withScreenshot(body: Submission, picture: Blob): Call<{ status: 'stored' }> {
      const form = new FormData();
      const data = JSON.stringify({ project_key, ...body });
      form.append('data', new Blob([data], { type: 'application/json' }));
      form.append('screenshot', picture, 'screenshot.png');
      return call('POST', '/feedback/submit-with-screenshot', 200, Stored, form);
    },
    contact: (body: ContactMessage) => submit('/contact/submit', 200, Stored, body),
    rating: (rating: NewRatingValue, context?: RatingContext) =>
      submit('/ratings', 201, Rating, { rating, context }),
    thumb: (body: Thumb) => submit('/rating/submit', 204, nothing(), body),
    nps: (body: NpsAnswer) => submit('/nps/submit', 201, Rating, body),
  };
}

export const me = () => get('/me', Me);
export const projects = () => get('/projects', Projects);

/** What a program with a key asks about a project, by its id or its key. */
export function programCalls(project: string) {
  const root = `/projects/${project}`;
  const feedback = `${root}/feedback`;
  const ratings = `${root}/ratings`;
  const stats = { helpful: HelpfulStats, star: StarStats, nps: NpsStats };
  return {
    project: () => get(root, Project),
    summary: () => get(`${root}/summary`, Summary),
    feedback: (query: FeedbackQuery = {}) => get(queried(feedback, query), FeedbackPage),
    addFeedback: (body: NewFeedback) => call('POST', feedback, 201, Feedback, body),
    oneFeedback: (id: string) => get(`${feedback}/${id}`, Feedback),
    changeFeedback: (id: string, body: FeedbackChange) =>
      call('PATCH', `${feedback}/${id}`, 200, Feedback, body),
    archiveFeedback: (id: string) => call('DELETE', `${feedback}/${id}`, 204, nothing()),
    feedbackStats: () => get(`${feedback}/stats`, FeedbackStats),
    ratings: (query: RatingQuery = {}) => get(queried(ratings, query), RatingPage),
    addThumb: (body: Thumb) => call('POST', ratings, 201, Rating, body),
    addRating: (rating: NewRatingValue, context?: RatingContext) =>
      call('POST', `${ratings}/typed`, 201, Rating, { rating, context }),
    oneRating: (id: string) => get(`${ratings}/${id}`, Rating),
    archiveRating: (id: string) => call('DELETE', `${ratings}/${id}`, 204, nothing()),
    helpfulStats: () => get(`${ratings}/stats`, HelpfulStats),
    starStats: () => get(`${ratings}/stats/star`, StarStats),
    npsStats: () => get(`${ratings}/stats/nps`, NpsStats),
    typedStats: <T extends RatingType>(type: T) =>
      get(
        `${ratings}/stats/typed?type=${type}`,
        stats[type] as Decoder<Decoded<(typeof stats)[T]>>,
      ),
  };
}
