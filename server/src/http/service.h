#pragma once

#include "http/plan.h"

namespace seggwat::http {

// What a connection needs of the application. Called on the event loop only.
class Service {
 public:
  virtual ~Service() = default;
  // First step of the answer; never throws for bad input.
  virtual Plan answer(Request& request) = 0;
  // Last touch on every answer, also on those the connection makes itself (400, 408, 413 …): CORS and security headers, the log
  // line.
  virtual void finish(const Request& request, Response& response) = 0;
  // The largest body this request may have, in bytes, known from its head. Above it the answer is 413.
  virtual std::size_t body_limit(const Request& head) const = 0;
  // The answer to a request whose large body is not even to be read; nothing: read on.
  virtual std::optional<Response> refuse_unread(const Request& head) const = 0;
};

}  // namespace seggwat::http
