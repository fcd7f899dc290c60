// What the interface says that other programs speak: every request and every answer of it.
import {
  atLeast,
  count,
  type Decoded,
  decimal,
  exactly,
  flag,
  integer,
  list,
  nullable,
  oneOf,
  optional,
  table,
  tagged,
  text,
  time,
  uuid,
} from './decode.ts';

export const TYPES = ['Bug', 'Feature', 'Praise', 'Question', 'Improvement', 'Other'] as const;
export const STATUSES = ['New', 'Active', 'Assigned', 'Hold', 'Closed', 'Resolved'] as const;
export const SOURCES = ['Widget', 'Manual', 'Mintlify', 'Stripe', 'Polar', 'SocialShare'] as const;
export type FeedbackType = (typeof TYPES)[number];
export type FeedbackStatus = (typeof STATUSES)[number];
export type FeedbackSource = (typeof SOURCES)[number];

// Answers. Feedback, ratings, projects and oneself may have members that not every client knows; the rest is whole.

export const Refusal = exactly({ error: text(), message: text() });
export const Stored = exactly({ status: oneOf('stored') });

const feedback = {
  id: uuid(),
  project_id: uuid(),
  message: text(),
  status: oneOf(...STATUSES),
  type: oneOf(...TYPES),
  source: oneOf(...SOURCES),
  created_at: time(),
  archived: flag(),
  path: nullable(text()),
  version: nullable(text()),
  submitted_by: nullable(text()),
  resolution_note: nullable(text()),
};
export const Feedback = atLeast(feedback);
export type Feedback = Decoded<typeof Feedback>;
/** What came through the contact form says who wrote. */
export const Contact = atLeast({ ...feedback, name: text(), email: text() });

export const RatingValue = tagged('type', {
  helpful: exactly({ type: oneOf('helpful'), value: flag() }),
  star: exactly({ type: oneOf('star'), value: count(), max_stars: count() }),
  nps: exactly({ type: oneOf('nps'), value: count() }),
});
export const Rating = atLeast({
  id: uuid(),
  project_id: uuid(),
  rating_type: oneOf('helpful', 'star', 'nps'),
  value: RatingValue,
  archived: flag(),
  created_at: time(),
  path: nullable(text()),
  version: nullable(text()),
  submitted_by: nullable(text()),
});
export type Rating = Decoded<typeof Rating>;
export type RatingType = Rating['rating_type'];

const Pagination = exactly({ page: count(), limit: count(), total: count(), total_pages: count() });
export const FeedbackPage = exactly({ feedback: list(Feedback), pagination: Pagination });
export const ContactPage = exactly({ feedback: list(Contact), pagination: Pagination });
export const RatingPage = exactly({ ratings: list(Rating), pagination: Pagination });

export const Project = atLeast({
  id: uuid(),
  key: uuid(),
  name: text(),
  description: text(),
  allowed_origins: list(text()),
  org_id: uuid(),
  feedback_count: count(),
});
export const Projects = exactly({ projects: list(Project) });
export const Me = atLeast({
  user_id: uuid(),
  email: text(),
  display_name: optional(text()),
  org_id: uuid(),
  org_name: optional(text()),
  role: oneOf('Owner', 'Admin', 'Member'),
});

const totals = { total: count(), current_month: count(), last_month: count() };
export const FeedbackStats = exactly(totals);
export const HelpfulStats = exactly({
  total: count(),
  helpful: count(),
  not_helpful: count(),
  percentage: decimal(),
});
export const StarStats = exactly({
  total: count(),
  average: decimal(),
  distribution: table(['1', '2', '3', '4', '5'], count()),
});
const SCORES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;
export const NpsStats = exactly({
  total: count(),
  score: integer(),
  promoters: count(),
  passives: count(),
  detractors: count(),
  distribution: table(SCORES, count()),
});
export const Summary = exactly({
  project: Project,
  feedback: exactly({
    ...totals,
    by_type: table(TYPES, count()),
    by_status: table(STATUSES, count()),
  }),
  ratings: exactly({
    helpful: exactly({ total: count(), percentage: decimal() }),
    star: exactly({ total: count(), average: decimal() }),
    nps: exactly({ total: count(), score: integer() }),
  }),
});

// Requests.

interface PageFacts {
  path?: string;
  version?: string;
  submitted_by?: string;
}
export interface Submission extends PageFacts {
  message: string;
  submitted_by_email?: string;
  source?: FeedbackSource | '';
  type?: FeedbackType | '';
}
export interface ContactMessage extends PageFacts {
  name: string;
  email: string;
  message: string;
  subject?: string;
}
export type NewRatingValue =
  | { type: 'helpful'; value: boolean }
  | { type: 'star'; value: number; max_stars?: number }
  | { type: 'nps'; value: number };
export interface RatingContext extends PageFacts {
  metadata?: Record<string, unknown>;
}
export interface Thumb extends PageFacts {
  value: boolean;
}
export interface NpsAnswer extends PageFacts {
  score: number;
  comment?: string;
  locale?: string;
}
export interface NewFeedback extends PageFacts {
  message: string;
  type?: FeedbackType;
  source?: FeedbackSource;
}
/** An empty text changes nothing. */
export interface FeedbackChange {
  message?: string;
  type?: FeedbackType | '';
  status?: FeedbackStatus | '';
  resolution_note?: string;
}
interface PageQuery {
  page?: number;
  limit?: number;
}
type Sort = 'created_at' | '-created_at';
export interface FeedbackQuery extends PageQuery {
  status?: FeedbackStatus | '';
  type?: FeedbackType | '';
  search?: string;
  sort?: Sort | 'updated_at' | '-updated_at';
}
export interface RatingQuery extends PageQuery {
  type?: RatingType;
  path?: string;
  value?: number | boolean;
  sort?: Sort;
}
