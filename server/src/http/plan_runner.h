#pragma once

#include <functional>
#include <variant>

#include "db/lanes.h"
#include "http/plan.h"

namespace seggwat::http {

// How a plan ends.
using Outcome = std::variant<Response, Takeover>;

// Takes `plan` through the lanes, step by step, to its end. Called on the event loop; `done` runs on it too, once, perhaps before
// this returns. A plan that throws ends as 500, one whose lane is full as 503.
void run_plan(Plan plan, const db::Lanes& lanes, std::move_only_function<void(Outcome)> done);

}  // namespace seggwat::http
