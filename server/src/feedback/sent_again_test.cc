#include "feedback/sent_again.h"

#include <gtest/gtest.h>

#include "feedback/feedback_store.h"
#include "feedback/page_routes.h"
#include "feedback/rating_store.h"
#include "feedback/screenshot_routes.h"
#include "support/fakes.h"
#include "support/query_plans.h"
#include "support/temp_dir.h"
#include "support/test_lanes.h"

namespace seggwat::feedback {
namespace {

using Submit = Result<http::Plan> (PageRoutes::*)(const http::Request&);

const std::string kName = "0b5a4a52-7d8c-4b1e-9a3e-6a1d1c1f0a01";
const std::string kOtherName = "0b5a4a52-7d8c-4b1e-9a3e-6a1d1c1f0a02";

struct Bell final : FeedbackArrived {
  void feedback_arrived(db::Tx&, const Feedback&) override { ++rung; }
  void feedback_assigned(db::Tx&, const Feedback&, const std::string&) override {}
  int rung = 0;
};

struct Files final : ScreenshotFiles {
  Status check_room(db::Database&, const ProjectId&, std::int64_t) override { return {}; }
  Result<KeepScreenshot> receive(std::string_view) override {
    return [this](db::Tx&, const Feedback&) -> Result<attachments::Attachment> {
      ++kept;
      return attachments::Attachment{.type = "image/png"};
    };
  }
  int kept = 0;
};

class SentAgain : public ::testing::Test {
 protected:
  SentAgain() {
    for (const auto& project : {shop, blog}) testing::add_project(lanes, project);
  }
  std::string body(const std::string& name, const std::string& members, const ProjectId& project) {
    return R"({"project_key":")" + to_string(project) + R"(","client_id":")" + name + "\"," + members + "}";
  }
  http::Response send(Submit submit, const std::string& name, const std::string& members) {
    return send(submit, name, members, shop);
  }
  http::Response send(Submit submit, const std::string& name, const std::string& members, const ProjectId& project) {
    clock.advance(Milliseconds{1000});
    http::Request request;
    request.body = body(name, members, project);
    return lanes.run((pages.*submit)(request));
  }
  http::Response shoot(const std::string& name, const std::string& picture) {
    http::Request request;
    request.headers = {{"Content-Type", "multipart/form-data; boundary=x"}};
    request.body = "--x\r\nContent-Disposition: form-data; name=\"data\"\r\n\r\n" + body(name, R"("message":"Look")", shop) +
                   "\r\n--x\r\nContent-Disposition: form-data; name=\"screenshot\"; filename=\"a.png\"\r\n\r\n" + picture +
                   "\r\n--x--\r\n";
    return lanes.run(screenshots.submit(request));
  }
  std::int64_t feedback(const ProjectId& project) { return store::count_feedback(database, {.project = project}); }
  std::int64_t ratings() { return store::count_ratings(database, {.project = shop}); }
  std::size_t trim() {
    std::size_t trimmed = 0;
    lanes.write([&](db::Tx& tx) { trimmed = trim_sent_marks(tx, tx.now - kSentMarksKept); });
    return trimmed;
  }

