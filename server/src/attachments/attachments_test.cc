#include "attachments/attachments.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>

#include "attachments/attachment_store.h"
#include "attachments/file_links.h"
#include "support/lane.h"
#include "support/query_plans.h"

namespace seggwat::attachments {
namespace {

constexpr std::int64_t kQuota = 1000;
// The smallest well-formed pictures of their kinds.
const std::string kGif("GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;", 29);
const std::string kJpeg(
    "\xFF\xD8\xFF\xC0\0\x0B\x08\0\x05\0\x07\x01\x01\x11\0\xFF\xDA\0\x08\x01\x01\0\0\x3F\0"
    "data\xFF\xD9",
    31);

class AttachmentsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    sender.project = ProjectId::make(test.clock.now(), test.random);
    database()
        .query("INSERT INTO projects (id, key, name, created_at) VALUES (?1, randomblob(16), 'Shop', 0)", sender.project)
        .run();
    sender.user = make_user("u-1");
  }
  end_users::UserKey make_user(const std::string& sub) {
    database().query("INSERT INTO end_users (project_id, sub, created_at) VALUES (?1, ?2, 0)", sender.project, sub).run();
    auto made = database().query("SELECT last_insert_rowid()");
    made.step();
    return {made.row().integer(0)};
  }
  MessageId make_message() {
    const auto thread = ThreadId::make(test.clock.now(), test.random);
    const auto message = MessageId::make(test.clock.now(), test.random);
    database()
        .query("INSERT INTO threads (id, project_id, user_key, created_at, active_at, updated_at) VALUES (?1, ?2, ?3, 0, 0, 0)",
               thread, sender.project, sender.user.value)
        .run();
    database()
        .query("INSERT INTO messages (id, thread_id, seq, author, client_id, body, created_at) VALUES (?1, ?2, 1, x'', x'', '', 0)",
               message, thread)
        .run();
    return message;
  }

  Result<Attachment> shoot(const std::optional<std::string>& submitter) {
    const auto feedback = FeedbackId::make(test.clock.now(), test.random);
    database()
        .query(
            "INSERT INTO feedback (id, project_id, message, type, source, submitted_by, created_at, updated_at) VALUES (?1, ?2, "
            "'m', "
            "'Bug', 'Widget', ?3, 0, 0)",
            feedback, sender.project, submitter)
        .run();
    const auto received = attachments.receive_screenshot(kJpeg);
    if (!received) return std::unexpected(received.error());
    return test.write<Attachment>([&](db::Tx& tx) {
      return attachments.add_screenshot(tx, {sender.project, feedback, submitter}, *received);
    });
  }

  db::Database& database() { return test.database(); }
  Result<Attachment> upload(const std::string& text, const Sender& by) {
    auto received = attachments.receive(text, "a.txt");
    if (!received) return std::unexpected(received.error());
    return test.write<Attachment>([&](db::Tx& tx) { return attachments.add(tx, by, *received); });
  }
  Result<std::vector<Attachment>> give(const std::vector<AttachmentId>& ids, const Sender& by, const MessageId& message) {
    return test.write<std::vector<Attachment>>([&](db::Tx& tx) { return attachments.give_to_message(tx, by, ids, message); });
  }
  bool run(const std::function<bool(db::Tx&)>& job) {
    return *test.write<bool>([&](db::Tx& tx) -> Result<bool> { return job(tx); });
  }
  void sweep() {
    run([&](db::Tx& tx) {
      attachments.sweep(tx, files.take_suspects(100));
      return true;
    });
  }
  std::size_t files_on_disk() {
    std::size_t count = 0;
    if (!std::filesystem::exists(dir.path())) return 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(dir.path())) count += entry.is_regular_file() ? 1 : 0;
    return count;
  }
  Usage usage() { return attachments.usage_of(database(), sender.project); }

  testing::TestDatabase test;
  testing::TempDir dir;
  DiskFiles files{dir.file("files")};
  Attachments attachments{test.random, files, kQuota};
  Sender sender;
};

