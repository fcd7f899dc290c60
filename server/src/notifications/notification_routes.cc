#include "notifications/notification_routes.h"

#include <algorithm>

#include "base/secret.h"
#include "base/text.h"
#include "notifications/notification_store.h"

namespace seggwat::notifications {
namespace {

constexpr int kUsualPage = 20;
constexpr std::int64_t kLargestPage = 100;
constexpr std::size_t kMostIds = 100;

std::string to_text(const BellCursor& cursor) {
  return to_base64url(std::to_string(to_millis(cursor.created_at)) + "." + to_string(cursor.id));
}

std::optional<BellCursor> parse_cursor(std::string_view text) {
  const auto plain = from_base64url(text);
  if (!plain) return std::nullopt;
  const auto dot = plain->find('.');
  if (dot == std::string::npos) return std::nullopt;
  const auto millis = parse_natural(std::string_view(*plain).substr(0, dot));
  const auto id = NotificationId::parse(std::string_view(*plain).substr(dot + 1));
  if (!millis || !id) return std::nullopt;
  return BellCursor{from_millis(*millis), *id};
}

Result<store::BellQuery> read_query(const http::Request& request, const team::Member& member, std::vector<ProjectId> projects) {
  store::BellQuery query{.member = member, .projects = std::move(projects), .limit = kUsualPage};
  if (const auto unread = request.query_value("unread"); unread && *unread != "0") {
    if (*unread != "1") return invalid("invalid_query", "`unread` in the query must be 1.");
    query.which = store::Which::unread;
  }
  if (const auto cursor = request.query_value("cursor")) {
    query.after = parse_cursor(*cursor);
    if (!query.after) return invalid("invalid_query", "`cursor` in the query must be a `next_cursor` of an earlier answer.");
  }
  if (const auto limit = request.query_value("limit")) {
    const auto number = parse_natural(*limit);
    if (!number || *number == 0) return invalid("invalid_query", "`limit` in the query must be a number from 1 to 100.");
    query.limit = static_cast<int>(std::min(*number, kLargestPage));
  }
  return query;
}

json::object page_json(std::vector<Notification> found, int limit, std::int64_t unread) {
  json::value next = nullptr;
  if (found.size() > static_cast<std::size_t>(limit)) {
    found.resize(static_cast<std::size_t>(limit));
    next = to_text(BellCursor{found.back().created_at, found.back().id});
  }
  json::array list;
  for (const auto& notification : found) list.emplace_back(to_json(notification));
  return {{"notifications", std::move(list)}, {"unread", unread}, {"next_cursor", std::move(next)}};
}

Result<std::vector<Uuid>> read_ids(const json::array& list) {
  if (list.size() > kMostIds) return invalid("invalid_field", "`ids` can have at most 100 entries.");
  std::vector<Uuid> ids;
  for (const auto& entry : list) {
    const auto* text = entry.if_string();
    const auto id = text == nullptr ? std::nullopt : parse_uuid(*text);
    if (!id) return invalid("invalid_field", "`ids` must hold ids of notifications.");
    ids.push_back(*id);
  }
  return ids;
}

}  // namespace

Result<http::Plan> NotificationRoutes::list_notifications(const http::Request& request, const team::Caller& caller) const {
  auto query = read_query(request, caller.member, parts_.projects_of(caller.member));
  if (!query) return std::unexpected(query.error());
  return http::Read{[query = std::move(*query)](db::Database& database) -> Result<http::Plan> {
    const auto unread = store::count_unread(database, query.member, query.projects);
    return http::ok(page_json(store::list(database, query), query.limit, unread));
  }};
}

Result<http::Plan> NotificationRoutes::mark_read(const http::Request& request, const team::Caller& caller) const {
  auto object = request.json();
  if (!object) return std::unexpected(object.error());
  Fields fields(*object);
  const bool all = fields.flag("all").value_or(false);
  const auto* list = fields.list("ids");
  if (auto status = fields.status(); !status) return std::unexpected(status.error());
  if (!all && list == nullptr) return invalid("invalid_field", "Give `ids` or `all`.");
  auto ids = read_ids(list == nullptr ? json::array() : *list);
  if (!ids) return std::unexpected(ids.error());
  return http::Write{[this, member = caller.member, all, ids = std::move(*ids)](db::Tx& tx) -> Result<http::Reply> {
    if (all) store::mark_all_read(tx.database, member.id, tx.now);
    for (const auto& id : ids) {
      store::mark_read(tx.database, member.id, {id}, tx.now);
      parts_.dismiss_thread(tx, member, {id});
    }
    return [] { return http::no_content(); };
  }};
}

}  // namespace seggwat::notifications
