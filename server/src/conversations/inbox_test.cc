#include "conversations/inbox.h"

#include <gtest/gtest.h>

#include "conversations/conversation_store.h"
#include "conversations/tag_store.h"
#include "support/lane.h"
#include "support/query_plans.h"

namespace seggwat::conversations {
namespace {

// Threads as their rows alone, and a member who reads them.
class InboxTest : public ::testing::Test {
 protected:
  void SetUp() override {
    projects = {add_project()};
    member.id = MemberId::make(test.clock.now(), test.random);
    member.joined_at = test.clock.now();
    database()
        .query("INSERT INTO members (id, email, name, role, password_hash, joined_at) VALUES (?1, 'b@x', 'Ben', 'Member', '', ?2)",
               member.id, member.joined_at)
        .run();
  }

  db::Database& database() { return test.database(); }

  ProjectId add_project() {
    const auto id = ProjectId::make(test.clock.now(), test.random);
    database().query("INSERT INTO projects (id, key, name, created_at) VALUES (?1, randomblob(16), 'P', 0)", id).run();
    return id;
  }
  // The user has written once, now.
  ThreadId add_thread(const ProjectId& project) {
    const auto id = ThreadId::make(test.clock.now(), test.random);
    database().query("INSERT INTO end_users (project_id, sub, created_at) VALUES (?1, hex(?2), 0)", project, id).run();
    database()
        .query(
            "INSERT INTO threads (id, project_id, user_key, last_seq, last_user_seq, last_user_at, created_at, active_at, "
            "updated_at)"
            " VALUES (?1, ?2, last_insert_rowid(), 1, 1, ?3, ?3, ?3, ?3)",
            id, project, test.clock.now())
        .run();
    return id;
  }
  void user_writes_up_to(const ThreadId& thread, std::int64_t seq) {
    database()
        .query("UPDATE threads SET last_seq = max(last_seq, ?2), last_user_seq = ?2, last_user_at = ?3 WHERE id = ?1", thread, seq,
               test.clock.now())
        .run();
  }
  void mark(const ThreadId& thread, std::int64_t seq) {
    store::save_mark(database(), member.id, thread, {.seq = seq}, test.clock.now());
  }
  void expect_unread(std::int64_t expected, const std::string& when) {
    const InboxQuery unread{.project = projects[0], .unread = UnreadFilter::unread_only};
    EXPECT_EQ(count_threads(database(), member, projects[0]).unread, expected) << when;
    EXPECT_EQ(list_threads_of(database(), member, unread).rows.size(), static_cast<std::size_t>(expected)) << when;
  }

