#include "app/stream_source.h"

#include "journal/journal_store.h"
#include "realtime/page_reader.h"
#include "support/conversation_world.h"
#include "support/query_plans.h"

namespace seggwat::app {
namespace {

// What it costs the database when everybody comes back at once, as after a restart.
class ComingBack : public conversations::ConversationsTest {
 protected:
  realtime::User user_with_a_message(int number) {
    user.sub = "u-" + std::to_string(number);
    EXPECT_TRUE(say("hello"));
    return {user.project, user.sub};
  }
  realtime::Page open(const realtime::Audience& who, std::optional<std::string> cursor) {
    return reader.open(connection, who, reader.understand(who, std::move(cursor)));
  }

  db::Database connection{test.path(), db::OpenMode::read_only};
  const journal::Cursors cursors{"epoch", "key"};
  journal::Newest newest{{}};
  const StreamSource source{links};
  const realtime::PageReader reader{cursors, newest, source};
};

TEST_F(ComingBack, users_ask_for_what_is_their_own_and_each_question_once) {
  constexpr int kUsers = 50;
  for (int i = 0; i < kUsers; ++i) {
    const realtime::User who = user_with_a_message(i);
    const auto here = journal::user_position(database(), thread_id(), thread().user_no);
    newest.note(journal::head(database()));
    const auto page = open(who, cursors.user(who.project, who.sub, here));
    EXPECT_FALSE(page.is_reset);
    EXPECT_EQ(page.first->id(), cursors.user(who.project, who.sub, here));
    EXPECT_TRUE(page.frames.empty());
    EXPECT_EQ(page.head, newest.at().no);
  }
  const auto runs = testing::runs_of_statements(connection);
  EXPECT_EQ(runs.size(), 3U) << "thread, unread, place in the journal";
  for (const auto& [sql, count] : runs) {
    EXPECT_TRUE(sql.contains("?1")) << "has the same answer for everybody: " << sql;
    EXPECT_EQ(count, kUsers) << sql;
  }
}

TEST_F(ComingBack, who_has_missed_something_reads_it_with_one_question_more) {
  const realtime::User who = user_with_a_message(1);
  const auto first = journal::user_position(database(), thread_id(), thread().user_no);
  EXPECT_TRUE(say("and more"));
  EXPECT_EQ(open(who, cursors.user(who.project, who.sub, first)).frames.size(), 1U);
  int journal_pages = 0;
  for (const auto& [sql, count] : testing::runs_of_statements(connection)) {
    EXPECT_EQ(count, 1) << sql;
    if (sql.contains("user_no > ?2")) ++journal_pages;
  }
  EXPECT_EQ(journal_pages, 1);
}

TEST_F(ComingBack, members_begin_at_the_head_that_the_last_commit_told) {
  user_with_a_message(1);
  newest.note(journal::head(database()));
  const realtime::TeamScope scope{.member = ben.id};
  for (int i = 0; i < 20; ++i) EXPECT_EQ(open(scope, std::nullopt).first->id(), cursors.team(newest.at()));
  for (const auto& [sql, count] : testing::runs_of_statements(connection)) {
    EXPECT_FALSE(sql.contains("ORDER BY no DESC")) << "the head is known: " << sql;
  }
}

TEST_F(ComingBack, the_known_head_never_goes_back) {
  newest.note({7, 70});
  newest.note({5, 50});
  EXPECT_EQ(newest.at(), (journal::Position{7, 70}));
}

}  // namespace
}  // namespace seggwat::app
