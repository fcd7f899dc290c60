#include "conversations/conversations.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "conversations/conversation_store.h"
#include "conversations/mentions.h"
#include "conversations/visits.h"

namespace seggwat::conversations {
namespace {

constexpr int kMissedLimit = 100;

std::unexpected<Error> client_id_reused() {
  return fail(ErrorKind::conflict, "client_id_reused", "This client_id was used for another message.");
}

Author author_of(const Thread& thread) { return {AuthorKind::user, std::nullopt, thread.user.sub, thread.user.display_name()}; }

bool moves_to(const Thread& thread, const Page& page) {
  return !thread.page || thread.page->url != page.url || thread.page->title != page.title;
}

void take_page(db::Tx& tx, Thread& thread, const Page& page) {
  store::save_page(tx.database, thread.id, page);
  thread.page = page;
}

Author author_of(const team::Member& member) { return {AuthorKind::member, member.id, to_string(member.id), member.name}; }

}  // namespace

Result<std::string> check_body(std::string_view body, Accompanied accompanied) {
  if (body.contains('\0')) return invalid("body_invalid", "A message cannot hold a NUL character.");
  const auto trimmed = trim_white_space(body);
  if (is_invisible(trimmed) && accompanied == Accompanied::by_files) return std::string();
  if (is_invisible(trimmed)) return invalid("body_empty", "A message needs some text.");
  if (count_code_points(trimmed) > kBodyLimit) return invalid("body_too_long", "A message can have at most 10,000 characters.");
  return std::string(trimmed);
}

Result<Posted> Conversations::post_from_user(db::Tx& tx, const end_users::EndUser& user, const UserDraft& draft) const {
  const auto known = users_.remember(tx, user, draft.email, draft.user_agent);
  auto found = store::find_thread_by_user_key(tx.database, known.key);
  if (found) {
    if (auto earlier = store::find_by_client_id(tx.database, found->id, std::nullopt, draft.client_id)) {
      if (!says_the_same(tx, *earlier, {draft.body, draft.attachments})) return client_id_reused();
      return Posted{std::move(*earlier), true, user.project};
    }
  }
  if (draft.page) note_visit(tx, known.key, *draft.page);
  auto thread = found ? std::move(*found) : start_thread(tx, user, known.key);
  const bool moved = draft.page && moves_to(thread, *draft.page);
  if (moved) take_page(tx, thread, *draft.page);
  if (moved || (found && known.is_news)) publish_thread(tx, thread, Audience::team);
  const bool wakes_the_team = thread.last_user_seq <= thread.team_read_seq;
  const bool begins = !found || thread.status != ThreadStatus::open;
  const bool is_new_episode = !found || is_resolved(thread.status);
  const auto standing = standing_of(thread);
  if (std::exchange(thread.returned_at, std::nullopt)) publish_thread(tx, thread, Audience::team);
  reopen(tx, thread);
  const auto read_before = thread.user_read_seq;
  const auto last_before = thread.last_seq;
  auto appended = append(tx, thread, author_of(thread), {draft.client_id, draft.body, draft.attachments, Visibility::both_sides});
  if (!appended) return std::unexpected(appended.error());
  auto& message = *appended;
  thread.last_user_seq = message.seq;
  thread.last_user_at = tx.now;
  thread.user_read_seq = message.seq;
  if (read_before < last_before) publish_read(tx, thread, {.thread = thread.id, .seq = message.seq}, Audience::both_sides);
  if (is_new_episode) course_->begun(tx, thread);
  bell_.user_wrote(tx, thread);
  if (wakes_the_team) bell_.wake(tx, thread, message);
  if (begins && !thread.assignee) assign_in_turn(tx, thread, message, draft.candidates);
  if (standing_of(thread) != standing) store::save_standing(tx.database, thread);
  store::save_activity(tx.database, thread);
  return Posted{std::move(message), false, user.project};
}

Result<std::variant<Posted, StaleView>> Conversations::post_from_member(db::Tx& tx, const team::Member& member,
                                                                        const ProjectId& project, const ThreadId& id,
                                                                        const MemberDraft& draft) const {
  auto found = load(tx, project, id);
  if (!found) return std::unexpected(found.error());
  auto& thread = *found;
  if (auto earlier = store::find_by_client_id(tx.database, id, member.id, draft.client_id)) {
    const bool same_kind = earlier->is_note() == (draft.visibility == Visibility::team_only);
    if (!says_the_same(tx, *earlier, {draft.body, draft.attachments}) || !same_kind) return client_id_reused();
    return Posted{std::move(*earlier), true, project};
  }
  const bool is_note = draft.visibility == Visibility::team_only;
  if (draft.seen_seq && draft.guard == StaleGuard::on && !is_note) {
    auto missed = store::list_missed(tx.database, id, member.id, *draft.seen_seq, kMissedLimit);
    if (!missed.empty()) return StaleView{std::move(missed)};
  }
  auto appended = append(tx, thread, author_of(member), {draft.client_id, draft.body, draft.attachments, draft.visibility});
  if (!appended) return std::unexpected(appended.error());
  auto& message = *appended;
  if (is_note) {
    notify_mentioned(tx, thread, message);
  } else {
    if (std::exchange(thread.returned_at, std::nullopt)) {
      store::save_standing(tx.database, thread);
      publish_thread(tx, thread, Audience::team);
    }
    read_by_posting(tx, member, thread);
    mails_.note_reply(tx, thread);
    course_->answered(tx, thread, message);
  }
  store::save_activity(tx.database, thread);
  return Posted{std::move(message), false, project};
}

Thread Conversations::start_thread(db::Tx& tx, const end_users::EndUser& user, end_users::UserKey key) const {
  Thread fresh;
  fresh.id = ThreadId::make(tx.now, random_);
  fresh.project = user.project;
  fresh.user.key = key;
  fresh.created_at = fresh.active_at = fresh.updated_at = tx.now;
  store::insert_thread(tx.database, fresh);
  auto thread = *store::find_thread(tx.database, fresh.id);
  publish_thread(tx, thread, Audience::team);
  return thread;
}

// Numbers the message, stores it and tells whom it concerns. The caller saves the thread.
Result<Message> Conversations::append(db::Tx& tx, Thread& thread, Author author, const Draft& draft) const {
  const bool is_note = draft.visibility == Visibility::team_only;
  Message message{.id = MessageId::make(tx.now, random_),
                  .thread = thread.id,
                  .seq = is_note ? thread.last_seq : thread.last_seq + 1,
                  .note = is_note ? thread.last_note + 1 : 0,
                  .author = std::move(author),
                  .client_id = draft.client_id,
                  .body = draft.body,
                  .created_at = tx.now};
  if (message.author.kind == AuthorKind::user) message.state = MessageState::delivered;
  store::insert_message(tx.database, message);
  if (!draft.attachments.empty()) {
    auto given = uploads_.give_to(tx, thread, message, draft.attachments);
    if (!given) return std::unexpected(given.error());
    message.attachments = std::move(*given);
  }
  thread.last_seq = message.seq;
  thread.last_note = message.note;
  thread.updated_at = tx.now;
  if (!is_note) thread.active_at = tx.now;
  publish_message(tx, thread, message, is_note ? Audience::team : Audience::both_sides);
  return message;
}

void Conversations::reopen(db::Tx& tx, Thread& thread) const {
  if (thread.status == ThreadStatus::open) return;
  const bool was_resolved = is_resolved(thread.status);
  thread.status = ThreadStatus::open;
  thread.snoozed_until.reset();
  thread.updated_at = tx.now;
  publish_thread(tx, thread, was_resolved ? Audience::both_sides : Audience::team);
}

void Conversations::read_by_posting(db::Tx& tx, const team::Member& member, Thread& thread) const {
  auto mark = store::find_mark(tx.database, member.id, thread.id).value_or(store::MemberMark{});
  mark.seq = std::max(mark.seq, thread.last_seq);
  store::save_mark(tx.database, member.id, thread.id, mark, tx.now);
  bell_.silence(tx, member.id, thread.id);
  const bool user_learns = thread.team_read_seq < thread.last_user_seq;
  thread.team_read_seq = std::max(thread.team_read_seq, thread.last_seq);
  if (!user_learns) return;
  publish_read(tx, thread,
               {.thread = thread.id, .by_team = true, .seq = thread.team_read_seq, .member = member.id, .member_seq = mark.seq},
               Audience::both_sides);
}

void Conversations::notify_mentioned(db::Tx& tx, const Thread& thread, const Message& note) const {
  for (const auto& mentioned : find_mentions(note.body)) {
    if (mentioned != note.author.member) bell_.mention(tx, thread, note, mentioned);
  }
}

void Conversations::mark_read_by_user(db::Tx& tx, const end_users::EndUser& user, std::int64_t seq) const {
  auto thread = store::find_thread_of_user(tx.database, user.project, user.sub);
  if (!thread) return;
  seq = std::min(seq, thread->last_seq);
  if (seq <= thread->user_read_seq) return;
  thread->user_read_seq = seq;
  publish_read(tx, *thread, {.thread = thread->id, .seq = seq}, Audience::both_sides);
  store::save_marks(tx.database, *thread);
}

Status Conversations::mark_read_by_member(db::Tx& tx, const team::Member& member, const ProjectId& project, const ThreadId& id,
                                          std::int64_t seq) const {
  auto thread = load(tx, project, id);
  if (!thread) return std::unexpected(thread.error());
  bell_.silence(tx, member.id, id);
  seq = std::min(seq, thread->last_seq);
  auto mark = store::find_mark(tx.database, member.id, id).value_or(store::MemberMark{});
  const bool team_moves = seq > thread->team_read_seq;
  if (seq <= mark.seq && !team_moves) return {};
  mark.seq = std::max(mark.seq, seq);
  store::save_mark(tx.database, member.id, id, mark, tx.now);
  thread->team_read_seq = std::max(thread->team_read_seq, seq);
  publish_read(tx, *thread,
               {.thread = id, .by_team = true, .seq = thread->team_read_seq, .member = member.id, .member_seq = mark.seq},
               team_moves ? Audience::both_sides : Audience::team);
  store::save_marks(tx.database, *thread);
  return {};
}

Status Conversations::mark_unread(db::Tx& tx, const team::Member& member, const ProjectId& project, const ThreadId& id) const {
  auto thread = load(tx, project, id);
  if (!thread) return std::unexpected(thread.error());
  if (thread->last_user_seq == 0) return {};
  auto mark = store::find_mark(tx.database, member.id, id).value_or(store::MemberMark{});
  const auto target = thread->last_user_seq - 1;
  if (mark.seq <= target && mark.dismissed <= target) return {};
  mark.seq = std::min(mark.seq, target);
  mark.dismissed = std::min(mark.dismissed, target);
  store::save_mark(tx.database, member.id, id, mark, tx.now);
  publish_read(tx, *thread,
               {.thread = id, .by_team = true, .seq = thread->team_read_seq, .member = member.id, .member_seq = mark.seq},
               Audience::team);
  store::save_marks(tx.database, *thread);
  return {};
}

void Conversations::dismiss(db::Tx& tx, const team::Member& member, const ThreadId& id) const {
  const auto thread = store::find_thread(tx.database, id);
  if (!thread || !member.may_see(thread->project)) return;
  auto mark = store::find_mark(tx.database, member.id, id).value_or(store::MemberMark{});
  if (mark.dismissed >= thread->last_user_seq) return;
  mark.dismissed = thread->last_user_seq;
  store::save_mark(tx.database, member.id, id, mark, tx.now);
}

void Conversations::note_profile(db::Tx& tx, const end_users::Remembered& user, const std::optional<Page>& page) const {
  if (page) note_visit(tx, user.key, *page);
  auto thread = store::find_thread_by_user_key(tx.database, user.key);
  if (!thread) return;
  const bool moved = page && moves_to(*thread, *page);
  if (moved) take_page(tx, *thread, *page);
  if (moved || user.is_news) publish_thread(tx, *thread, Audience::team);
}

void Conversations::announce_changed(db::Tx& tx, const ThreadId& id, std::int64_t from_seq, std::int64_t to_seq) const {
  auto thread = store::find_thread(tx.database, id);
  if (!thread) return;
  const auto limit = static_cast<int>(to_seq - from_seq + 1);
  for (const auto& message : store::list_after(tx.database, id, {from_seq - 1, 0}, limit, store::Notes::left_out)) {
    if (message.author.kind == AuthorKind::member && message.seq <= to_seq) publish_message(tx, *thread, message, Audience::team);
  }
}

void Conversations::announce_thread(db::Tx& tx, const ThreadId& id) const {
  auto thread = store::find_thread(tx.database, id);
  if (thread) publish_thread(tx, *thread, Audience::team);
}

Result<Thread> Conversations::load(db::Tx& tx, const ProjectId& project, const ThreadId& id) const {
  auto thread = store::find_thread(tx.database, id);
  if (!thread || thread->project != project) return not_found();
  return std::move(*thread);
}

void Conversations::publish_message(db::Tx& tx, Thread& thread, const Message& message, Audience audience) const {
  journal::Entry entry{.kind = journal::Kind::message, .project = thread.project, .thread = thread.id, .ref = message.id.uuid};
  if (audience == Audience::both_sides) entry.user_no = ++thread.user_no;
  publish(tx, thread, entry, message);
}

void Conversations::publish_read(db::Tx& tx, Thread& thread, ReadMark mark, Audience audience) const {
  journal::Entry entry{.kind = mark.by_team ? journal::Kind::team_read : journal::Kind::user_read,
                       .project = thread.project,
                       .thread = thread.id,
                       .seq = mark.seq,
                       .extra = mark.member_seq};
  if (mark.member) entry.ref = mark.member->uuid;
  if (audience == Audience::both_sides) entry.user_no = ++thread.user_no;
  publish(tx, thread, entry, mark);
}

void Conversations::publish_thread(db::Tx& tx, Thread& thread, Audience audience) const {
  journal::Entry entry{.kind = journal::Kind::thread, .project = thread.project, .thread = thread.id};
  if (audience == Audience::both_sides) entry.user_no = ++thread.user_no;
  publish(tx, thread, entry, thread);
}

void Conversations::publish(db::Tx& tx, const Thread& thread, const journal::Entry& entry, decltype(Event::what) what) const {
  const auto record = journal::append(tx, entry);
  tx.after_commit([&sink = sink_, event = Event{record, thread.user.sub, std::move(what)}] { sink.publish(event); });
}

}  // namespace seggwat::conversations
