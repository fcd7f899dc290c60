#include "support/test_lanes.h"

#include <memory>
#include <optional>
#include <stdexcept>

#include "db/migrate.h"
#include "http/plan_runner.h"

namespace seggwat::testing {

TestLanes::TestLanes(const std::string& path, const Clock& clock, Random& random)
    : write_(std::make_unique<db::Database>(path, db::OpenMode::read_write), clock, random,
             [this](db::Deliveries deliveries) { deliver(std::move(deliveries)); }),
      read_([path] { return std::make_unique<db::Database>(path, db::OpenMode::read_only); }, 1,
            [this](db::Deliveries deliveries) { deliver(std::move(deliveries)); }),
      work_([this](db::Deliveries deliveries) { deliver(std::move(deliveries)); }) {}

TestLanes::~TestLanes() {
  write_.stop();
  read_.stop();
  work_.stop();
}

void TestLanes::deliver(db::Deliveries deliveries) {
  const std::lock_guard lock(mutex_);
  for (auto& delivery : deliveries) waiting_.push_back(std::move(delivery));
  arrived_.notify_one();
}

void TestLanes::pump_until(const std::function<bool()>& finished) {
  while (!finished()) {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [this] { return !waiting_.empty(); });
    auto next = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    next();
  }
}

http::Response TestLanes::run(Result<http::Plan> plan) {
  if (!plan) return http::error_response(plan.error());
  std::optional<http::Outcome> outcome;
  http::run_plan(std::move(*plan), db::Lanes{read_, write_, work_}, [&](http::Outcome end) { outcome.emplace(std::move(end)); });
  pump_until([&] { return outcome.has_value(); });
  if (!std::holds_alternative<http::Response>(*outcome)) throw std::logic_error("the plan took the connection over");
  return std::get<http::Response>(std::move(*outcome));
}

Result<http::Plan> TestLanes::step(http::Plan plan) {
  std::optional<Result<http::Plan>> next;
  auto keep = [&](Result<http::Plan> result) { next.emplace(std::move(result)); };
  if (auto* read = std::get_if<http::Read>(&plan)) {
    read_.submit<http::Plan>(std::move(read->ask), keep);
  } else if (auto* work = std::get_if<http::Work>(&plan)) {
    work_.submit<http::Plan>(std::move(work->run), keep);
  } else {
    throw std::logic_error("not a step that leads to another");
  }
  pump_until([&] { return next.has_value(); });
  return std::move(*next);
}

void TestLanes::write(std::function<void(db::Tx&)> job) {
  write_later(std::move(job));
  settle();
}

void TestLanes::write_later(std::function<void(db::Tx&)> job) {
  ++unsettled_;
  write_.submit<bool>(
      [job = std::move(job)](db::Tx& tx) -> Result<bool> {
        job(tx);
        return true;
      },
      [this](Result<bool> result) {
        --unsettled_;
        if (!result) throw std::logic_error("a write failed: " + result.error().code);
      });
}

void TestLanes::settle() {
  pump_until([this] { return unsettled_ == 0; });
}

std::string migrated(const std::string& path) {
  db::Database database(path, db::OpenMode::read_write);
  if (!db::migrate(database, path)) throw std::runtime_error("no schema");
  return path;
}

void add_project(TestLanes& lanes, const ProjectId& project) {
  lanes.write([&](db::Tx& tx) {
    tx.database.query("INSERT INTO projects (id, key, name, created_at) VALUES (?1, ?1, 'P', ?2)", project, tx.now).run();
  });
}

}  // namespace seggwat::testing
