#pragma once

#include "base/result.h"
#include "feedback/feedback_store.h"
#include "http/request.h"

namespace seggwat::feedback {

// What a list's query asks for: page, limit, status, type, search, sort. 400 `invalid_parameter` for what cannot be understood; a
// limit above 100 is cut to 100; an empty value counts as not given.
struct Listing {
  store::Filter filter;
  store::Order order = store::Order::newest;
  std::int64_t page = 1;
  std::int64_t limit = 20;

  store::Page rows() const { return {(page - 1) * limit, limit}; }
};
Result<Listing> read_listing(const http::Request& request, const ProjectId& project);

struct Months {
  Instant current;
  Instant last;
};
// When the calendar month of `now` and the one before began, in UTC.
Months months_of(Instant now);

}  // namespace seggwat::feedback
