#include "conversations/thread_routes.h"

#include <algorithm>
#include <ranges>

#include "audit/acts.h"
#include "audit/audit.h"
#include "conversations/conversation_json.h"
#include "conversations/conversation_store.h"
#include "conversations/inbox.h"
#include "conversations/message_input.h"
#include "conversations/thread_input.h"
#include "conversations/transcript.h"

namespace seggwat::conversations {
namespace {

constexpr Position kAfterEverything{std::int64_t{1} << 53, 0};

// A part of a snippet is [text, whether it was found].
json::object match_json(const search::Hit& hit) {
  json::array snippet;
  for (const auto& part : hit.snippet) snippet.emplace_back(json::array{part.text, part.is_hit});
  json::object match{{"seq", hit.seq}, {"snippet", std::move(snippet)}};
  if (hit.note > 0) match["note"] = hit.note;
  return match;
}

json::object row_json(const InboxRow& row) {
  auto object = thread_for_member(row.thread, row.unread);
  if (row.hit) object["match"] = match_json(*row.hit);
  return object;
}

json::value next_cursor_json(const InboxPage& page) {
  if (page.next_hit) return json::value(hit_cursor_text(*page.next_hit));
  return page.next ? json::value(to_text(*page.next)) : json::value(nullptr);
}

std::int64_t unread_of(db::Database& database, const team::Member& member, const Thread& thread) {
  const auto mark = store::find_mark(database, member.id, thread.id).value_or(store::MemberMark{});
  return store::count_unread_of_member(database, thread.id, mark.seq, member.joined_at);
}

json::object counts_json(const InboxCounts& counts) {
  return {{"open", counts.open},
          {"mine", counts.mine},
          {"unassigned", counts.unassigned},
          {"snoozed", counts.snoozed},
          {"unread", counts.unread}};
}

json::object stale_json(const StaleView& stale, const ProjectId& project, const FileLinks& links) {
  return {{"error", "stale_view"},
          {"message", "Somebody wrote in this conversation after what you have seen."},
          {"missed", messages_for_team(stale.missed, project, links)}};
}

http::Response posted_response(const std::variant<Posted, StaleView>& outcome, const ProjectId& project, const FileLinks& links) {
  if (const auto* stale = std::get_if<StaleView>(&outcome)) return http::json_response(409, stale_json(*stale, project, links));
  const auto& posted = std::get<Posted>(outcome);
  return http::json_response(posted.repeated ? 200 : 201,
                             json::object{{"message", message_for_team(posted.message, project, links)}});
}

http::Reply no_content_reply() {
  return [] { return http::no_content(); };
}

}  // namespace

Result<ThreadRoutes::Target> ThreadRoutes::target_of(const http::Request& request, const team::Caller& caller) const {
  const auto project = parts_.project_for(caller, request.param("id"));
  if (!project) return std::unexpected(project.error());
  const auto thread = request.id<ThreadId>("tid");
  if (!thread) return std::unexpected(thread.error());
  return Target{*project, *thread};
}

Result<http::Plan> ThreadRoutes::list_threads(const http::Request& request, const team::Caller& caller) const {
  const auto project = parts_.project_for(caller, request.param("id"));
  if (!project) return std::unexpected(project.error());
  return list_in(request, caller, {*project});
}

Result<http::Plan> ThreadRoutes::list_all_threads(const http::Request& request, const team::Caller& caller) const {
  const auto named = request.query_value("project");
  if (!named) return list_in(request, caller, parts_.projects_of(caller));
  std::vector<ProjectId> projects;
  for (const auto part : std::views::split(*named, ',')) {
    const auto project = parts_.project_for(caller, std::string_view(part.begin(), part.end()));
    if (!project) return std::unexpected(project.error());
    if (std::ranges::find(projects, *project) == projects.end()) projects.push_back(*project);
  }
  return list_in(request, caller, std::move(projects));
}

Result<http::Plan> ThreadRoutes::list_in(const http::Request& request, const team::Caller& caller,
                                         std::vector<ProjectId> projects) const {
  auto query = read_inbox_query(request, caller.member, projects.empty() ? ProjectId{} : projects.front());
  if (!query) return std::unexpected(query.error());
  if (query->words) {
    if (auto taken = parts_.take_search(caller); !taken) return std::unexpected(taken.error());
  }
  return http::Read{[find = parts_.find, member = caller.member, query = std::move(*query),
                     projects = std::move(projects)](db::Database& database) -> Result<http::Plan> {
    const auto page = query.words ? search_threads(database, member, projects, query, find)
                                  : list_threads_across(database, member, projects, query);
    json::array threads;
    for (const auto& row : page.rows) threads.emplace_back(row_json(row));
    json::object answer{{"threads", std::move(threads)}, {"next_cursor", next_cursor_json(page)}};
    if (!query.after && !query.after_hit) answer["counts"] = counts_json(count_threads_across(database, member, projects));
    return http::ok(answer);
  }};
}

Result<http::Plan> ThreadRoutes::show_thread(const http::Request& request, const team::Caller& caller) const {
  const auto target = target_of(request, caller);
  if (!target) return std::unexpected(target.error());
  return http::Read{[member = caller.member, target = *target](db::Database& database) -> Result<http::Plan> {
    const auto thread = load_thread_in(database, target.project, target.thread);
    if (!thread) return std::unexpected(thread.error());
    return http::ok(json::object{{"thread", thread_for_member(*thread, unread_of(database, member, *thread))}});
  }};
}

Result<http::Plan> ThreadRoutes::change_thread(const http::Request& request, const team::Caller& caller) const {
  const auto target = target_of(request, caller);
  if (!target) return std::unexpected(target.error());
  auto change = read_thread_change(request);
  if (!change) return std::unexpected(change.error());
  if (change->assignee) {
    if (auto checked = parts_.check_assignee(*change->assignee, target->project); !checked) return std::unexpected(checked.error());
  }
  return http::Write{[this, member = caller.member, target = *target, change = *change](db::Tx& tx) -> Result<http::Reply> {
    auto thread = conversations_.change(tx, member, target.project, target.thread, change);
    if (!thread) return std::unexpected(thread.error());
    const auto unread = unread_of(tx.database, member, *thread);
    return [thread = std::move(*thread), unread] { return http::ok(json::object{{"thread", thread_for_member(thread, unread)}}); };
  }};
}

Result<http::Plan> ThreadRoutes::list_messages(const http::Request& request, const team::Caller& caller) const {
  const auto target = target_of(request, caller);
  if (!target) return std::unexpected(target.error());
  const auto page = read_page_request(request, Numbering::seq_and_note);
  if (!page) return std::unexpected(page.error());
  return http::Read{[this, target = *target, page = *page](db::Database& database) -> Result<http::Plan> {
    if (const auto thread = load_thread_in(database, target.project, target.thread); !thread)
      return std::unexpected(thread.error());
    const int asked = page.limit + 1;
    auto messages = page.after ? store::list_after(database, target.thread, *page.after, asked, store::Notes::included)
                               : store::list_before(database, target.thread, page.before.value_or(kAfterEverything), asked,
                                                    store::Notes::included);
    const bool has_more = messages.size() > static_cast<std::size_t>(page.limit);
    if (has_more) messages.erase(page.after ? messages.end() - 1 : messages.begin());
    return http::ok(json::object{{"messages", messages_for_team(messages, target.project, parts_.links)}, {"has_more", has_more}});
  }};
}

Result<http::Plan> ThreadRoutes::post_message(const http::Request& request, const team::Caller& caller) const {
  const auto target = target_of(request, caller);
  if (!target) return std::unexpected(target.error());
  auto draft = read_member_draft(request);
  if (!draft) return std::unexpected(draft.error());
  return http::Write{[this, member = caller.member, target = *target,
                      draft = std::move(*draft)](db::Tx& tx) -> Result<http::Reply> {
    auto outcome = conversations_.post_from_member(tx, member, target.project, target.thread, draft);
    if (!outcome) return std::unexpected(outcome.error());
    return
        [this, outcome = std::move(*outcome), project = target.project] { return posted_response(outcome, project, parts_.links); };
  }};
}

Result<http::Plan> ThreadRoutes::unsend_message(const http::Request& request, const team::Caller& caller) const {
  const auto target = target_of(request, caller);
  if (!target) return std::unexpected(target.error());
  const auto message = request.id<MessageId>("mid");
  if (!message) return std::unexpected(message.error());
  return http::Write{[this, caller, target = *target, message = *message](db::Tx& tx) -> Result<http::Reply> {
    const auto unsent = conversations_.unsend_by_member(tx, caller.member, target.project, target.thread, message);
    if (!unsent) return std::unexpected(unsent.error());
    audit::record(tx, caller.actor(), {.name = audit::kMessageUnsent, .project = target.project, .thread = target.thread});
    return no_content_reply();
  }};
}

Result<http::Plan> ThreadRoutes::mark_read(const http::Request& request, const team::Caller& caller) const {
  const auto target = target_of(request, caller);
  if (!target) return std::unexpected(target.error());
  const auto seq = read_seq(request);
  if (!seq) return std::unexpected(seq.error());
  return http::Write{[this, member = caller.member, target = *target, seq = *seq](db::Tx& tx) -> Result<http::Reply> {
    const auto marked = conversations_.mark_read_by_member(tx, member, target.project, target.thread, seq);
    if (!marked) return std::unexpected(marked.error());
    return no_content_reply();
  }};
}

Result<http::Plan> ThreadRoutes::mark_unread(const http::Request& request, const team::Caller& caller) const {
  const auto target = target_of(request, caller);
  if (!target) return std::unexpected(target.error());
  return http::Write{[this, member = caller.member, target = *target](db::Tx& tx) -> Result<http::Reply> {
    const auto marked = conversations_.mark_unread(tx, member, target.project, target.thread);
    if (!marked) return std::unexpected(marked.error());
    return no_content_reply();
  }};
}

Result<http::Plan> ThreadRoutes::on_loop(const Target& target, std::function<void(const Thread&)> then) const {
  return http::Read{[target, then = std::move(then)](db::Database& database) -> Result<http::Plan> {
    auto thread = load_thread_in(database, target.project, target.thread);
    if (!thread) return std::unexpected(thread.error());
    return http::Later{[then, thread = std::move(*thread)](auto answer) {
      then(thread);
      answer(http::no_content());
    }};
  }};
}

Result<http::Plan> ThreadRoutes::note_typing(const http::Request& request, const team::Caller& caller) const {
  const auto target = target_of(request, caller);
  if (!target) return std::unexpected(target.error());
  return on_loop(*target, [this, member = caller.member](const Thread& thread) { parts_.typing(member, thread); });
}

Result<http::Plan> ThreadRoutes::note_presence(const http::Request& request, const team::Caller& caller) const {
  const auto target = target_of(request, caller);
  if (!target) return std::unexpected(target.error());
  const auto looking = read_looking(request);
  if (!looking) return std::unexpected(looking.error());
  return on_loop(
      *target, [this, member = caller.member, looking = *looking](const Thread& thread) { parts_.look(member, thread, looking); });
}

}  // namespace seggwat::conversations
