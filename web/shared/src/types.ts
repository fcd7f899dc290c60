/** The objects of the public interface, as they travel. Times are RFC 3339 UTC. */

export interface Author {
  kind: 'user' | 'member';
  id: string;
  name: string;
  avatar_url?: string | null;
}

export interface Attachment {
  id: string;
  name: string;
  type: string;
  size: number;
  url: string;
  width?: number;
  height?: number;
}

export type MessageState = 'stored' | 'delivered' | 'mailed' | 'mail_failed' | 'seen';

export interface Message {
  id: string;
  thread_id: string;
  /** Dense inside a thread; the order of messages is this number, never a clock. */
  seq: number;
  author: Author;
  body: string;
  client_id: string;
  attachments: Attachment[];
  created_at: string;
  edited_at?: string | null;
  deleted_at?: string | null;
}

/** A message as the team sees it. Ordered by (`seq`, `note`). */
export interface TeamMessage extends Message {
  project_id?: string;
  internal: boolean;
  note: number;
  state: MessageState;
}

export type UserThreadStatus = 'open' | 'resolved';
export type ThreadStatus = 'open' | 'snoozed' | 'resolved';

/** A thread as its own user sees it. */
export interface UserThread {
  id: string;
  status: UserThreadStatus;
  last_seq: number;
  user_read_seq: number;
  team_read_seq: number;
  created_at: string;
}

export type AttributeValue = string | number | boolean;

export interface ThreadUser {
  id: string;
  name: string | null;
  email: string | null;
  email_verified: boolean;
  attributes: Record<string, AttributeValue>;
  blocked: boolean;
}

/** A thread as the team sees it. `unread` is the caller's own and absent in stream events. */
export interface Thread {
  id: string;
  project_id: string;
  user: ThreadUser;
  status: ThreadStatus;
  snoozed_until?: string | null;
  /** A snooze has ended by itself, and nobody has acted since. */
  returned_at?: string | null;
  assignee: { id: string; name: string } | null;
  tags: string[];
  unread?: number;
  last_seq: number;
  user_read_seq: number;
  team_read_seq: number;
  last_message: {
    seq: number;
    author_kind: 'user' | 'member';
    preview: string;
    created_at: string;
    /** It was unsent. */
    deleted?: boolean;
  } | null;
  page?: Page | null;
  created_at: string;
  updated_at: string;
}

export interface Page {
  url: string;
  title: string;
}

export type NotificationKind = 'message' | 'mention' | 'assigned' | 'feedback' | 'mail_failed';

export interface Notification {
  id: string;
  kind: NotificationKind;
  /** Why, where the kind does not tell: a snooze has ended, or it was the member's turn. */
  reason?: 'returned' | 'in_turn';
  project_id: string;
  thread_id?: string | null;
  feedback_id?: string | null;
  title: string;
  preview: string;
  count: number;
  created_at: string;
  read_at?: string | null;
}

export const tagColors = [
  'blue',
  'green',
  'amber',
  'red',
  'violet',
  'orange',
  'teal',
  'pink',
  'grey',
] as const;
export type TagColor = (typeof tagColors)[number];

export interface Tag {
  id: string;
  name: string;
  color: TagColor;
  threads: number;
  created_at: string;
}

export type LauncherPosition = 'bottom-right' | 'right-side' | 'icon-only';

export interface WidgetModules {
  bug_report: boolean;
  feature_request: boolean;
  review: boolean;
  contact: boolean;
  live_chat: boolean;
  /** Reports may carry a picture of the page. */
  screenshots: boolean;
}

export interface WidgetAppearance {
  color: string | null;
  header_color: string | null;
  position: LauncherPosition | null;
  button_text: string | null;
  show_powered_by: boolean;
}

export interface WidgetTexts {
  greeting: string | null;
  away: string | null;
}

export interface OfficeHours {
  enabled: boolean;
  open_now: boolean;
  next_open?: string | null;
}

export interface WidgetConfig {
  project_key: string;
  modules: WidgetModules;
  appearance: WidgetAppearance;
  texts: WidgetTexts;
  office_hours?: OfficeHours;
}

export interface ChatUser {
  id: string;
  name: string | null;
  email: string | null;
  email_verified: boolean;
}

export interface TeamPresence {
  online: boolean;
  members: { name: string; avatar_url?: string | null }[];
  /** Whether a reply reaches this user by mail when they have left. */
  replies_by_mail: boolean;
}

export interface ChatSession {
  user: ChatUser;
  thread: UserThread | null;
  messages: Message[];
  cursor: string;
  unread: number;
  team: TeamPresence;
  limits: { body: number; attachment_bytes: number; attachments: number };
}

export interface MessagePage<M extends Message = Message> {
  messages: M[];
  has_more: boolean;
}

export interface ErrorBody {
  error: string;
  message: string;
}

export type Role = 'Owner' | 'Admin' | 'Member';

export interface Project {
  id: string;
  key: string;
  name: string;
  description: string;
  allowed_origins: string[];
  org_id: string;
  feedback_count: number;
}

export type FeedbackType = 'Bug' | 'Feature' | 'Praise' | 'Question' | 'Improvement' | 'Other';
export type FeedbackStatus = 'New' | 'Active' | 'Assigned' | 'Hold' | 'Closed' | 'Resolved';
export type FeedbackSource = 'Widget' | 'Manual' | 'Mintlify' | 'Stripe' | 'Polar' | 'SocialShare';

export interface Feedback {
  id: string;
  project_id: string;
  message: string;
  status: FeedbackStatus;
  type: FeedbackType;
  source: FeedbackSource;
  path: string | null;
  version: string | null;
  submitted_by: string | null;
  resolution_note: string | null;
  created_at: string;
  archived: boolean;
}

export interface Pagination {
  page: number;
  limit: number;
  total: number;
  total_pages: number;
}
