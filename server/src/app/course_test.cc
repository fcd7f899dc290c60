#include "app/adapters.h"
#include "base/time_text.h"
#include "conversations/conversation_store.h"
#include "figures/episode_store.h"
#include "figures/episodes.h"
#include "figures/eraser.h"
#include "figures/figures.h"
#include "figures/figures_store.h"
#include "figures/reply_time.h"
#include "support/conversation_world.h"
#include "support/query_plans.h"

namespace seggwat::app {
namespace {

using conversations::ThreadStatus;
using namespace figures;

// Conversations as they really go, with what the figures make of them.
class EpisodesTest : public conversations::ConversationsTest {
 protected:
  void SetUp() override {
    ConversationsTest::SetUp();
    conversations.report_to(course);
  }

  void later(Milliseconds time) { test.clock.advance(time); }
  void set_status(ThreadStatus status) { change({.status = status}); }
  Conversation conversation() {
    const auto now = thread();
    return {now.project, now.id, now.user.sub, conversations::is_resolved(now.status), now.last_seq};
  }
  Result<Episode> rate(int score, std::optional<std::string> comment = {}, std::optional<std::int64_t> seq = {}) {
    return test.write<Episode>([&](db::Tx& tx) { return episodes.rate(tx, conversation(), {score, std::move(comment), seq}); });
  }
  Figures figures(const std::string& zone = "UTC") {
    const auto place = *TimeZone::find(zone);
    const auto today = std::chrono::floor<std::chrono::days>(place.to_local(test.clock.now()));
    return collect(database(), {user.project}, {place, today - std::chrono::days{6}, today});
  }
  std::int64_t count_episodes() {
    auto rows = database().query("SELECT count(*) FROM episodes");
    rows.step();
    return rows.row().integer(0);
  }

