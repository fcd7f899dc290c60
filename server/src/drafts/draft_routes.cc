#include "drafts/draft_routes.h"

#include "base/text.h"
#include "drafts/draft_store.h"
#include "http/response.h"

namespace seggwat::drafts {
namespace {

json::object to_json(const Draft& draft) {
  return {{"project_id", to_string(draft.project)},
          {"thread_id", to_string(draft.thread)},
          {"body", draft.body},
          {"internal", draft.what == DraftOf::note},
          {"updated_at", to_rfc3339(draft.updated_at)}};
}

Result<Draft> read_draft(const http::Request& request) {
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  Fields fields(*body);
  Draft draft;
  draft.body = fields.required_text("body");
  if (count_code_points(draft.body) > kBodyMax) fields.refuse("body", "may have at most 10,000 characters.");
  if (fields.flag("internal").value_or(false)) draft.what = DraftOf::note;
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  return draft;
}

}  // namespace

Result<DraftRoutes::Place> DraftRoutes::place_of(const http::Request& request, const team::Caller& caller) const {
  const auto project = parts_.project_for(caller, request.param("id"));
  if (!project) return std::unexpected(project.error());
  const auto thread = request.id<ThreadId>("tid");
  if (!thread) return std::unexpected(thread.error());
  return Place{*project, *thread};
}

Status DraftRoutes::check_place(db::Database& database, const Place& place) const {
  if (!parts_.has_thread(database, place.project, place.thread)) return not_found();
  return {};
}

Result<http::Plan> DraftRoutes::list_drafts(const http::Request&, const team::Caller& caller) const {
  return http::Plan(http::Read{[member = caller.member](db::Database& database) -> Result<http::Plan> {
    json::array drafts;
    for (const auto& draft : store::list(database, member.id, kListed)) {
      if (member.may_see(draft.project)) drafts.push_back(to_json(draft));
    }
    return http::Plan(http::ok({{"drafts", std::move(drafts)}}));
  }});
}

Result<http::Plan> DraftRoutes::show_draft(const http::Request& request, const team::Caller& caller) const {
  const auto place = place_of(request, caller);
  if (!place) return std::unexpected(place.error());
  return http::Plan(http::Read{[this, member = caller.member.id, place = *place](db::Database& database) -> Result<http::Plan> {
    if (auto there = check_place(database, place); !there) return std::unexpected(std::move(there.error()));
    const auto draft = store::find(database, member, place.thread);
    return http::Plan(http::ok({{"draft", draft ? json::value(to_json(*draft)) : json::value(nullptr)}}));
  }});
}

Result<http::Plan> DraftRoutes::save_draft(const http::Request& request, const team::Caller& caller) const {
  const auto place = place_of(request, caller);
  if (!place) return std::unexpected(place.error());
  auto read = read_draft(request);
  if (!read) return std::unexpected(read.error());
  read->project = place->project;
  read->thread = place->thread;
  return http::Plan(
      http::Write{[this, member = caller.member.id, place = *place, draft = *read](db::Tx& tx) -> Result<http::Reply> {
        if (auto there = check_place(tx.database, place); !there) return std::unexpected(std::move(there.error()));
        if (draft.body.empty()) {
          store::remove(tx.database, member, place.thread);
          return http::Reply([] { return http::ok({{"draft", nullptr}}); });
        }
        auto kept = draft;
        kept.updated_at = tx.now;
        store::save(tx.database, member, kept);
        return http::Reply([kept] { return http::ok({{"draft", to_json(kept)}}); });
      }});
}

Result<http::Plan> DraftRoutes::delete_draft(const http::Request& request, const team::Caller& caller) const {
  const auto place = place_of(request, caller);
  if (!place) return std::unexpected(place.error());
  return http::Plan(http::Write{[this, member = caller.member.id, place = *place](db::Tx& tx) -> Result<http::Reply> {
    if (auto there = check_place(tx.database, place); !there) return std::unexpected(std::move(there.error()));
    store::remove(tx.database, member, place.thread);
    return http::Reply(http::no_content);
  }});
}

}  // namespace seggwat::drafts
