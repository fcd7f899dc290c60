#pragma once

#include "base/json.h"
#include "base/result.h"
#include "feedback/insights_store.h"
#include "feedback/rating_store.h"
#include "http/request.h"

// The numbers behind the dashboard's pictures: whole days in UTC, every day present, the period before for comparison.
namespace seggwat::feedback {

struct Days {
  Instant from;
  Instant until;   // the end of today
  Instant before;  // where the period before began
  std::int64_t count = 30;
};
// `days`, 1 to 366, 30 unless given.
Result<Days> read_days(const http::Request& request, Instant now);

// {type, total, value, previous: {total, value}, days: [{date, total, value}], paths: […], versions: […]}. `value` is null where
// there is nothing.
json::object rating_insights(db::Database& database, const store::Span& span, const Days& days);
// {total, previous, days: [{date, total}], by_type, by_status, by_source, paths, versions}
json::object feedback_insights(db::Database& database, const ProjectId& project, const Days& days);

}  // namespace seggwat::feedback
