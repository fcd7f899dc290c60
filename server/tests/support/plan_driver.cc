#include "support/plan_driver.h"

#include <stdexcept>

#include "base/log.h"
#include "db/migrate.h"

namespace seggwat::testing {

PlanDriver::PlanDriver() : database(dir.file("db"), db::OpenMode::read_write) {
  log::silence();
  if (!db::migrate(database, dir.file("db"))) throw std::runtime_error("no schema");
  const auto deliver = [](db::Deliveries deliveries) {
    for (auto& delivery : deliveries) delivery();
  };
  lane_.emplace(std::make_unique<db::Database>(dir.file("db"), db::OpenMode::read_write), clock, random, deliver);
}

http::Response PlanDriver::run_write(http::Write& write) {
  std::promise<Result<http::Reply>> answer;
  lane_->submit<http::Reply>(write.apply, [&](Result<http::Reply> reply) { answer.set_value(std::move(reply)); });
  const auto reply = answer.get_future().get();
  return reply ? (*reply)() : http::error_response(reply.error());
}

http::Response PlanDriver::run(Result<http::Plan> plan) {
  if (!plan) return http::error_response(plan.error());
  if (auto* response = std::get_if<http::Response>(&*plan)) return std::move(*response);
  if (auto* read = std::get_if<http::Read>(&*plan)) return run(read->ask(database));
  if (auto* work = std::get_if<http::Work>(&*plan)) return run(work->run());
  if (auto* write = std::get_if<http::Write>(&*plan)) return run_write(*write);
  throw std::logic_error("this plan needs a connection");
}

json::object body_of(const http::Response& response) { return parse_json_object(response.body).value(); }

http::Request make_request(std::vector<std::pair<std::string, std::string>> params, std::string body) {
  http::Request request;
  request.params = std::move(params);
  request.body = std::move(body);
  return request;
}

}  // namespace seggwat::testing
