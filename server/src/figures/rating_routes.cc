#include "figures/rating_routes.h"

#include "base/text.h"
#include "figures/episode_json.h"
#include "figures/episode_store.h"

namespace seggwat::figures {
namespace {

constexpr int kRatingsShown = 100;

json::object own_json(const std::optional<Episode>& episode) {
  return {{"rating", episode ? json::value(rating_for_user(*episode)) : json::value(nullptr)}};
}

// Nothing visible is nothing said.
Result<std::optional<std::string>> read_comment(Fields& fields) {
  const auto given = fields.text("comment");
  if (const auto fine = fields.status(); !fine) return std::unexpected(fine.error());
  const auto trimmed = trim_white_space(given ? std::string_view(*given) : "");
  if (is_invisible(trimmed)) return std::optional<std::string>{};
  if (count_code_points(trimmed) > kCommentLimit) return invalid("invalid_field", "`comment` may have at most 1000 characters.");
  return std::optional<std::string>(trimmed);
}

Result<RatingDraft> read_rating(const http::Request& request) {
  const auto body = request.json();
  if (!body) return std::unexpected(body.error());
  Fields fields(*body);
  const auto score = fields.required_integer("score");
  if (score < kScoreLeast || score > kScoreMost) fields.refuse("score", "must be 1 to 5.");
  RatingDraft draft{.score = static_cast<int>(score), .seq = fields.integer("seq")};
  auto comment = read_comment(fields);
  if (!comment) return std::unexpected(std::move(comment.error()));
  draft.comment = std::move(*comment);
  return draft;
}

}  // namespace

Result<http::Plan> RatingRoutes::show_own(const http::Request&, const end_users::EndUser& user) {
  if (!parts_.asks(user.project)) return http::ok(own_json(std::nullopt));
  return http::Read{[this, user](db::Database& database) -> Result<http::Plan> {
    const auto conversation = parts_.conversation_of(database, user);
    return http::ok(own_json(conversation ? find_ratable(database, *conversation) : std::nullopt));
  }};
}

Result<http::Plan> RatingRoutes::rate(const http::Request& request, const end_users::EndUser& user) {
  auto draft = read_rating(request);
  if (!draft) return std::unexpected(std::move(draft.error()));
  if (!parts_.asks(user.project)) {
    return fail(ErrorKind::forbidden, "rating_disabled", "This project does not ask for ratings.");
  }
  return http::Write{[this, user, draft = std::move(*draft)](db::Tx& tx) -> Result<http::Reply> {
    const auto conversation = parts_.conversation_of(tx.database, user).value_or(Conversation{.project = user.project});
    auto rated = parts_.episodes.rate(tx, conversation, draft);
    if (!rated) return std::unexpected(std::move(rated.error()));
    return http::Reply{[rated = std::move(*rated)] { return http::ok(own_json(rated)); }};
  }};
}

Result<http::Plan> RatingRoutes::list_ratings(const http::Request& request, const team::Caller& caller) {
  const auto project = parts_.project_for(caller, request.param("id"));
  if (!project) return std::unexpected(project.error());
  const auto thread = request.id<ThreadId>("tid");
  if (!thread) return std::unexpected(thread.error());
  return http::Read{[this, project = *project, thread = *thread](db::Database& database) -> Result<http::Plan> {
    if (!parts_.has_thread(database, project, thread)) return not_found();
    json::array ratings;
    for (const auto& episode : store::list_rated(database, thread, store::kNoEpisodeYet, kRatingsShown))
      ratings.push_back(rating_for_team(episode));
    return http::ok({{"ratings", std::move(ratings)}});
  }};
}

}  // namespace seggwat::figures
