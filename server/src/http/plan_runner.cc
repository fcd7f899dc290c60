#include "http/plan_runner.h"

#include <utility>

#include "base/log.h"

namespace seggwat::http {
namespace {

using Done = std::move_only_function<void(Outcome)>;

Response internal_error() { return error_response({ErrorKind::internal, "internal", "Something went wrong on our side."}); }

// The answer a committed write gives; the commit stands even when rendering it fails.
Response render(const Reply& reply) {
  try {
    return reply();
  } catch (const std::exception& fault) {
    log::error("reply_failed", {{"what", fault.what()}});
    return internal_error();
  }
}

class Runner {
 public:
  Runner(const db::Lanes& lanes, Done done) : lanes_(lanes), done_(std::move(done)) {}

  void run(Plan plan) {
    std::visit([this](auto& step) { std::move(*this).follow(std::move(step)); }, static_cast<Plan::variant&>(plan));
  }

 private:
  void follow(Response response) && { done_(std::move(response)); }
  void follow(Takeover takeover) && { done_(std::move(takeover)); }

  void follow(Read read) && {
    auto& lane = lanes_.read;
    lane.submit<Plan>(std::move(read.ask), continuation());
  }

  void follow(Work work) && {
    auto& lane = lanes_.work;
    lane.submit<Plan>(std::move(work.run), continuation());
  }

  void follow(Write write) && {
    auto& lane = lanes_.write;
    lane.submit<Reply>(std::move(write.apply), [done = std::move(done_)](Result<Reply> reply) mutable {
      done(reply ? render(*reply) : error_response(reply.error()));
    });
  }

  void follow(Later later) && {
    later.start([done = std::move(done_)](Response response) mutable { done(std::move(response)); });
  }

  std::move_only_function<void(Result<Plan>)> continuation() {
    return [lanes = lanes_, done = std::move(done_)](Result<Plan> next) mutable {
      if (!next) return done(error_response(next.error()));
      run_plan(std::move(*next), lanes, std::move(done));
    };
  }

  db::Lanes lanes_;
  Done done_;
};

}  // namespace

void run_plan(Plan plan, const db::Lanes& lanes, Done done) {
  Runner runner(lanes, std::move(done));
  runner.run(std::move(plan));
}

}  // namespace seggwat::http
