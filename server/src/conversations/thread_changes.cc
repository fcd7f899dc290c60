#include <algorithm>

#include "base/text.h"
#include "conversations/conversation_store.h"
#include "conversations/conversations.h"
#include "conversations/tag_store.h"

// What is done to a conversation as a whole: its status, whose it is, what it is called.
namespace seggwat::conversations {
namespace {

Status check_snooze(Instant until, Instant now) {
  if (until <= now) return invalid("invalid_field", "`snoozed_until` must lie in the future.");
  if (until > now + kLongestSnooze) return invalid("invalid_field", "`snoozed_until` can be a year ahead at most.");
  return {};
}

ThreadStatus wanted_status(const Thread& thread, const ThreadChange& change) {
  if (change.snoozed_until) return ThreadStatus::snoozed;
  return change.status.value_or(thread.status);
}

// A status said again without a time takes the time away: then the user's next message ends the snooze.
std::optional<Instant> wanted_snooze(const Thread& thread, const ThreadChange& change) {
  if (change.snoozed_until) return change.snoozed_until;
  return change.status ? std::nullopt : thread.snoozed_until;
}

std::vector<std::string> names_of(const std::vector<Tag>& tags) {
  std::vector<Tag> sorted = tags;
  std::ranges::sort(sorted, {}, &Tag::folded);
  std::vector<std::string> names;
  for (const auto& tag : sorted) names.push_back(tag.name);
  return names;
}

}  // namespace

Result<Thread> Conversations::change(db::Tx& tx, const team::Member& by, const ProjectId& project, const ThreadId& id,
                                     const ThreadChange& change) const {
  auto thread = load(tx, project, id);
  if (!thread) return thread;
  if (change.snoozed_until) {
    if (auto checked = check_snooze(*change.snoozed_until, tx.now); !checked) return std::unexpected(checked.error());
  }
  const auto before = *thread;
  thread->status = wanted_status(before, change);
  thread->snoozed_until = wanted_snooze(before, change);
  if (change.status || change.snoozed_until) thread->returned_at.reset();
  if (change.sets_assignee) thread->assignee = change.assignee;
  if (auto tagged = retag(tx, *thread, change.tags); !tagged) return std::unexpected(tagged.error());
  const bool newly_assigned = thread->assignee && thread->assignee != before.assignee;
  if (standing_of(*thread) == standing_of(before) && thread->tags == before.tags) return thread;
  const bool user_learns = is_resolved(thread->status) != is_resolved(before.status);
  thread->updated_at = tx.now;
  store::save_standing(tx.database, *thread);
  auto changed = *store::find_thread(tx.database, id);
  publish_thread(tx, changed, user_learns ? Audience::both_sides : Audience::team);
  store::save_marks(tx.database, changed);
  if (user_learns && is_resolved(changed.status)) course_->resolved(tx, changed, by.id);
  if (user_learns && !is_resolved(changed.status)) course_->taken_up(tx, changed);
  if (change.snoozed_until) tx.after_commit([this, until = *change.snoozed_until] { snoozed_(until); });
  if (newly_assigned && *changed.assignee != by.id) bell_.assign(tx, changed, *changed.assignee, by.name);
  return changed;
}

Status Conversations::retag(db::Tx& tx, Thread& thread, const std::optional<std::vector<TagName>>& names) const {
  if (!names) return {};
  auto tags = tags_->take(tx, thread.project, *names);
  if (!tags) return std::unexpected(tags.error());
  auto wanted = names_of(*tags);
  if (wanted == thread.tags) return {};
  store::replace_tags(tx.database, thread.id, *tags);
  thread.tags = std::move(wanted);
  return {};
}

std::optional<Instant> Conversations::bring_back(db::Tx& tx) const {
  for (const auto& id : store::list_due_snoozes(tx.database, tx.now, kReturnsSlice)) {
    auto thread = *store::find_thread(tx.database, id);
    thread.status = ThreadStatus::open;
    thread.snoozed_until.reset();
    thread.returned_at = thread.updated_at = tx.now;
    publish_thread(tx, thread, Audience::team);
    store::save_standing(tx.database, thread);
    bell_.bring_back(tx, thread);
  }
  return store::find_next_snooze(tx.database);
}

void Conversations::assign_in_turn(db::Tx& tx, Thread& thread, const Message& message,
                                   const std::vector<Candidate>& candidates) const {
  if (candidates.empty()) return;
  const auto turn_of = [&](const Candidate& one) {
    return std::pair(store::last_turn_of(tx.database, thread.project, one.id), one.id);
  };
  const auto next = *std::ranges::min_element(candidates, {}, turn_of);
  store::save_turn(tx.database, thread.project, next.id);
  thread.assignee = next.id;
  thread.assignee_name = next.name;
  thread.last_message = LastMessage{message.seq, message.author.kind, preview_of(message), message.created_at};
  publish_thread(tx, thread, Audience::team);
  bell_.assign_in_turn(tx, thread, next.id);
}

}  // namespace seggwat::conversations
