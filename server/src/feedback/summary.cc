#include <array>

#include "feedback/feedback_counts.h"
#include "feedback/feedback_json.h"
#include "feedback/feedback_listing.h"
#include "feedback/insights_store.h"
#include "feedback/rating_json.h"

namespace seggwat::feedback {
namespace {

constexpr std::array kTypes{Type::bug, Type::feature, Type::praise, Type::question, Type::improvement, Type::other};
constexpr std::array kStates{State::fresh, State::active, State::assigned, State::hold, State::closed, State::resolved};

template <class Names>
json::object counts_of(const Names& names, const std::vector<store::NamedCount>& counts) {
  json::object all;
  for (const auto name : names) all[to_text(name)] = 0;
  for (const auto& [name, total] : counts) all[name.value_or("")] = total;
  return all;
}

json::object rating_brief(db::Database& database, const ProjectId& project, RatingKind kind) {
  return brief_json(kind, store::tally_ratings(database, project, kind).sum());
}

}  // namespace

json::object summarise(db::Database& database, const ProjectId& project, Instant now) {
  const auto months = months_of(now);
  auto feedback = stats_json(store::load_stats(database, project, months.current, months.last));
  const store::Period ever{project, from_millis(0), Instant::max()};
  feedback["by_type"] = counts_of(kTypes, store::count_by_type(database, ever));
  feedback["by_status"] = counts_of(kStates, store::count_by_status(database, ever));
  return {{"feedback", std::move(feedback)},
          {"ratings",
           {{"helpful", rating_brief(database, project, RatingKind::helpful)},
            {"star", rating_brief(database, project, RatingKind::star)},
            {"nps", rating_brief(database, project, RatingKind::nps)}}}};
}

}  // namespace seggwat::feedback
