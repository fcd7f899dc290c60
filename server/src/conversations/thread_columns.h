#pragma once

#include "conversations/conversation.h"
#include "db/database.h"

namespace seggwat::conversations::store {

// One thread with its user, its assignee's name and its newest message. Columns are read by thread_from.
#define THREAD_QUERY                                                                                                     \
  "SELECT t.id, t.project_id, t.user_key, u.sub, u.name, u.email, u.email_verified, u.attributes, u.claims, u.locale,"   \
  " u.timezone, u.user_agent, u.blocked, u.mail_off, t.status, t.snoozed_until, t.assignee_id, a.name, t.last_seq,"      \
  " t.last_note, t.user_read_seq, t.team_read_seq, t.user_delivered_seq, t.last_user_seq, t.last_user_at, t.user_no,"    \
  " t.page_url, t.page_title, t.page_origin, l.author, l.body, l.created_at, t.created_at, t.active_at, t.updated_at,"   \
  " l.deleted_at, t.returned_at, u.blocked_at, (SELECT b.name FROM members b WHERE b.id = u.blocked_by),"                \
  " CASE WHEN EXISTS (SELECT 1 FROM thread_tags WHERE thread_id = t.id) THEN"                                            \
  "  (SELECT group_concat(name, char(10)) FROM (SELECT n.name AS name FROM thread_tags x JOIN tags n ON n.id = x.tag_id" \
  "   WHERE x.thread_id = t.id AND n.removed_at IS NULL ORDER BY n.folded)) END,"                                        \
  " (SELECT f.name FROM attachments f WHERE f.message_id = l.id ORDER BY f.position LIMIT 1)"                            \
  " FROM threads t JOIN end_users u ON u.key = t.user_key LEFT JOIN members a ON a.id = t.assignee_id"                   \
  " LEFT JOIN messages l ON l.thread_id = t.id AND l.seq = t.last_seq AND l.note = 0"

constexpr int kThreadColumns = 41;

Thread thread_from(const db::Row& row);

}  // namespace seggwat::conversations::store
