#pragma once

#include <future>
#include <optional>
#include <string>

#include "base/json.h"
#include "db/database.h"
#include "db/write_lane.h"
#include "http/plan.h"
#include "support/fakes.h"
#include "support/temp_dir.h"

namespace seggwat::testing {

// Takes what a handler returns to its answer, with a real write lane on a fresh database. Effects of a write run before run()
// returns.
class PlanDriver {
 public:
  PlanDriver();

  ManualClock clock;
  SeededRandom random;
  TempDir dir;
  db::Database database;  // for reading, and for setting things up

  http::Response run(Result<http::Plan> plan);

  // Runs a rule in a write of its own; a refusal fails the test by throwing.
  template <class T>
  T write(std::function<Result<T>(db::Tx&)> apply) {
    std::promise<Result<T>> answer;
    lane_->submit<T>(std::move(apply), [&](Result<T> result) { answer.set_value(std::move(result)); });
    return answer.get_future().get().value();
  }

 private:
  http::Response run_write(http::Write& write);

  std::optional<db::WriteLane> lane_;
};

json::object body_of(const http::Response& response);
// A request with path parameters and, where given, a JSON body.
http::Request make_request(std::vector<std::pair<std::string, std::string>> params, std::string body = {});

}  // namespace seggwat::testing