  testing::TestDatabase test;
  std::vector<ProjectId> projects;
  team::Member member;
};

TEST_F(InboxTest, the_number_of_unread_threads_is_that_of_the_unread_list) {
  expect_unread(0, "before anything");
  const auto thread = add_thread(projects[0]);
  expect_unread(1, "a first message");
  mark(thread, 1);
  expect_unread(0, "read");
  user_writes_up_to(thread, 2);
  expect_unread(1, "a further message");
  mark(thread, 2);
  expect_unread(0, "read again");
  mark(thread, 1);
  expect_unread(1, "marked unread");
  user_writes_up_to(thread, 1);
  expect_unread(0, "the newest was taken back");
}

TEST_F(InboxTest, counts_follow_what_is_done_to_conversations) {
  const auto expect_counts = [&](std::int64_t open, std::int64_t mine, std::int64_t unassigned, std::int64_t snoozed,
                                 const char* when) {
    const auto counts = count_threads(database(), member, projects[0]);
    EXPECT_EQ(counts.open, open) << when;
    EXPECT_EQ(counts.mine, mine) << when;
    EXPECT_EQ(counts.unassigned, unassigned) << when;
    EXPECT_EQ(counts.snoozed, snoozed) << when;
  };
  expect_counts(0, 0, 0, 0, "before anything");
  const auto first = add_thread(projects[0]);
  const auto second = add_thread(projects[0]);
  add_thread(add_project());
  expect_counts(2, 0, 2, 0, "begun");
  auto thread = *store::find_thread(database(), first);
  thread.assignee = member.id;
  store::save_standing(database(), thread);
  expect_counts(2, 1, 1, 0, "taken");
  thread.status = ThreadStatus::snoozed;
  store::save_standing(database(), thread);
  store::save_standing(database(), thread);
  expect_counts(1, 0, 1, 1, "snoozed, twice");
  thread.status = ThreadStatus::open;
  thread.assignee.reset();
  store::save_standing(database(), thread);
  expect_counts(2, 0, 2, 0, "back, and given back");
  database().query("DELETE FROM threads WHERE id = ?1", second).run();
  expect_counts(1, 0, 1, 0, "one is gone");
}

TEST_F(InboxTest, what_was_said_before_a_member_joined_is_never_unread) {
  member.joined_at = test.clock.now() + Seconds{60};
  database().query("UPDATE members SET joined_at = ?2 WHERE id = ?1", member.id, member.joined_at).run();
  const auto thread = add_thread(projects[0]);
  expect_unread(0, "old");
  mark(thread, 1);
  expect_unread(0, "old, and read all the same");
  test.clock.advance(Seconds{61});
  user_writes_up_to(thread, 2);
  expect_unread(1, "new");
}

TEST_F(InboxTest, who_joins_again_begins_anew_and_who_has_left_has_nothing_unread) {
  const auto thread = add_thread(projects[0]);
  const auto rows = [&] {
    auto found = database().query("SELECT count(*) FROM unread_threads");
    found.step();
    return found.row().integer(0);
  };
  EXPECT_EQ(rows(), 1);
  database().execute("UPDATE members SET removed_at = 1");
  EXPECT_EQ(rows(), 0);
  user_writes_up_to(thread, 2);
  EXPECT_EQ(rows(), 0);
  database().query("UPDATE members SET removed_at = NULL, joined_at = ?1", test.clock.now() + Seconds{1}).run();
  EXPECT_EQ(rows(), 0);
  test.clock.advance(Seconds{2});
  user_writes_up_to(thread, 3);
  EXPECT_EQ(rows(), 1) << "what was said since";
}

TEST_F(InboxTest, few_old_unread_threads_are_found_without_passing_by_the_others) {
  std::vector<ThreadId> unread;
  for (int i = 0; i < 200; ++i) {
    const auto thread = add_thread(projects[0]);
    test.clock.advance(Seconds{1});
    if (i < 2) {
      unread.insert(unread.begin(), thread);
    } else {
      mark(thread, 1);
    }
  }
  const InboxQuery query{.project = projects[0], .status = ThreadStatus::open, .unread = UnreadFilter::unread_only, .limit = 50};
  std::vector<ThreadId> listed;
  for (const auto& row : list_threads_of(database(), member, query).rows) listed.push_back(row.thread.id);
  EXPECT_EQ(listed, unread);
  EXPECT_EQ(testing::scanning_statements(database()), std::vector<std::string>{});
  auto last = query;
  last.after = InboxCursor{test.clock.now() - Seconds{199}, unread[0]};
  const auto page = list_threads_of(database(), member, last);
  ASSERT_EQ(page.rows.size(), 1U);
  EXPECT_EQ(page.rows[0].thread.id, unread[1]);
}

TEST_F(InboxTest, several_projects_are_one_list_by_activity_page_by_page) {
  projects.push_back(add_project());
  projects.push_back(add_project());
  std::vector<ThreadId> newest_first;
  for (std::size_t i = 0; i < 9; ++i) {
    newest_first.insert(newest_first.begin(), add_thread(projects[i * i % 3]));
    test.clock.advance(Seconds{1});
  }
  std::vector<ThreadId> listed;
  InboxQuery query{.limit = 2};
  while (true) {
    const auto page = list_threads_across(database(), member, projects, query);
    for (const auto& row : page.rows) listed.push_back(row.thread.id);
    if (!page.next) break;
    query.after = page.next;
  }
  EXPECT_EQ(listed, newest_first);
  EXPECT_EQ(count_threads_across(database(), member, projects).open, 9);
}

TEST_F(InboxTest, activity_can_be_limited_to_a_span_of_time) {
  std::vector<ThreadId> threads;
  const auto start = test.clock.now();
  for (int i = 0; i < 4; ++i) {
    threads.push_back(add_thread(projects[0]));
    test.clock.advance(Seconds{10});
  }
  const InboxQuery query{.project = projects[0], .since = start + Seconds{10}, .until = start + Seconds{30}};
  const auto page = list_threads_of(database(), member, query);
  ASSERT_EQ(page.rows.size(), 2U);
  EXPECT_EQ(page.rows[0].thread.id, threads[2]);
  EXPECT_EQ(page.rows[1].thread.id, threads[1]);
}

// Every filter that a view can hold, in each combination that takes a way of its own.
std::vector<InboxQuery> filters_of_views(const InboxQuery& base, const MemberId& member) {
  std::vector<InboxQuery> filters;
  for (const auto assigned : {AssigneeFilter::anybody, AssigneeFilter::nobody, AssigneeFilter::member}) {
    for (const auto unread : {UnreadFilter::all, UnreadFilter::unread_only}) {
      for (const bool tagged : {false, true}) {
        auto query = base;
        query.assigned = assigned;
        if (assigned == AssigneeFilter::member) query.assignee = member;
        query.unread = unread;
        if (tagged) query.tag = "urgent";
        filters.push_back(query);
        query.status = ThreadStatus::open;
        filters.push_back(query);
      }
    }
  }
  return filters;
}

TEST_F(InboxTest, a_views_count_is_the_length_of_its_list_and_no_walk_over_a_table) {
  const Tag urgent{.id = TagId::make(test.clock.now(), test.random),
                   .project = projects[0],
                   .name = "Urgent",
                   .folded = "urgent",
                   .color = "red"};
  store::insert_tag(database(), urgent);
  for (int i = 0; i < 24; ++i) {
    const auto thread = add_thread(projects[0]);
    if (i % 2 == 0) mark(thread, 1);
    if (i % 3 == 0) store::replace_tags(database(), thread, {urgent});
    if (i % 4 == 0) database().query("UPDATE threads SET assignee_id = ?2 WHERE id = ?1", thread, member.id).run();
    if (i % 5 == 0) database().query("UPDATE threads SET status = 'resolved' WHERE id = ?1", thread).run();
    test.clock.advance(Seconds{1});
  }
  db::Database fresh(test.path(), db::OpenMode::read_only);
  const auto since = test.clock.now() - Seconds{20};
  for (const auto& query : filters_of_views({.since = since, .limit = 100}, member.id)) {
    auto listed = query;
    listed.project = projects[0];
    const auto length = static_cast<std::int64_t>(list_threads_of(database(), member, listed).rows.size());
    EXPECT_EQ(count_wanted(fresh, member, projects, query, 100), length);
    EXPECT_EQ(count_wanted(fresh, member, projects, query, 2), std::min<std::int64_t>(length, 2));
  }
  EXPECT_EQ(count_wanted(fresh, member, projects, {.tag = "nobody has it"}, 100), 0);
  EXPECT_EQ(testing::scanning_statements(fresh), std::vector<std::string>{});
}

}  // namespace
}  // namespace seggwat::conversations