TEST_F(AttachmentsTest, an_upload_is_given_to_one_message_of_its_author) {
  const auto one = upload("one", sender).value();
  const auto two = upload("two", sender).value();
  const auto message = make_message();
  auto stranger = sender;
  stranger.user = make_user("u-2");
  auto member = sender;
  member.author = MemberId::make(test.clock.now(), test.random);
  EXPECT_EQ(give({one.id}, stranger, message).error().code, "attachment_unknown");
  EXPECT_EQ(give({one.id}, member, message).error().code, "attachment_unknown");
  EXPECT_EQ(give({one.id, AttachmentId{}}, sender, message).error().code, "attachment_unknown");
  const auto given = give({two.id, one.id}, sender, message).value();
  EXPECT_EQ(given.front().id, two.id);
  EXPECT_EQ(give({one.id}, sender, message).error().code, "attachment_unknown") << "used";
  run([&](db::Tx& tx) {
    attachments.remove_of_message(tx, message);
    return true;
  });
  EXPECT_FALSE(store::find_readable(database(), one.id));
  sweep();
  EXPECT_EQ(files_on_disk(), 0U);
}

TEST_F(AttachmentsTest, what_a_project_and_a_conversation_may_keep_is_bounded) {
  EXPECT_TRUE(upload(std::string(100, 'x'), sender));
  EXPECT_EQ(upload("y", sender).error().code, "quota_exceeded") << "a tenth for one conversation";
  for (int i = 0; i < 9; ++i) {
    auto other = sender;
    other.user = make_user("other-" + std::to_string(i));
    EXPECT_TRUE(upload(std::string(100, static_cast<char>('a' + i)), other));
  }
  auto last = sender;
  last.user = make_user("last");
  EXPECT_EQ(upload("y", last).error().code, "quota_exceeded") << "the whole project";
  EXPECT_EQ(usage().files, 10);
  EXPECT_EQ(usage().bytes, kQuota);
  sweep();
  EXPECT_EQ(files_on_disk(), 10U) << "nothing is left of what was refused";
}

TEST_F(AttachmentsTest, what_was_not_sent_is_gone_after_a_day) {
  const auto unused = upload("unused", sender).value();
  const auto used = upload("used", sender).value();
  ASSERT_TRUE(give({used.id}, sender, make_message()));
  test.clock.advance(kUnusedFor);
  EXPECT_FALSE(run([&](db::Tx& tx) { return attachments.remove_unused(tx); }));
  EXPECT_TRUE(store::find_readable(database(), unused.id)) << "not a moment earlier";
  test.clock.advance(Milliseconds{1});
  run([&](db::Tx& tx) { return attachments.remove_unused(tx); });
  EXPECT_FALSE(store::find_readable(database(), unused.id));
  EXPECT_TRUE(store::find_readable(database(), used.id));
  sweep();
  EXPECT_EQ(files_on_disk(), 1U);
  EXPECT_EQ(usage().files, 1);
}

TEST_F(AttachmentsTest, a_file_stays_while_anybody_needs_it) {
  auto other = sender;
  other.user = make_user("u-2");
  upload("same", sender).value();
  const auto kept = upload("same", other).value();
  EXPECT_EQ(files_on_disk(), 1U) << "stored once";
  EXPECT_FALSE(run([&](db::Tx& tx) { return attachments.remove_of_user(tx, sender.user); }));
  sweep();
  EXPECT_EQ(files_on_disk(), 1U);
  EXPECT_TRUE(store::find_readable(database(), kept.id));
  run([&](db::Tx& tx) { return attachments.remove_of_user(tx, other.user); });
  const auto again = files.put("same").value();
  sweep();
  EXPECT_EQ(files_on_disk(), 1U) << "somebody is just bringing it";
}

TEST_F(AttachmentsTest, what_a_crash_left_is_removed_at_the_start) {
  const auto kept = upload("kept", sender).value();
  files.put("never added").value().pin->keep();  // as if the process had ended before the row was written
  std::ofstream(dir.file("files/unfinished-1-0")) << "half";
  files.suspect_all();
  while (files.has_suspects()) sweep();
  EXPECT_EQ(files_on_disk(), 1U);
  EXPECT_TRUE(store::find_readable(database(), kept.id));
}