  ConversationCourse course;
  std::vector<journal::Record> told;
  Episodes episodes{[this](const journal::Record& record, const std::string&, const Episode&) { told.push_back(record); },
                    [](db::Tx& tx, const ThreadId& thread) { return conversations::store::take_user_no(tx.database, thread); }};
};

TEST_F(EpisodesTest, the_first_reply_of_a_member_counts_once_for_who_gave_it) {
  say("hello");
  later(std::chrono::minutes{3});
  reply(ben, "a note", conversations::Visibility::team_only);
  later(std::chrono::minutes{1});
  say("anybody?");
  later(std::chrono::minutes{1});
  reply(cleo, "yes");
  later(std::chrono::minutes{20});
  reply(ben, "me too");
  const auto shown = figures();
  EXPECT_EQ(shown.total.begun, 1);
  EXPECT_EQ(shown.total.first_response.count, 1);
  EXPECT_EQ(shown.total.first_response.median, 300);
  ASSERT_EQ(shown.members.size(), 1U);
  EXPECT_EQ(shown.members[0].name, "Cleo");
}

TEST_F(EpisodesTest, an_unsent_reply_gives_way_to_the_next_one) {
  say("hello");
  later(std::chrono::minutes{1});
  const auto first = reply(ben, "wrong window");
  later(std::chrono::minutes{1});
  reply(cleo, "hi");
  const auto unsend = [&](const team::Member& member, const MessageId& id) {
    ASSERT_TRUE(test.write<bool>([&](db::Tx& tx) -> Result<bool> {
      return conversations.unsend_by_member(tx, member, user.project, thread_id(), id).has_value();
    }));
  };
  unsend(ben, first.id);
  EXPECT_EQ(figures().total.first_response.median, 120);
  EXPECT_EQ(figures().members.at(0).name, "Cleo");
}

TEST_F(EpisodesTest, an_unsent_reply_without_another_leaves_the_user_waiting) {
  say("hello");
  const auto only = reply(ben, "wrong window");
  ASSERT_TRUE(test.write<bool>([&](db::Tx& tx) -> Result<bool> {
    return conversations.unsend_by_member(tx, ben, user.project, thread_id(), only.id).has_value();
  }));
  EXPECT_EQ(figures().total.first_response.count, 0);
  later(std::chrono::minutes{5});
  reply(ben, "hi");
  EXPECT_EQ(figures().total.first_response.median, 300);
}

TEST_F(EpisodesTest, writing_after_a_resolution_begins_anew_and_taking_it_back_does_not) {
  say("hello");
  later(std::chrono::hours{1});
  set_status(ThreadStatus::resolved);
  later(std::chrono::minutes{5});
  set_status(ThreadStatus::open);
  EXPECT_EQ(figures().total.resolution.count, 0);
  later(std::chrono::hours{1});
  set_status(ThreadStatus::resolved);
  EXPECT_EQ(figures().total.resolution.median, 2 * 3600 + 300);
  EXPECT_EQ(count_episodes(), 1);
  later(std::chrono::hours{1});
  say("one more thing");
  EXPECT_EQ(figures().total.begun, 2);
  EXPECT_EQ(figures().total.resolution.count, 1);
  change({.snoozed_until = test.clock.now() + std::chrono::hours{1}});
  say("and another");
  EXPECT_EQ(figures().total.begun, 2);
}

TEST_F(EpisodesTest, a_resolution_is_rated_until_somebody_writes) {
  say("hello");
  EXPECT_EQ(rate(5).error().code, "rating_closed");
  set_status(ThreadStatus::resolved);
  EXPECT_EQ(rate(5, "great", 7).error().code, "rating_closed");
  ASSERT_TRUE(rate(2, "slow", 1));
  ASSERT_TRUE(rate(2, "slow"));
  EXPECT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].entry.user_no, thread().user_no);
  ASSERT_TRUE(rate(4));
  EXPECT_EQ(told.size(), 2U);
  const auto rated = store::list_rated(database(), thread_id(), store::kNoEpisodeYet, 10);
  ASSERT_EQ(rated.size(), 1U);
  EXPECT_EQ(rated[0].score, 4);
  EXPECT_FALSE(rated[0].comment);
  EXPECT_EQ(rated[0].rated_for_name, "Ben");
  reply(ben, "you are welcome");
  EXPECT_EQ(rate(1).error().code, "rating_closed");
  say("bye");
  EXPECT_EQ(rate(1).error().code, "rating_closed");
  set_status(ThreadStatus::resolved);
  ASSERT_TRUE(rate(5));
  EXPECT_EQ(store::list_rated(database(), thread_id(), store::kNoEpisodeYet, 10).size(), 2U);
  const auto satisfaction = figures().total.satisfaction;
  EXPECT_EQ(satisfaction.count(), 2);
  EXPECT_EQ(satisfaction.score(), 100);
  EXPECT_EQ(satisfaction.average(), 4.5);
}

TEST_F(EpisodesTest, a_rating_stays_with_the_resolution_that_its_user_saw) {
  say("hello");
  set_status(ThreadStatus::resolved);
  ASSERT_TRUE(rate(1, "not solved"));
  set_status(ThreadStatus::open);
  EXPECT_EQ(store::list_rated(database(), thread_id(), store::kNoEpisodeYet, 10).at(0).rated_seq, 1);
  set_status(ThreadStatus::resolved);
  EXPECT_EQ(find_ratable(database(), conversation())->score, 1) << "nothing was written: they saw the same";
  set_status(ThreadStatus::open);
  reply(cleo, "now it is");
  change_by(cleo, {.status = ThreadStatus::resolved});
  EXPECT_FALSE(find_ratable(database(), conversation())->score) << "asked again";
  EXPECT_EQ(figures().members.at(0).name, "Ben");
  EXPECT_EQ(figures().members.at(0).line.satisfaction.by_score[0], 1) << "who resolved badly";
  EXPECT_EQ(figures().members.at(1).line.satisfaction.count(), 0);
  ASSERT_TRUE(rate(5));
  ASSERT_EQ(figures().members.size(), 1U) << "the later answer has taken the place of the first";
  EXPECT_EQ(figures().members[0].name, "Cleo");
  EXPECT_EQ(figures().members[0].line.satisfaction.by_score[4], 1);
  EXPECT_EQ(figures().total.satisfaction.count(), 1);
}

