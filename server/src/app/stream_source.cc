#include "app/stream_source.h"

#include "app/rendering.h"
#include "conversations/conversation_store.h"
#include "conversations/event_source.h"
#include "figures/episode_store.h"
#include "notifications/notification_store.h"
#include "projects/project_store.h"

namespace seggwat::app {
namespace {

// A message notification stands for its thread and has the thread's id.
std::optional<notifications::Notification> find_notification(db::Database& database, const journal::Entry& entry) {
  if (entry.thread && entry.thread->uuid == *entry.ref) return notifications::store::find_of_thread(database, *entry.thread);
  return notifications::store::find(database, {*entry.ref});
}

using RenderRating = realtime::Rendered (*)(const journal::Entry&, const figures::Episode&);

std::optional<realtime::Rendered> find_rating(db::Database& database, const journal::Entry& entry, RenderRating render) {
  const auto episode = figures::store::find(database, *entry.thread, *entry.seq);
  if (!episode || !episode->score) return std::nullopt;
  return render(entry, *episode);
}

}  // namespace

std::optional<realtime::Source::View> StreamSource::find_view(db::Database& database, const realtime::User& user) const {
  const auto thread = conversations::store::find_thread_of_user(database, user.project, user.sub);
  if (!thread) return std::nullopt;
  return View{thread->id, thread->user_no, thread->user_read_seq};
}

std::optional<realtime::Rendered> StreamSource::render(db::Database& database, const realtime::TeamScope& reader,
                                                       const journal::Record& record) const {
  if (record.entry.kind == journal::Kind::notification) {
    const auto notification = find_notification(database, record.entry);
    if (!notification || (notification->only_for && *notification->only_for != reader.member)) return std::nullopt;
    return app::render(*notification);
  }
  if (record.entry.kind == journal::Kind::rating) return find_rating(database, record.entry, render_rating_for_team);
  if (record.entry.kind == journal::Kind::tags) return render_tags_changed(record.entry.project);
  if (record.entry.kind == journal::Kind::erased) return render_erased(record.entry);
  const auto event = conversations::find_event(database, record);
  if (!event) return std::nullopt;
  return render_for_team(*event, links_);
}

std::optional<realtime::Rendered> StreamSource::render(db::Database& database, const realtime::User&,
                                                       const journal::Record& record) const {
  if (record.entry.kind == journal::Kind::rating) return find_rating(database, record.entry, render_rating_for_user);
  const auto event = conversations::find_event(database, record);
  if (!event) return std::nullopt;
  return render_for_user(*event, links_);
}

std::int64_t StreamSource::unread_of(db::Database& database, const realtime::TeamScope& reader) const {
  team::Member member{.id = reader.member};
  member.joined_at = notifications::store::joined_at(database, reader.member);
  std::vector<ProjectId> projects;
  for (const auto& project : projects::list_projects(database)) {
    if (reader.may_see(project.id)) projects.push_back(project.id);
  }
  return notifications::store::count_unread(database, member, projects);
}

std::int64_t StreamSource::unread_of(db::Database& database, const View& view) const {
  return conversations::store::count_unread_of_user(database, view.thread, view.read_seq);
}

}  // namespace seggwat::app
