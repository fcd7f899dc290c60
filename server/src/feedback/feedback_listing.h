#pragma once

#include "base/result.h"
#include "feedback/feedback_store.h"
#include "feedback/query_input.h"
#include "http/request.h"

namespace seggwat::feedback {

// What a list's query asks for: page, limit, sort, and the filters status, type, source, channel, version, path, assignee (`me`,
// `none` or an id), archived and search. 400 `invalid_parameter` for what cannot be understood.
struct Listing {
  store::Filter filter;
  store::Order order = store::Order::newest;
  Pages pages;

  store::Page rows() const { return {pages.offset(), pages.limit}; }
};
// `me`: whom assignee=me means.
Result<Listing> read_listing(const http::Request& request, const ProjectId& project, const MemberId& me);

struct Months {
  Instant current;
  Instant last;
};
// When the calendar month of `now` and the one before began, in UTC.
Months months_of(Instant now);

}  // namespace seggwat::feedback
