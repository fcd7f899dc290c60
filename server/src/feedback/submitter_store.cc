#include "feedback/submitter_store.h"

#include "feedback/feedback_store.h"
#include "feedback/rating_store.h"

namespace seggwat::feedback::store {

std::vector<Feedback> list_of_submitter(db::Database& database, const ProjectId& project, std::string_view submitter,
                                        std::int64_t limit) {
  std::vector<FeedbackId> ids;
  {
    auto rows = database.query("SELECT id FROM feedback WHERE project_id = ?1 AND submitted_by = ?2 ORDER BY id DESC LIMIT ?3",
                               project, submitter, limit);
    while (rows.step()) ids.push_back(rows.row().id<FeedbackId>(0));
  }
  std::vector<Feedback> found;
  for (const auto& id : ids) {
    if (auto feedback = find_feedback(database, project, id)) found.push_back(std::move(*feedback));
  }
  return found;
}

std::vector<Rating> list_ratings_of_submitter(db::Database& database, const ProjectId& project, std::string_view submitter,
                                              std::int64_t limit) {
  std::vector<RatingId> ids;
  {
    auto rows = database.query("SELECT id FROM ratings WHERE project_id = ?1 AND submitted_by = ?2 ORDER BY id DESC LIMIT ?3",
                               project, submitter, limit);
    while (rows.step()) ids.push_back(rows.row().id<RatingId>(0));
  }
  std::vector<Rating> found;
  for (const auto& id : ids) {
    if (auto rating = find_rating(database, project, id)) found.push_back(std::move(*rating));
  }
  return found;
}

}  // namespace seggwat::feedback::store
