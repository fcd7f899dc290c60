#pragma once

#include <functional>
#include <memory>
#include <type_traits>
#include <variant>

#include "base/result.h"
#include "db/database.h"
#include "db/write_lane.h"
#include "http/response.h"

namespace seggwat::http {

struct DetachedSocket;  // http/detached_socket.h
struct Plan;

// A request is answered in steps. The handler runs on the event loop: it checks and parses, and returns where the next step runs.

// In the read lane, within one snapshot.
struct Read {
  std::move_only_function<Result<Plan>(db::Database&)> ask;
};
// In the work lane: slow, without the database.
struct Work {
  std::move_only_function<Result<Plan>()> run;
};
// Renders the answer of a committed write, on the event loop.
using Reply = std::function<Response()>;
// In the write lane, in a savepoint of the current commit. May be run twice, so it must not move its captures away.
struct Write {
  std::function<Result<Reply>(db::Tx&)> apply;
};
// On the event loop, later: `start` gets the function that answers; it must be called exactly once, on the loop.
struct Later {
  std::move_only_function<void(std::move_only_function<void(Response)>)> start;
};
// The connection stops being HTTP: whoever takes the socket writes everything, the status line included.
struct Takeover {
  std::move_only_function<void(std::unique_ptr<DetachedSocket>)> take;
};

struct Plan : std::variant<Response, Read, Work, Write, Later, Takeover> {
  using variant::variant;
};

// A handler may take the body out of the request, so that an upload is never in memory twice.
using Handler = std::function<Result<Plan>(Request&)>;

}  // namespace seggwat::http
