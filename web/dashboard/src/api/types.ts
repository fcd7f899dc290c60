import type {
  FeedbackSource,
  FeedbackStatus,
  FeedbackType,
  Feedback as PublicFeedback,
  Project as PublicProject,
  Thread as PublicThread,
  Role,
  TeamMessage,
  ThreadUser,
  WidgetAppearance,
  WidgetModules,
  WidgetTexts,
} from '@seggwat/shared/types';

export type {
  Attachment,
  FeedbackSource,
  FeedbackStatus,
  FeedbackType,
  MessageState,
  Notification,
  Pagination,
  Role,
  Tag,
  TagColor,
  WidgetModules,
} from '@seggwat/shared/types';
export { tagColors } from '@seggwat/shared/types';

/** What the team's API answers beyond the public objects. Times are RFC 3339 text in UTC. */
export interface Me {
  user_id: string;
  email: string;
  display_name: string | null;
  org_id: string;
  org_name: string;
  role: Role;
  projects: string[] | null;
  locale: string | null;
}

export interface Session {
  me: Me;
  csrf_token: string;
}

export interface System {
  version: string;
  public_url: string;
  mail: { configured: boolean; from: string | null; last_error: string | null };
  secure_cookie: boolean;
  widget_origin: string;
}

/** A project with what only members see of it. */
export interface Project extends PublicProject {
  site_url: string | null;
  snippet: string;
  installed_at: string | null;
  live_chat: boolean;
  /** New conversations go in turn to the members who are online. */
  assign_in_turn: boolean;
  secrets: number;
}

/** The user of a thread, with what the dashboard alone is told. */
export interface Person extends ThreadUser {
  /** Names of the attributes that a signed token vouches for. */
  verified_attributes?: string[];
  locale?: string | null;
  timezone?: string | null;
  user_agent?: string | null;
  blocked_at?: string;
  /** The name of the member who did it. */
  blocked_by?: string;
  /** The user has asked for no more mail. */
  mail_off?: boolean;
}

export interface Thread extends PublicThread {
  user: Person;
}

/** A message as the team sees it. */
export interface Message extends TeamMessage {
  /** The mail server's own words, when it refused the mail for good. */
  mail_error?: string | null;
}

/** Where a search found something: the message, and a line of text whose found parts are marked. */
export interface Match {
  seq: number;
  note?: number;
  snippet: [text: string, found: boolean][];
}

/** What a saved view shows. */
export interface ViewFilter {
  status?: 'open' | 'snoozed' | 'resolved' | 'all';
  assignee?: string;
  unread?: boolean;
  mentioned?: boolean;
  tag?: string;
  q?: string;
  projects?: string[];
  /** Active within so many days. */
  days?: number;
}

export interface View {
  id: string;
  name: string;
  filter: ViewFilter;
  shared: boolean;
  mine: boolean;
  owner: { id: string; name: string };
}

export interface Counts {
  open: number;
  mine: number;
  unassigned: number;
  snoozed: number;
  unread: number;
}

export interface Member {
  id: string;
  name: string | null;
  email: string;
  role: Role;
  projects: string[] | null;
  joined_at: string;
  last_seen_at: string | null;
  online: boolean;
  /** Told to Owners and Admins. */
  two_factor?: boolean;
}

export interface TwoFactor {
  enabled: boolean;
  enabled_at: string | null;
  recovery_codes_left: number;
}

interface Named {
  id: string;
  /** Null when it is no longer there. */
  name: string | null;
}

/** One act of a member, as the audit log tells it. */
export interface AuditEntry {
  id: string;
  at: string;
  act: string;
  address: string;
  by_key: boolean;
  subject: string;
  member: Named | null;
  project: Named | null;
  thread: Named | null;
  details: Record<string, unknown>;
}

export interface Invitation {
  id: string;
  email: string;
  role: Role;
  projects: string[] | null;
  status: 'pending' | 'expired';
  invited_by: string | null;
  created_at: string;
  expires_at: string;
}

export interface ApiKey {
  id: string;
  label: string;
  prefix: string;
  created_at: string;
  last_used_at: string | null;
  revoked_at: string | null;
  created_by: string | null;
}

export interface Secret {
  id: string;
  hint: string;
  /** False when the server has lost the key that it was encrypted with. */
  usable?: boolean;
  created_at: string;
  revoked_at: string | null;
  last_used_at: string | null;
}

export interface TokenCheck {
  valid: boolean;
  code: string | null;
  message: string;
  header: Record<string, unknown> | null;
  claims: Record<string, unknown> | null;
  secret_id: string | null;
}

export interface SavedReply {
  id: string;
  scope: 'shared' | 'personal';
  /** Null: in every project. */
  project_id: string | null;
  shortcut: string;
  body: string;
  created_at: string;
  updated_at: string;
  updated_by: string;
}

/** What this person has typed into a conversation, as the server keeps it. */
export interface StoredDraft {
  project_id: string;
  thread_id: string;
  body: string;
  internal: boolean;
  updated_at: string;
}

export interface LoginSession {
  id: string;
  created_at: string;
  last_seen_at: string;
  address: string;
  user_agent: string;
  current: boolean;
}

export interface WidgetSettings {
  modules: WidgetModules;
  appearance: WidgetAppearance;
  texts: WidgetTexts;
}

export const feedbackTypes = [
  'Bug',
  'Feature',
  'Praise',
  'Question',
  'Improvement',
  'Other',
] as const satisfies FeedbackType[];
export const feedbackStatuses = [
  'New',
  'Active',
  'Assigned',
  'Hold',
  'Closed',
  'Resolved',
] as const satisfies FeedbackStatus[];

export const feedbackSources = [
  'Widget',
  'Manual',
  'Mintlify',
  'Stripe',
  'Polar',
  'SocialShare',
] as const satisfies FeedbackSource[];

export type Channel = 'feedback' | 'contact' | 'nps' | 'review';

export interface Screenshot {
  id: string;
  url: string;
  content_type: string;
  size: number;
  width: number;
  height: number;
}

export interface Feedback extends PublicFeedback {
  submitted_by_email?: string | null;
  channel: Channel;
  name: string | null;
  subject: string | null;
  assignee: { id: string; name: string } | null;
  screenshot: Screenshot | null;
  /** Only when asked for by id: the conversation of the user whom `submitted_by` names. */
  thread_id?: string | null;
}

export type RatingType = 'helpful' | 'star' | 'nps';

export interface Rating {
  id: string;
  rating_type: RatingType;
  value: { type: RatingType; value: number | boolean; max_stars?: number };
  path: string | null;
  version: string | null;
  submitted_by: string | null;
  comment: string | null;
  created_at: string;
}

export interface StarStats {
  total: number;
  average: number;
  distribution: Record<string, number>;
}

export interface HelpfulStats {
  total: number;
  helpful: number;
  not_helpful: number;
  percentage: number;
}

export interface NpsStats {
  total: number;
  score: number;
  promoters: number;
  passives: number;
  detractors: number;
  distribution: Record<string, number>;
}

/** So many, and what they come to; null where there is nothing. */
export interface Line {
  total: number;
  value: number | null;
}

export interface RatingInsights extends Line {
  previous: Line;
  days: (Line & { date: string })[];
  paths: (Line & { path: string | null })[];
  versions: (Line & { version: string | null })[];
}

export interface FeedbackInsights {
  total: number;
  previous: number;
  days: { date: string; total: number }[];
  by_type: Partial<Record<FeedbackType, number>>;
  by_status: Partial<Record<FeedbackStatus, number>>;
  paths: { path: string | null; total: number }[];
  versions: { version: string | null; total: number }[];
}
