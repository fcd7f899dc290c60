#include "feedback/rating_routes.h"

#include "audit/acts.h"
#include "base/text.h"
#include "feedback/csv.h"
#include "feedback/insights_json.h"
#include "feedback/rating_input.h"
#include "feedback/rating_json.h"
#include "feedback/rating_store.h"
#include "feedback/ratings.h"
#include "http/response.h"

namespace seggwat::feedback {
namespace {

struct RatingListing {
  store::RatingFilter filter;
  store::RatingOrder order = store::RatingOrder::newest;
  Pages pages;
};

// A rating's only time is that of its answer, so both names sort by it.
Result<store::RatingOrder> read_order(const http::Request& request) {
  const auto text = given(request, "sort").value_or("-created_at");
  std::string_view name = text;
  if (name == "-created_at" || name == "-updated_at") return store::RatingOrder::newest;
  if (name.starts_with('+') || name.starts_with(' ')) name.remove_prefix(1);
  if (name == "created_at" || name == "updated_at") return store::RatingOrder::oldest;
  return refuse_parameter("sort", "must be created_at, with or without a minus before it.");
}

// `true` and `false` mean thumbs, numbers stars and nps.
Status read_value(const http::Request& request, store::RatingFilter& filter) {
  const auto text = given(request, "value");
  if (!text) return {};
  const bool is_flag = *text == "true" || *text == "false";
  const auto number = is_flag ? std::optional<std::int64_t>(*text == "true" ? 1 : 0) : parse_natural(*text);
  if (!number) return refuse_parameter("value", "must be true, false or an integer.");
  const bool of_thumbs = filter.kind.value_or(is_flag ? RatingKind::helpful : RatingKind::star) == RatingKind::helpful;
  if (of_thumbs != is_flag) return refuse_parameter("value", "is not a value of this type.");
  if (is_flag) filter.kind = RatingKind::helpful;
  filter.value = number;
  return {};
}

Result<RatingListing> read_rating_listing(const http::Request& request, const ProjectId& project) {
  RatingListing listing{.filter = {.project = project}};
  const auto kind = read_filter_name<RatingKind>(request, "type", parse_rating_kind);
  if (!kind) return std::unexpected(kind.error());
  listing.filter.kind = *kind;
  auto path = read_filter_text(request, "path");
  if (!path) return std::unexpected(std::move(path.error()));
  listing.filter.path = std::move(*path);
  if (auto read = read_value(request, listing.filter); !read) return std::unexpected(std::move(read.error()));
  const auto order = read_order(request);
  if (!order) return std::unexpected(order.error());
  listing.order = *order;
  const auto pages = read_pages(request);
  if (!pages) return std::unexpected(pages.error());
  listing.pages = *pages;
  return listing;
}

http::Reply created(const Rating& rating) {
  return [rating] { return http::created(rating_json(rating)); };
}

Result<RatingKind> read_kind(const http::Request& request) {
  const auto kind = read_filter_name<RatingKind>(request, "type", parse_rating_kind);
  if (!kind) return std::unexpected(kind.error());
  if (!*kind) return refuse_parameter("type", "must be helpful, star or nps.");
  return **kind;
}

}  // namespace

Result<http::Plan> RatingRoutes::list_ratings(const http::Request& request, const team::Caller& caller) {
  const auto project = project_for(find_project_, request, caller);
  if (!project) return std::unexpected(project.error());
  const auto listing = read_rating_listing(request, *project);
  if (!listing) return std::unexpected(listing.error());
  return http::Plan(http::Read{[listing = *listing](db::Database& database) -> Result<http::Plan> {
    const store::Page rows{listing.pages.offset(), listing.pages.limit};
    const auto list = store::list_ratings(database, listing.filter, listing.order, rows);
    return http::Plan(http::ok(rating_page_json(list, listing.pages, store::count_ratings(database, listing.filter))));
  }});
}

Result<http::Plan> RatingRoutes::export_ratings(const http::Request& request, const team::Caller& caller) {
  const auto project = project_for(find_project_, request, caller);
  if (!project) return std::unexpected(project.error());
  const auto listing = read_rating_listing(request, *project);
  if (!listing) return std::unexpected(listing.error());
  const audit::Act act{.name = audit::kRatingsExported, .project = *project};
  return http::Plan(http::Read{[listing = *listing, actor = caller.actor(), act](db::Database& database) -> Result<http::Plan> {
    const auto list = store::list_ratings(database, listing.filter, listing.order, {0, kExportMost});
    return http::Plan(let_out("ratings.csv", rating_lines(list), actor, act));
  }});
}

Result<http::Plan> RatingRoutes::create_helpful(const http::Request& request, const team::Caller& caller) {
  const auto project = project_for(find_project_, request, caller);
  if (!project) return std::unexpected(project.error());
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  const auto draft = read_helpful(*body, Sender::team);
  if (!draft) return std::unexpected(draft.error());
  return http::Plan(http::Write{[this, project = *project, draft = *draft](db::Tx& tx) -> Result<http::Reply> {
    return created(add_or_replace(tx, to_rating(draft, project, tx.now, random_)));
  }});
}

Result<http::Plan> RatingRoutes::create_typed(const http::Request& request, const team::Caller& caller) {
  const auto project = project_for(find_project_, request, caller);
  if (!project) return std::unexpected(project.error());
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  const auto draft = read_tagged_rating(*body, Sender::team);
  if (!draft) return std::unexpected(draft.error());
  return http::Plan(http::Write{[this, project = *project, draft = *draft](db::Tx& tx) -> Result<http::Reply> {
    const auto rating = add_rating(tx, to_rating(draft, project, tx.now, random_));
    if (!rating) return std::unexpected(rating.error());
    return created(*rating);
  }});
}

Result<http::Plan> RatingRoutes::show_rating(const http::Request& request, const team::Caller& caller) {
  const auto project = project_for(find_project_, request, caller);
  if (!project) return std::unexpected(project.error());
  const auto id = request.id<RatingId>("rid");
  if (!id) return std::unexpected(id.error());
  return http::Plan(http::Read{[project = *project, id = *id](db::Database& database) -> Result<http::Plan> {
    const auto rating = store::find_rating(database, project, id);
    if (!rating) return not_found();
    return http::Plan(http::ok(rating_json(*rating)));
  }});
}

Result<http::Plan> RatingRoutes::archive_rating(const http::Request& request, const team::Caller& caller) {
  const auto project = project_for(find_project_, request, caller);
  if (!project) return std::unexpected(project.error());
  const auto id = request.id<RatingId>("rid");
  if (!id) return std::unexpected(id.error());
  return http::Plan(http::Write{[actor = caller.actor(), project = *project, id = *id](db::Tx& tx) -> Result<http::Reply> {
    const auto rating = store::find_rating(tx.database, project, id);
    if (!rating) return not_found();
    if (!rating->archived_at) {
      store::archive_rating(tx.database, id, tx.now);
      audit::record(tx, actor, {.name = audit::kRatingArchived, .project = project, .details = {{"rating_id", to_string(id)}}});
    }
    return http::Reply(http::no_content);
  }});
}

Result<http::Plan> RatingRoutes::show_stats(RatingKind kind, const http::Request& request, const team::Caller& caller) {
  const auto project = project_for(find_project_, request, caller);
  if (!project) return std::unexpected(project.error());
  return http::Plan(http::Read{[project = *project, kind](db::Database& database) -> Result<http::Plan> {
    return http::Plan(http::ok(stats_json(kind, store::tally_ratings(database, project, kind))));
  }});
}

Result<http::Plan> RatingRoutes::show_helpful_stats(const http::Request& request, const team::Caller& caller) {
  return show_stats(RatingKind::helpful, request, caller);
}

Result<http::Plan> RatingRoutes::show_star_stats(const http::Request& request, const team::Caller& caller) {
  return show_stats(RatingKind::star, request, caller);
}

Result<http::Plan> RatingRoutes::show_nps_stats(const http::Request& request, const team::Caller& caller) {
  return show_stats(RatingKind::nps, request, caller);
}

Result<http::Plan> RatingRoutes::show_typed_stats(const http::Request& request, const team::Caller& caller) {
  if (const auto project = project_for(find_project_, request, caller); !project) return std::unexpected(project.error());
  const auto kind = read_kind(request);
  if (!kind) return std::unexpected(kind.error());
  return show_stats(*kind, request, caller);
}

Result<http::Plan> RatingRoutes::show_insights(const http::Request& request, const team::Caller& caller) {
  const auto project = project_for(find_project_, request, caller);
  if (!project) return std::unexpected(project.error());
  const auto kind = read_kind(request);
  if (!kind) return std::unexpected(kind.error());
  const auto days = read_days(request, clock_.now());
  if (!days) return std::unexpected(days.error());
  return http::Plan(http::Read{[project = *project, kind = *kind, days = *days](db::Database& database) -> Result<http::Plan> {
    return http::Plan(http::ok(rating_insights(database, {project, kind, days.from, days.until}, days)));
  }});
}

}  // namespace seggwat::feedback
