#include "feedback/submitter_store.h"

#include "feedback/feedback_store.h"
#include "feedback/rating_store.h"

namespace seggwat::feedback::store {
namespace {

template <class Id>
std::vector<Id> ids_of(db::Query rows) {
  std::vector<Id> ids;
  while (rows.step()) ids.push_back(rows.row().id<Id>(0));
  return ids;
}

std::vector<Feedback> feedback_of(db::Database& database, const ProjectId& project, const std::vector<FeedbackId>& ids) {
  std::vector<Feedback> found;
  for (const auto& id : ids) {
    if (auto feedback = find_feedback(database, project, id)) found.push_back(std::move(*feedback));
  }
  return found;
}

std::vector<Rating> ratings_of(db::Database& database, const ProjectId& project, const std::vector<RatingId>& ids) {
  std::vector<Rating> found;
  for (const auto& id : ids) {
    if (auto rating = find_rating(database, project, id)) found.push_back(std::move(*rating));
  }
  return found;
}

}  // namespace

std::vector<Feedback> list_of_submitter(db::Database& database, const ProjectId& project, std::string_view submitter,
                                        const FeedbackId& after, int limit) {
  const auto ids = ids_of<FeedbackId>(
      database.query("SELECT id FROM feedback WHERE project_id = ?1 AND submitted_by = ?2 AND id > ?3 ORDER BY id LIMIT ?4",
                     project, submitter, after, limit));
  return feedback_of(database, project, ids);
}

std::vector<Rating> list_ratings_of_submitter(db::Database& database, const ProjectId& project, std::string_view submitter,
                                              const RatingId& after, int limit) {
  const auto ids = ids_of<RatingId>(
      database.query("SELECT id FROM ratings WHERE project_id = ?1 AND submitted_by = ?2 AND id > ?3 ORDER BY id LIMIT ?4", project,
                     submitter, after, limit));
  return ratings_of(database, project, ids);
}

std::vector<Feedback> newest_of_submitter(db::Database& database, const ProjectId& project, std::string_view submitter, int limit) {
  const auto ids = ids_of<FeedbackId>(database.query(
      "SELECT id FROM feedback WHERE project_id = ?1 AND submitted_by = ?2 ORDER BY id DESC LIMIT ?3", project, submitter, limit));
  return feedback_of(database, project, ids);
}

std::vector<Rating> newest_ratings_of_submitter(db::Database& database, const ProjectId& project, std::string_view submitter,
                                                int limit) {
  const auto ids = ids_of<RatingId>(database.query(
      "SELECT id FROM ratings WHERE project_id = ?1 AND submitted_by = ?2 ORDER BY id DESC LIMIT ?3", project, submitter, limit));
  return ratings_of(database, project, ids);
}

}  // namespace seggwat::feedback::store