TEST_F(EpisodesTest, days_are_those_of_the_place_asked_for) {
  later(*parse_rfc3339("2031-01-09T23:30:00Z") - test.clock.now());  // the 10th in Berlin
  say("hello");
  EXPECT_EQ(figures("UTC").days[6].begun, 1);
  test.clock.advance(std::chrono::hours{2});
  EXPECT_EQ(figures("UTC").days[5].begun, 1);
  EXPECT_EQ(figures("Europe/Berlin").days[6].begun, 1);
}

TEST_F(EpisodesTest, what_was_before_is_told_beside) {
  say("hello");
  later(std::chrono::days{7});
  const auto shown = figures();
  EXPECT_EQ(shown.total.begun, 0);
  EXPECT_EQ(shown.before.begun, 1);
}

TEST_F(EpisodesTest, a_reply_time_is_promised_only_from_enough_answers) {
  const auto always = [](Instant) { return true; };
  const auto promised = [&](const std::function<bool(Instant)>& counts) {
    return find_reply_time(database(), user.project, test.clock.now(), counts);
  };
  for (int n = 0; n < kWaitsEnough; ++n) {
    EXPECT_EQ(promised(always), 0);
    user.sub = "u-" + std::to_string(n);
    say("hello");
    later(std::chrono::minutes{11});
    reply(ben, "hi");
  }
  EXPECT_EQ(promised(always), 60);
  EXPECT_EQ(promised([](Instant) { return false; }), 0);
  later(std::chrono::days{31});
  EXPECT_EQ(promised(always), 0);
}

TEST_F(EpisodesTest, a_deleted_conversation_leaves_numbers_and_an_erased_person_nothing) {
  say("hello");
  set_status(ThreadStatus::resolved);
  ASSERT_TRUE(rate(1, "my secret"));
  Eraser eraser;
  const auto erase = [&](const std::string& sub) {
    return *test.write<std::size_t>([&](db::Tx& tx) -> Result<std::size_t> {
      return eraser.erase_slice(tx, {.project = user.project, .sub = sub, .thread = thread_id()}, 10);
    });
  };
  EXPECT_EQ(erase(""), 1U);
  EXPECT_EQ(erase(""), 0U);
  EXPECT_EQ(figures().total.satisfaction.count(), 1);
  auto rows = database().query("SELECT count(*) FROM episodes WHERE comment IS NOT NULL OR thread_id IS NOT NULL");
  rows.step();
  EXPECT_EQ(rows.row().integer(0), 0);
  say("hello again");
  EXPECT_EQ(erase(user.sub), 1U);
  EXPECT_EQ(count_episodes(), 1);
}

TEST_F(EpisodesTest, every_question_has_an_index_and_figures_read_nothing_else) {
  say("hello");
  const auto first = reply(ben, "hi");
  set_status(ThreadStatus::resolved);
  ASSERT_TRUE(rate(5));
  set_status(ThreadStatus::open);
  figures();
  find_reply_time(database(), user.project, test.clock.now(), [](Instant) { return true; });
  store::find(database(), thread_id(), 1);
  store::list_rated(database(), thread_id(), store::kNoEpisodeYet, 10);
  store::replace_answer(database(), thread_id(), first.seq, {});
  Eraser eraser;
  for (const auto* sub : {"", "u-1"}) {
    ASSERT_TRUE(test.write<bool>([&](db::Tx& tx) -> Result<bool> {
      eraser.erase_slice(tx, {.project = user.project, .sub = sub, .thread = thread_id()}, 10);
      return true;
    }));
  }
  EXPECT_EQ(seggwat::testing::scanning_statements(database()), std::vector<std::string>{});
  for (const std::string columns :
       {"began_at", "replied_at, replied_by, began_at", "resolved_at, resolved_by, began_at", "rated_at, rated_for, score"}) {
    const auto when = columns.substr(0, columns.find(','));
    const auto sql = "SELECT " + columns + " FROM episodes WHERE project_id = x'' AND " + when + " >= 1 AND " + when + " < 2";
    EXPECT_TRUE(seggwat::testing::reads_index_only(database(), sql)) << sql;
  }
}

}  // namespace
}  // namespace seggwat::app
