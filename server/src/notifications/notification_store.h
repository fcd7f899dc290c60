#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "db/database.h"
#include "notifications/notification.h"
#include "team/member.h"

// All SQL of the bell.
namespace seggwat::notifications::store {

enum class Which { all, unread };

// What one member's bell holds, asked for one page.
struct BellQuery {
  team::Member member;
  std::vector<ProjectId> projects;  // those the member may see
  std::optional<BellCursor> after;
  Which which = Which::all;
  int limit = 20;
};

void insert(db::Database& database, const Notification& notification);
std::optional<Notification> find(db::Database& database, const NotificationId& id);
// The message notification of a thread as the whole team shares it: counts what no member has read. Nothing when all is read.
std::optional<Notification> find_of_thread(db::Database& database, const ThreadId& thread);

// Newest first, at most limit + 1.
std::vector<Notification> list(db::Database& database, const BellQuery& query);
std::int64_t count_unread(db::Database& database, const team::Member& member, const std::vector<ProjectId>& projects);

// The bell tells a member nothing from before this moment.
Instant joined_at(db::Database& database, const MemberId& member);

// A message was unsent: what was rung for it goes, and its text with `preview` stands in no other notification of the thread.
void forget_message(db::Database& database, const ThreadId& thread, const MessageId& message, std::string_view preview);
// A present member who sees the project.
bool may_be_told(db::Database& database, const MemberId& member, const ProjectId& project);

void mark_read(db::Database& database, const MemberId& member, const NotificationId& id, Instant now);
void mark_thread_read(db::Database& database, const MemberId& member, const ThreadId& thread, Instant now);
void mark_all_read(db::Database& database, const MemberId& member, Instant now);

}  // namespace seggwat::notifications::store