TEST_F(AttachmentsTest, a_full_disk_is_said_and_leaves_nothing) {
  struct rlimit before {};
  ::getrlimit(RLIMIT_FSIZE, &before);
  auto* const handler = std::signal(SIGXFSZ, SIG_IGN);
  struct rlimit small = before;
  small.rlim_cur = 4096;
  ::setrlimit(RLIMIT_FSIZE, &small);
  const auto stored = files.put(std::string(8192, 'x'));
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(stored);
  EXPECT_EQ(stored.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(files_on_disk(), 0U);
}

TEST_F(AttachmentsTest, what_cannot_be_a_file_is_refused) {
  EXPECT_EQ(attachments.receive("", "a.txt").error().code, "file_empty");
  EXPECT_EQ(attachments.receive(std::string(kSizeLimit + 1, 'x'), "a.txt").error().kind, ErrorKind::too_large);
  EXPECT_EQ(attachments.receive("<html>", "a.txt").error().code, "unsupported_type");
  EXPECT_EQ(files_on_disk(), 0U);
}

TEST_F(AttachmentsTest, a_screenshot_is_a_picture_within_its_limit) {
  EXPECT_EQ(attachments.receive_screenshot("").error().code, "file_empty");
  EXPECT_EQ(attachments.receive_screenshot(std::string(kScreenshotLimit + 1, 'x')).error().kind, ErrorKind::too_large);
  EXPECT_EQ(attachments.receive_screenshot(std::string(kScreenshotLimit, 'x')).error().code, "unsupported_type");
  EXPECT_EQ(attachments.receive_screenshot("plain text").error().code, "unsupported_type") << "a file, but no picture";
  EXPECT_EQ(attachments.receive_screenshot(kGif).error().code, "unsupported_type") << "a picture, but of another kind";
  EXPECT_EQ(files_on_disk(), 0U);
  EXPECT_TRUE(attachments.receive_screenshot(kJpeg));
}

TEST_F(AttachmentsTest, a_screenshot_is_read_counted_and_goes_with_its_person) {
  const auto jo = shoot("jo").value();
  const auto nobody = shoot(std::nullopt).value();
  EXPECT_EQ(jo.name, "screenshot.jpg");
  EXPECT_EQ(store::find_readable(database(), jo.id)->attachment.name, "screenshot.jpg");
  EXPECT_EQ(usage().files, 2);
  EXPECT_EQ(usage().bytes, jo.size + nobody.size);
  EXPECT_FALSE(run([&](db::Tx& tx) { return attachments.remove_screenshots(tx, sender.project, "jo"); }));
  sweep();
  EXPECT_FALSE(store::find_readable(database(), jo.id));
  EXPECT_EQ(files_on_disk(), 1U) << "the other one is the same picture";
  EXPECT_EQ(usage().files, 1);
}

TEST_F(AttachmentsTest, screenshots_leave_half_of_the_room_to_conversations) {
  int kept = 0;
  while (shoot(std::nullopt)) ++kept;
  EXPECT_EQ(shoot(std::nullopt).error().code, "quota_exceeded");
  EXPECT_EQ(usage().files, kept);
  EXPECT_LE(usage().bytes, kQuota / 2);
  EXPECT_GT(usage().bytes + static_cast<std::int64_t>(kJpeg.size()), kQuota / 2);
  EXPECT_TRUE(upload(std::string(100, 'x'), sender));
}

TEST_F(AttachmentsTest, a_link_is_the_same_within_an_hour_and_ends_with_the_next) {
  const auto hour = std::chrono::hours(1);
  testing::ManualClock clock(from_millis(0) + 500'000 * hour);
  const FileLinks links(SecretKey({}), clock);
  const auto id = upload("x", sender).value().id;
  const auto url = links.url_of(id);
  const auto exp = url.substr(url.find("exp=") + 4, url.find('&') - url.find("exp=") - 4);
  const auto sig = url.substr(url.find("sig=") + 4);
  EXPECT_EQ(links.check(id, exp, sig), Seconds{7200});
  clock.advance(hour - Seconds{1});
  EXPECT_EQ(links.url_of(id), url);
  EXPECT_EQ(links.check(id, exp, sig), Seconds{3601});
  clock.advance(Seconds{1});
  EXPECT_NE(links.url_of(id), url);
  EXPECT_TRUE(links.check(id, exp, sig));
  clock.advance(hour);
  EXPECT_FALSE(links.check(id, exp, sig));
  const FileLinks other(SecretKey({1}), clock);
  EXPECT_FALSE(other.check(id, exp, sig));
}

TEST_F(AttachmentsTest, no_question_walks_a_whole_table) {
  const auto one = upload("one", sender).value();
  ASSERT_TRUE(give({one.id}, sender, make_message()));
  run([&](db::Tx& tx) {
    attachments.remove_of_message(tx, MessageId{});
    attachments.sweep(tx, {Digest{}});
    attachments.remove_screenshots(tx, sender.project, "jo");
    return attachments.remove_unused(tx) || attachments.remove_of_user(tx, sender.user);
  });
  store::find_readable(database(), shoot("jo")->id);
  EXPECT_EQ(testing::scanning_statements(database()), std::vector<std::string>{});
}

}  // namespace
}  // namespace seggwat::attachments
