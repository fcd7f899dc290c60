#include "views/view_routes.h"

#include <algorithm>
#include <ranges>

#include "views/view_input.h"
#include "views/view_store.h"

namespace seggwat::views {
namespace {

json::object view_json(const View& view, const MemberId& caller) {
  return {{"id", to_string(view.id)},
          {"name", view.name},
          {"filter", parse_json_object(view.filter_json).value_or(json::object())},
          {"shared", view.sharing == Sharing::team},
          {"mine", view.member == caller},
          {"owner", json::object{{"id", to_string(view.member)}, {"name", view.member_name}}},
          {"created_at", to_rfc3339(view.created_at)}};
}

bool holds(const std::vector<ProjectId>& projects, const ProjectId& id) {
  return std::ranges::find(projects, id) != projects.end();
}

// Who is asking, and which projects they see.
struct Reader {
  MemberId member;
  std::vector<ProjectId> seen;
};

// A view as the reader may know it: a colleague's loses the projects that the reader does not see, and is none when no other is
// left.
std::optional<View> as_seen(View view, const Reader& reader) {
  if (view.member == reader.member) return view;
  if (view.sharing == Sharing::own) return std::nullopt;
  auto filter = parse_json_object(view.filter_json).value_or(json::object());
  auto* named = filter.if_contains("projects");
  if (named == nullptr) return view;
  json::array left;
  for (const auto& item : named->as_array()) {
    const auto id = ProjectId::parse(std::string_view(item.as_string()));
    if (id && holds(reader.seen, *id)) left.push_back(item);
  }
  if (left.empty()) return std::nullopt;
  *named = std::move(left);
  view.filter_json = json::serialize(filter);
  return view;
}

Result<View> view_for(db::Database& database, const Reader& reader, const ViewId& id) {
  const auto found = store::find(database, id);
  auto view = found ? as_seen(*found, reader) : std::nullopt;
  if (!view) return not_found();
  return std::move(*view);
}

std::vector<View> views_for(db::Database& database, const Reader& reader) {
  std::vector<View> views;
  for (auto& found : store::list_for(database, reader.member)) {
    if (auto view = as_seen(std::move(found), reader)) views.push_back(std::move(*view));
  }
  return views;
}

// The projects that a view names, as far as the caller sees them; one that names none counts what is shown.
std::vector<ProjectId> projects_in(const json::object& filter, const std::vector<ProjectId>& shown,
                                   const std::vector<ProjectId>& seen) {
  const auto* named = filter.if_contains("projects");
  if (named == nullptr) return shown;
  std::vector<ProjectId> projects;
  for (const auto& item : named->as_array()) {
    const auto id = ProjectId::parse(std::string_view(item.as_string()));
    if (id && holds(seen, *id)) projects.push_back(*id);
  }
  return projects;
}

http::Reply reply_with(int status, View view, const MemberId& caller) {
  return [status, view = std::move(view), caller] {
    return http::json_response(status, json::object{{"view", view_json(view, caller)}});
  };
}

}  // namespace

Result<http::Plan> ViewRoutes::list_views(const http::Request&, const team::Caller& caller) const {
  return http::Read{[reader = Reader{caller.member.id, parts_.projects_of(caller)}](db::Database& database) -> Result<http::Plan> {
    json::array list;
    for (const auto& view : views_for(database, reader)) list.emplace_back(view_json(view, reader.member));
    return http::ok(json::object{{"views", std::move(list)}});
  }};
}

Result<http::Plan> ViewRoutes::count_views(const http::Request& request, const team::Caller& caller) const {
  const Reader reader{caller.member.id, parts_.projects_of(caller)};
  auto shown = reader.seen;
  if (const auto named = request.query_value("project")) {
    shown.clear();
    for (const auto part : std::views::split(*named, ',')) {
      const auto project = parts_.project_for(caller, std::string_view(part.begin(), part.end()));
      if (!project) return std::unexpected(project.error());
      if (!holds(shown, *project)) shown.push_back(*project);
    }
  }
  return http::Read{[count = parts_.count, member = caller.member, reader, shown](db::Database& database) -> Result<http::Plan> {
    json::object counts;
    for (const auto& view : views_for(database, reader)) {
      const auto filter = parse_json_object(view.filter_json).value_or(json::object());
      if (filter.contains("q")) continue;
      counts[to_string(view.id)] = count(database, member, projects_in(filter, shown, reader.seen), filter, kCountedMost);
    }
    return http::ok(json::object{{"counts", std::move(counts)}});
  }};
}

Result<http::Plan> ViewRoutes::create_view(const http::Request& request, const team::Caller& caller) const {
  auto draft = read_view(request);
  if (!draft) return std::unexpected(draft.error());
  if (!draft->name) return invalid("invalid_field", "`name` is missing.");
  return http::Write{[this, member = caller.member, draft = std::move(*draft)](db::Tx& tx) -> Result<http::Reply> {
    if (store::count_of(tx.database, member.id) >= kMostOfMember) {
      return fail(ErrorKind::conflict, "too_many_views", "A member can save at most 100 views: delete one first.");
    }
    View view{.id = ViewId::make(tx.now, parts_.random),
              .member = member.id,
              .member_name = member.name,
              .name = *draft.name,
              .filter_json = draft.filter_json.value_or("{}"),
              .sharing = draft.sharing.value_or(Sharing::own),
              .created_at = tx.now};
    store::insert(tx.database, view);
    return reply_with(201, std::move(view), member.id);
  }};
}

Result<http::Plan> ViewRoutes::change_view(const http::Request& request, const team::Caller& caller) const {
  const auto id = request.id<ViewId>("id");
  if (!id) return std::unexpected(id.error());
  auto draft = read_view(request);
  if (!draft) return std::unexpected(draft.error());
  const Reader reader{caller.member.id, parts_.projects_of(caller)};
  return http::Write{[reader, id = *id, draft = std::move(*draft)](db::Tx& tx) -> Result<http::Reply> {
    auto view = view_for(tx.database, reader, id);
    if (!view) return std::unexpected(view.error());
    if (view->member != reader.member) return forbidden("Only who saved a view may change it.");
    if (draft.name) view->name = *draft.name;
    if (draft.filter_json) view->filter_json = *draft.filter_json;
    if (draft.sharing) view->sharing = *draft.sharing;
    store::save(tx.database, *view);
    return reply_with(200, std::move(*view), reader.member);
  }};
}

Result<http::Plan> ViewRoutes::delete_view(const http::Request& request, const team::Caller& caller) const {
  const auto id = request.id<ViewId>("id");
  if (!id) return std::unexpected(id.error());
  const Reader reader{caller.member.id, parts_.projects_of(caller)};
  return http::Write{[member = caller.member, reader, id = *id](db::Tx& tx) -> Result<http::Reply> {
    const auto view = view_for(tx.database, reader, id);
    if (!view) return std::unexpected(view.error());
    if (view->member != member.id && !member.is_admin()) return forbidden("Only who saved a view may delete it.");
    store::remove(tx.database, id);
    return [] { return http::no_content(); };
  }};
}

}  // namespace seggwat::views
