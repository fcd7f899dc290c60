#include "app/history_routes.h"

#include "conversations/transcript.h"
#include "conversations/visits.h"
#include "feedback/feedback_json.h"
#include "feedback/rating_json.h"
#include "feedback/submitter_store.h"
#include "http/response.h"

namespace seggwat::app {
namespace {

constexpr int kSubmittedMost = 20;

json::object history_json(db::Database& database, const conversations::Thread& thread, const attachments::FileLinks& links) {
  json::array pages;
  for (const auto& [url, title, at] : conversations::list_visited(database, thread.user.key)) {
    pages.push_back({{"url", url}, {"title", title}, {"visited_at", to_rfc3339(at)}});
  }
  json::array submitted;
  for (const auto& item : feedback::store::newest_of_submitter(database, thread.project, thread.user.sub, kSubmittedMost)) {
    submitted.push_back(feedback::feedback_json(item, links));
  }
  json::array ratings;
  for (const auto& rating :
       feedback::store::newest_ratings_of_submitter(database, thread.project, thread.user.sub, kSubmittedMost)) {
    ratings.push_back(feedback::rating_json(rating));
  }
  return {{"pages", std::move(pages)}, {"feedback", std::move(submitted)}, {"ratings", std::move(ratings)}};
}

}  // namespace

Result<http::Plan> HistoryRoutes::show_history(const http::Request& request, const team::Caller& caller) {
  const auto directory = projects_.current();
  const auto project = directory->load_for(caller.member, request.param("id"));
  if (!project) return std::unexpected(project.error());
  const auto id = request.id<ThreadId>("tid");
  if (!id) return std::unexpected(id.error());
  return http::Plan(http::Read{[this, project = (*project)->id, id = *id](db::Database& database) -> Result<http::Plan> {
    const auto thread = conversations::load_thread_in(database, project, id);
    if (!thread) return std::unexpected(thread.error());
    return http::Plan(http::ok(history_json(database, *thread, links_)));
  }});
}

}  // namespace seggwat::app
