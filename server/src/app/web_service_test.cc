#include "app/web_service.h"

#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "support/fakes.h"
#include "support/temp_dir.h"

namespace seggwat::app {
namespace {

using http::Method;

// A service with one route that yields and one that does not, and a write lane that a test can fill.
class Overloaded : public ::testing::Test {
 protected:
  ~Overloaded() override { let_go(); }

  http::Route route(Method method, std::string_view pattern, bool yields) {
    auto handle = [this](http::Request&) -> Result<http::Plan> {
      ++handled;
      return http::no_content();
    };
    return {.method = method, .pattern = pattern, .access = http::Access::end_user, .handle = handle, .yields_to_load = yields};
  }
  int status_of(Method method, std::string path) {
    http::Request request{.method = method, .path = std::move(path), .headers = {{"Origin", "https://shop.example"}}};
    auto plan = service.answer(request);
    answer = std::get<http::Response>(std::move(plan));
    service.finish(request, answer);
    return answer.status;
  }
  void submit(std::function<void()> work) {
    lane.submit<bool>(
        [work = std::move(work)](db::Tx&) -> Result<bool> {
          if (work) work();
          return true;
        },
        [](const Result<bool>&) {});
  }
  // One job holds the lane up, until let_go().
  void hold_up() {
    submit([began = &began, may_end = may_end.get_future().share()] {
      began->set_value();
      may_end.wait();
    });
    began.get_future().wait();
  }
  void fill() {
    hold_up();
    for (std::size_t i = 0; i < db::WriteLane::kQueueLimit; ++i) submit(nullptr);
  }
  void let_go() {
    if (!std::exchange(gone, true)) may_end.set_value();
    lane.stop();
  }

  testing::TempDir dir;
  testing::ManualClock clock;
  testing::SeededRandom random;
  db::WriteLane lane{std::make_unique<db::Database>(dir.file("lane.db"), db::OpenMode::read_write), clock, random,
                     [](db::Deliveries all) {
                       for (auto& one : all) one();
                     }};
  Metrics metrics;
  WebService service{http::Router({route(Method::post, "/api/v1/write", true), route(Method::get, "/api/v1/read", false)}),
                     {.files = http::StaticFiles({}), .metrics = metrics, .write = lane, .clock = clock}};
  std::promise<void> began;
  std::promise<void> may_end;
  bool gone = false;
  int handled = 0;
  http::Response answer;
};

std::string header_of(const http::Response& response, std::string_view name) {
  for (const auto& header : response.headers) {
    if (header.name == name) return header.value;
  }
  return {};
}

TEST_F(Overloaded, a_write_that_would_have_to_wait_is_refused_before_anything_is_looked_at) {
  EXPECT_EQ(status_of(Method::post, "/api/v1/write"), 204);
  fill();
  ASSERT_TRUE(lane.is_behind());
  EXPECT_EQ(status_of(Method::post, "/api/v1/write"), 503);
  EXPECT_EQ(header_of(answer, "Retry-After"), "2");
  EXPECT_EQ(header_of(answer, "Access-Control-Allow-Origin"), "https://shop.example") << "a page must be able to read it";
  EXPECT_EQ(handled, 1);
  EXPECT_TRUE(service.refuse_unread({.method = Method::post, .path = "/api/v1/write"}));
}

TEST_F(Overloaded, neither_is_one_let_in_that_would_wait_behind_others_for_long) {
  hold_up();
  submit(nullptr);
  clock.advance(db::WriteLane::kLongestWait);
  EXPECT_EQ(status_of(Method::post, "/api/v1/write"), 204);
  clock.advance(Milliseconds{1});
  EXPECT_EQ(status_of(Method::post, "/api/v1/write"), 503);
}

TEST_F(Overloaded, who_only_reads_is_served) {
  fill();
  EXPECT_EQ(status_of(Method::get, "/api/v1/read"), 204);
  EXPECT_FALSE(service.refuse_unread({.method = Method::get, .path = "/api/v1/read"}));
}

TEST_F(Overloaded, it_is_over_when_there_is_room) {
  fill();
  EXPECT_EQ(status_of(Method::post, "/api/v1/write"), 503);
  may_end.set_value();
  gone = true;
  while (lane.is_behind()) std::this_thread::yield();
  EXPECT_EQ(status_of(Method::post, "/api/v1/write"), 204);
}

}  // namespace
}  // namespace seggwat::app
