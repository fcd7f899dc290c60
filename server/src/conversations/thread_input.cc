#include "conversations/thread_input.h"

#include "base/time_text.h"
#include "conversations/message_input.h"

namespace seggwat::conversations {
namespace {

constexpr int kThreadsPage = 20;
constexpr int kThreadsPageLimit = 100;

std::unexpected<Error> bad_query(std::string_view name, std::string_view expected) {
  return invalid("invalid_query", "`" + std::string(name) + "` in the query must be " + std::string(expected) + ".");
}

Status read_status(const http::Request& request, InboxQuery& query) {
  const auto text = request.query_value("status");
  if (!text || *text == "all") return {};
  query.status = parse_status(*text);
  if (!query.status) return bad_query("status", "open, snoozed, resolved or all");
  return {};
}

Status read_assignee(const http::Request& request, const team::Member& caller, InboxQuery& query) {
  const auto text = request.query_value("assignee");
  if (!text) return {};
  if (*text == "none") {
    query.assigned = AssigneeFilter::nobody;
    return {};
  }
  query.assigned = AssigneeFilter::member;
  query.assignee = *text == "me" ? caller.id : MemberId::parse(*text);
  if (!query.assignee) return bad_query("assignee", "me, none or a member's id");
  return {};
}

Status read_unread(const http::Request& request, InboxQuery& query) {
  const auto text = request.query_value("unread");
  if (!text || *text == "0") return {};
  if (*text != "1") return bad_query("unread", "1");
  query.unread = UnreadFilter::unread_only;
  return {};
}

Status read_tag(const http::Request& request, InboxQuery& query) {
  const auto text = request.query_value("tag");
  if (!text) return {};
  const auto name = check_tag_name(*text);
  if (!name) return bad_query("tag", "a tag's name");
  query.tag = name->folded;
  return {};
}

Status read_mentions(const http::Request& request, InboxQuery& query) {
  const auto text = request.query_value("mentioned");
  if (!text) return {};
  if (*text != "me") return bad_query("mentioned", "me");
  query.mentions = MentionFilter::mentions_of_caller;
  return {};
}

Status read_moment(const http::Request& request, std::string_view name, std::optional<Instant>& moment) {
  const auto text = request.query_value(name);
  if (!text) return {};
  moment = parse_rfc3339(*text);
  if (!moment) return bad_query(name, "a time such as 2026-01-15T10:30:00Z");
  return {};
}

Status read_words(const http::Request& request, InboxQuery& query) {
  const auto text = request.query_value("q");
  if (request.is_badly_encoded("q")) return bad_query("q", "percent-encoded text");
  if (!text) return {};
  auto words = search::parse_query(*text);
  if (!words) return std::unexpected(words.error());
  query.words = std::move(*words);
  return {};
}

Status read_cursor(const http::Request& request, InboxQuery& query) {
  const auto text = request.query_value("cursor");
  if (!text) return {};
  if (query.words) {
    query.after_hit = parse_hit_cursor(*text);
    return query.after_hit ? Status{} : bad_query("cursor", "a `next_cursor` of an earlier answer to this search");
  }
  query.after = parse_inbox_cursor(*text);
  if (!query.after) return bad_query("cursor", "a `next_cursor` of an earlier answer");
  return {};
}

}  // namespace

Result<InboxQuery> read_inbox_query(const http::Request& request, const team::Member& caller, const ProjectId& project) {
  InboxQuery query{.project = project};
  const auto limit = read_limit(request, kThreadsPage, kThreadsPageLimit);
  if (!limit) return std::unexpected(limit.error());
  query.limit = *limit;
  for (const auto& read : {read_status(request, query), read_assignee(request, caller, query), read_unread(request, query),
                           read_tag(request, query), read_mentions(request, query), read_moment(request, "since", query.since),
                           read_moment(request, "until", query.until), read_words(request, query), read_cursor(request, query)}) {
    if (!read) return std::unexpected(read.error());
  }
  return query;
}

namespace {

void read_status(Fields& fields, ThreadChange& change) {
  const auto status = fields.text("status");
  if (status) change.status = parse_status(*status);
  if (status && !change.status) fields.refuse("status", "must be open, snoozed or resolved.");
  const auto until = fields.text("snoozed_until");
  if (!until) return;
  change.snoozed_until = parse_rfc3339(*until);
  if (!change.snoozed_until) fields.refuse("snoozed_until", "must be a time such as 2030-01-31T09:00:00Z.");
  if (change.status.value_or(ThreadStatus::snoozed) != ThreadStatus::snoozed) {
    fields.refuse("snoozed_until", "does not go with this status.");
  }
}

Result<std::optional<std::vector<TagName>>> read_tags(Fields& fields) {
  const auto* list = fields.list("tags");
  if (list == nullptr) return std::optional<std::vector<TagName>>{};
  if (list->size() > kTagsOfThread) return invalid("too_many_tags", "A conversation can have at most 20 tags.");
  std::vector<TagName> names;
  for (const auto& entry : *list) {
    if (!entry.is_string()) return invalid("invalid_field", "`tags` must be a list of names.");
    auto name = check_tag_name(entry.get_string());
    if (!name) return std::unexpected(name.error());
    names.push_back(std::move(*name));
  }
  return names;
}

}  // namespace

Result<ThreadChange> read_thread_change(const http::Request& request) {
  auto object = request.json();
  if (!object) return std::unexpected(object.error());
  Fields fields(*object);
  ThreadChange change;
  read_status(fields, change);
  change.sets_assignee = fields.has("assignee");
  if (const auto assignee = fields.text("assignee")) {
    change.assignee = MemberId::parse(*assignee);
    if (!change.assignee) fields.refuse("assignee", "must be a member's id or null.");
  }
  auto tags = read_tags(fields);
  if (auto status = fields.status(); !status) return std::unexpected(status.error());
  if (!tags) return std::unexpected(tags.error());
  change.tags = std::move(*tags);
  return change;
}

Result<Looking> read_looking(const http::Request& request) {
  auto object = request.json();
  if (!object) return std::unexpected(object.error());
  Fields fields(*object);
  const auto state = fields.required_text("state");
  if (auto status = fields.status(); !status) return std::unexpected(status.error());
  if (state == "viewing") return Looking::viewing;
  if (state == "replying") return Looking::replying;
  if (state == "gone") return Looking::gone;
  return invalid("invalid_field", "`state` must be viewing, replying or gone.");
}

}  // namespace seggwat::conversations