  seggwat::testing::TempDir dir;
  seggwat::testing::ManualClock clock;
  seggwat::testing::SeededRandom random;
  db::Database database{testing::migrated(dir.file("seggwat.db")), db::OpenMode::read_write};
  seggwat::testing::TestLanes lanes{dir.file("seggwat.db"), clock, random};
  ProjectId shop = ProjectId::make(clock.now(), random);
  ProjectId blog = ProjectId::make(clock.now(), random);
  Bell bell;
  Files files;
  FindProject find = [this](std::string_view text) -> std::optional<ProjectId> {
    const auto id = ProjectId::parse(text);
    return id == shop || id == blog ? id : std::nullopt;
  };
  PageRoutes pages{find, bell, random};
  ScreenshotRoutes screenshots{find, bell, files, random};
};

TEST_F(SentAgain, feedback_is_stored_once_and_rings_once) {
  const auto first = send(&PageRoutes::submit_feedback, kName, R"("message":"It is broken")");
  const auto second = send(&PageRoutes::submit_feedback, kName, R"("message":"It is broken")");
  EXPECT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(second.status, 200);
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(feedback(shop), 1);
  EXPECT_EQ(bell.rung, 1);
}

TEST_F(SentAgain, what_differs_in_anything_is_another_submission) {
  send(&PageRoutes::submit_feedback, kName, R"("message":"It is broken")");
  send(&PageRoutes::submit_feedback, kName, R"("message":"It is broken still")");
  send(&PageRoutes::submit_feedback, kOtherName, R"("message":"It is broken")");
  EXPECT_EQ(feedback(shop), 3);
  send(&PageRoutes::submit_feedback, kName, R"("message":"It is broken")", blog);
  EXPECT_EQ(feedback(blog), 1);
  const std::string contact = R"("name":"Jo","email":"jo@example.com","message":"It is broken")";
  send(&PageRoutes::submit_contact, kName, contact);
  send(&PageRoutes::submit_feedback, kName, contact);
  EXPECT_EQ(feedback(shop), 5) << "one form is not the other";
}

TEST_F(SentAgain, a_rating_is_answered_as_it_was_the_first_time) {
  const std::string stars = R"("rating":{"type":"star","value":4},"comment":"Very nice")";
  const auto first = send(&PageRoutes::submit_rating, kName, stars);
  const auto second = send(&PageRoutes::submit_rating, kName, stars);
  EXPECT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(second.status, 201);
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(ratings(), 1);
  EXPECT_EQ(feedback(shop), 1) << "its comment";
  const std::string score = R"("score":9,"submitted_by":"jo")";
  EXPECT_EQ(send(&PageRoutes::submit_nps, kName, score).status, 201);
  EXPECT_EQ(send(&PageRoutes::submit_nps, kName, score).status, 201) << "not 409: it is the same answer";
  EXPECT_EQ(send(&PageRoutes::submit_nps, kOtherName, score).status, 409);
}

TEST_F(SentAgain, a_thumb_counts_once_and_does_not_come_back) {
  EXPECT_EQ(send(&PageRoutes::submit_helpful, kName, R"("value":true,"path":"/")").status, 204);
  EXPECT_EQ(send(&PageRoutes::submit_helpful, kName, R"("value":true,"path":"/")").status, 204);
  EXPECT_EQ(ratings(), 1);
  const std::string who = R"(,"path":"/","submitted_by":"jo")";
  send(&PageRoutes::submit_helpful, kName, R"("value":true)" + who);
  send(&PageRoutes::submit_helpful, kOtherName, R"("value":false)" + who);
  send(&PageRoutes::submit_helpful, kName, R"("value":true)" + who);
  const auto newest = store::list_ratings(database, {.project = shop}, store::RatingOrder::newest, {}).front();
  EXPECT_EQ(newest.value, 0) << "an old answer that comes late takes nothing back";
}

TEST_F(SentAgain, a_screenshot_is_stored_once_and_another_one_is_not_the_same) {
  for (int i = 0; i < 2; ++i) EXPECT_EQ(shoot(kName, "picture").status, 200);
  EXPECT_EQ(feedback(shop), 1);
  EXPECT_EQ(files.kept, 1);
  EXPECT_EQ(shoot(kName, "blacked").status, 200);
  EXPECT_EQ(feedback(shop), 2);
  EXPECT_EQ(bell.rung, 2);
}

TEST_F(SentAgain, a_name_is_a_uuid) {
  for (const auto* name : {"1", "0b5a4a52-7d8c-4b1e-9a3e-6a1d1c1f0a0g"}) {
    EXPECT_EQ(send(&PageRoutes::submit_feedback, name, R"("message":"It is broken")").status, 400) << name;
    EXPECT_EQ(shoot(name, "picture").status, 400);
  }
  EXPECT_EQ(feedback(shop), 0);
}

TEST_F(SentAgain, it_is_known_for_a_day) {
  const std::string message = R"("message":"It is broken")";
  send(&PageRoutes::submit_feedback, kName, message);
  clock.advance(std::chrono::hours(23));
  EXPECT_EQ(trim(), 0U);
  send(&PageRoutes::submit_feedback, kName, message);
  EXPECT_EQ(feedback(shop), 1);
  clock.advance(std::chrono::hours(2));
  EXPECT_EQ(trim(), 1U);
  send(&PageRoutes::submit_feedback, kName, message);
  EXPECT_EQ(feedback(shop), 2);
}

TEST_F(SentAgain, marks_are_looked_up_and_trimmed_by_an_index) {
  db::Tx tx(database, clock.now(), 1);
  store::note_sent(tx, sha256("x"));
  EXPECT_TRUE(store::find_sent(database, sha256("x")));
  EXPECT_FALSE(store::find_sent(database, sha256("y")));
  trim_sent_marks(tx, tx.now);
  EXPECT_EQ(seggwat::testing::scanning_statements(database), std::vector<std::string>{});
}

}  // namespace
}  // namespace seggwat::feedback
