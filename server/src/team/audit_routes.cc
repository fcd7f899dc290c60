#include "team/audit_routes.h"

#include <algorithm>

#include "audit/acts.h"
#include "audit/audit_store.h"
#include "base/csv.h"
#include "base/text.h"
#include "http/response.h"
#include "team/rights.h"
#include "team/team_json.h"
#include "team/team_store.h"

namespace seggwat::team {
namespace {

constexpr std::int64_t kPage = 50;
constexpr std::int64_t kPageMax = 100;
constexpr std::size_t kExportMax = 50'000;

struct Listing {
  audit::Filter filter;
  std::int64_t limit = kPage;
};

Result<std::optional<std::int64_t>> read_number(const http::Request& request, std::string_view name) {
  const auto given = request.query_value(name);
  if (!given) return std::optional<std::int64_t>{};
  const auto number = parse_natural(*given);
  if (!number) return invalid("invalid_field", "`" + std::string(name) + "` is not valid.");
  return number;
}

Result<Listing> read_listing(const http::Request& request) {
  Listing listing;
  if (const auto member = request.query_value("member"); member && !member->empty()) {
    listing.filter.member = MemberId::parse(*member);
    if (!listing.filter.member) return invalid("invalid_field", "`member` must be a member's id.");
  }
  if (const auto area = request.query_value("area"); area && !area->empty()) {
    if (std::ranges::find(audit::kAreas, *area) == audit::kAreas.end()) {
      return invalid("invalid_field", "`area` must be sign_in, account, team, key, project, user or data.");
    }
    listing.filter.area = std::string(*area);
  }
  const auto before = read_number(request, "cursor");
  if (!before) return std::unexpected(before.error());
  listing.filter.before = *before;
  const auto limit = read_number(request, "limit");
  if (!limit) return std::unexpected(limit.error());
  if (*limit && **limit < 1) return invalid("invalid_field", "`limit` must be at least 1.");
  listing.limit = std::min(limit->value_or(kPage), kPageMax);
  return listing;
}

// Names by id, of members who have left too.
std::string name_of(db::Database& database, const std::optional<MemberId>& id) {
  if (!id) return {};
  const auto found = store::find_name(database, *id);
  return found.value_or(std::string());
}

json::value reference(const std::string& id, const std::string& name) {
  return json::object{{"id", id}, {"name", name.empty() ? json::value(nullptr) : json::value(name)}};
}

json::object entry_json(db::Database& database, const AuditNames& names, const audit::Entry& entry) {
  json::object shown{{"id", std::to_string(entry.no)}, {"at", to_rfc3339(entry.at)},   {"act", entry.act},
                     {"address", entry.actor.address}, {"by_key", entry.actor.by_key}, {"subject", entry.subject}};
  const auto& member = entry.actor.member;
  shown["member"] = member ? reference(to_string(*member), name_of(database, member)) : json::value(nullptr);
  shown["project"] = entry.project ? reference(to_string(*entry.project), names.project(*entry.project)) : json::value(nullptr);
  shown["thread"] = entry.thread ? reference(to_string(*entry.thread), names.user(database, *entry.thread)) : json::value(nullptr);
  shown["details"] = parse_json_object(entry.details).value_or(json::object{});
  return shown;
}

std::string entry_line(db::Database& database, const AuditNames& names, const audit::Entry& entry) {
  return csv_line({to_rfc3339(entry.at), name_of(database, entry.actor.member), entry.actor.by_key ? "API key" : "",
                   entry.actor.address, entry.act, entry.project ? names.project(*entry.project) : "",
                   entry.thread ? names.user(database, *entry.thread) : "", entry.subject,
                   entry.details == "{}" ? "" : entry.details});
}

}  // namespace

Result<http::Plan> AuditRoutes::list_entries(const http::Request& request, const Caller& caller) {
  if (auto allowed = require_admin(caller); !allowed) return std::unexpected(std::move(allowed.error()));
  const auto listing = read_listing(request);
  if (!listing) return std::unexpected(listing.error());
  return http::Plan(http::Read{[names = parts_.names(), listing = *listing](db::Database& database) -> Result<http::Plan> {
    auto entries = audit::list_entries(database, listing.filter, static_cast<std::size_t>(listing.limit) + 1);
    const bool has_more = entries.size() > static_cast<std::size_t>(listing.limit);
    if (has_more) entries.pop_back();
    json::array shown;
    for (const auto& entry : entries) shown.push_back(entry_json(database, names, entry));
    return http::Plan(
        http::ok({{"entries", std::move(shown)},
                  {"next_cursor", has_more ? json::value(std::to_string(entries.back().no)) : json::value(nullptr)}}));
  }});
}

Result<http::Plan> AuditRoutes::export_entries(const http::Request& request, const Caller& caller) {
  if (auto allowed = require_admin(caller); !allowed) return std::unexpected(std::move(allowed.error()));
  const auto listing = read_listing(request);
  if (!listing) return std::unexpected(listing.error());
  return http::Plan(http::Read{
      [names = parts_.names(), listing = *listing, actor = caller.actor()](db::Database& database) -> Result<http::Plan> {
        std::string text = csv_line({"time", "member", "by", "address", "act", "project", "user", "subject", "details"});
        for (const auto& entry : audit::list_entries(database, listing.filter, kExportMax))
          text += entry_line(database, names, entry);
        return http::Plan(http::Write{[actor, text = std::move(text)](db::Tx& tx) -> Result<http::Reply> {
          audit::record(tx, actor, {.name = audit::kAuditExported});
          return http::Reply([text] { return http::csv_file("audit.csv", text); });
        }});
      }});
}

}  // namespace seggwat::team
