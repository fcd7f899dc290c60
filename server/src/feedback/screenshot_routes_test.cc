#include "feedback/screenshot_routes.h"

#include <gtest/gtest.h>

#include "feedback/feedback_store.h"
#include "feedback/screenshot_form.h"
#include "support/fakes.h"
#include "support/query_plans.h"
#include "support/temp_dir.h"
#include "support/test_lanes.h"

namespace seggwat::feedback {
namespace {

struct Bell final : FeedbackArrived {
  void feedback_arrived(db::Tx&, const Feedback& feedback) override { rung.push_back(feedback); }
  void feedback_assigned(db::Tx&, const Feedback&, const std::string&) override {}
  std::vector<Feedback> rung;
};

// Takes any bytes for a picture, and writes the row as attachments/ does.
struct Files final : ScreenshotFiles {
  Status check_room(db::Database&, const ProjectId&, std::int64_t size) override {
    if (size > room) return fail(ErrorKind::unavailable, "quota_exceeded", "Full.");
    return {};
  }
  Result<KeepScreenshot> receive(std::string_view bytes) override {
    received = bytes;
    return [this](db::Tx& tx, const Feedback& feedback) -> Result<attachments::Attachment> {
      if (refuses) return fail(ErrorKind::unavailable, "quota_exceeded", "Full.");
      tx.database
          .query(
              "INSERT INTO screenshots (id, project_id, feedback_id, hash, type, size, width, height, created_at)"
              " VALUES (?1, ?2, ?3, x'00', 'image/png', 9, 4, 3, 0)",
              feedback.id, feedback.project, feedback.id)
          .run();
      return attachments::Attachment{.type = "image/png"};
    };
  }
  std::int64_t room = 1000;
  bool refuses = false;
  std::string received;
};

std::string part(const std::string& about, const std::string& content) {
  return "--x\r\nContent-Disposition: form-data; " + about + "\r\n\r\n" + content + "\r\n";
}
std::string picture(const std::string& bytes) { return part("name=\"screenshot\"; filename=\"a.png\"", bytes); }

class WithScreenshot : public ::testing::Test {
 protected:
  WithScreenshot() { testing::add_project(lanes, shop); }
  std::string data(const std::string& message = "It is broken") {
    return part("name=\"data\"", R"({"project_key":")" + to_string(shop) + R"(","message":")" + message + R"("})");
  }
  http::Response send(const std::string& parts, const std::string& type = "multipart/form-data; boundary=x") {
    http::Request request;
    request.headers = {{"Content-Type", type}};
    request.body = parts + "--x--\r\n";
    return lanes.run(routes.submit(request));
  }
  std::string code_of(const http::Response& response) {
    return std::to_string(response.status) + " " + std::string(parse_json_object(response.body)->at("error").as_string());
  }
  std::vector<Feedback> stored() { return store::list_feedback(database, {.project = shop}, store::Order::newest, {}); }

  seggwat::testing::TempDir dir;
  seggwat::testing::ManualClock clock;
  seggwat::testing::SeededRandom random;
  db::Database database{testing::migrated(dir.file("seggwat.db")), db::OpenMode::read_write};
  seggwat::testing::TestLanes lanes{dir.file("seggwat.db"), clock, random};
  ProjectId shop = ProjectId::make(clock.now(), random);
  Bell bell;
  Files files;
  FindProject find = [this](std::string_view text) -> std::optional<ProjectId> {
    if (ProjectId::parse(text) != shop) return std::nullopt;
    return shop;
  };
  ScreenshotRoutes routes{find, bell, files, random};
};

TEST_F(WithScreenshot, both_are_stored_whichever_part_comes_first) {
  for (const auto& form : {data() + picture("one"), picture("two") + data()}) {
    const auto answer = send(form);
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.body, R"({"status":"stored"})");
  }
  EXPECT_EQ(files.received, "two");
  ASSERT_EQ(stored().size(), 2U);
  const auto shown = stored().front().screenshot;
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->size, 9);
  EXPECT_EQ(shown->measure, (attachments::Measure{4, 3}));
  EXPECT_EQ(shown->name, "screenshot.png");
  ASSERT_EQ(bell.rung.size(), 2U);
  EXPECT_TRUE(bell.rung.front().screenshot);
}

TEST_F(WithScreenshot, a_picture_that_cannot_be_kept_takes_its_feedback_along) {
  files.refuses = true;
  EXPECT_EQ(code_of(send(data() + picture("one"))), "507 quota_exceeded");
  files.refuses = false;
  files.room = 2;
  EXPECT_EQ(code_of(send(data() + picture("one"))), "507 quota_exceeded");
  EXPECT_TRUE(stored().empty());
  EXPECT_TRUE(bell.rung.empty());
}

TEST_F(WithScreenshot, each_missing_or_wrong_part_is_named) {
  EXPECT_EQ(code_of(send(data())), "400 file_missing");
  EXPECT_EQ(code_of(send(data() + part("name=\"screenshot\"", "no file"))), "400 file_missing");
  EXPECT_EQ(code_of(send(picture("one"))), "400 data_missing");
  EXPECT_EQ(code_of(send(part("name=\"data\"", "no json") + picture("one"))), "400 invalid_json");
  EXPECT_EQ(code_of(send(part("name=\"data\"", "{}") + picture("one"))), "400 invalid_field");
  EXPECT_EQ(code_of(send(data("no") + picture("one"))), "400 invalid_field");
  EXPECT_EQ(code_of(send(data(std::string(65'536, 'x')) + picture("one"))), "413 too_large");
  EXPECT_EQ(code_of(send(data() + data() + picture("one"))), "400 bad_multipart");
  EXPECT_EQ(code_of(send(data() + picture("one"), "application/json")), "415 unsupported_media_type");
  EXPECT_EQ(code_of(send(part("name=\"data\"", R"({"project_key":")" + to_string(ProjectId{}) + "\"}") + picture("one"))),
            "404 not_found");
  EXPECT_TRUE(stored().empty());
}

TEST_F(WithScreenshot, a_screenshot_is_found_by_its_feedback) {
  ASSERT_EQ(send(data() + picture("one")).status, 200);
  stored();
  EXPECT_EQ(seggwat::testing::scanning_statements(database), std::vector<std::string>{});
}

}  // namespace
}  // namespace seggwat::feedback
