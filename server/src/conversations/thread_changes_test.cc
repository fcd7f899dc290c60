#include <gtest/gtest.h>

#include "conversations/inbox.h"
#include "conversations/tag_store.h"
#include "support/conversation_world.h"
#include "support/query_plans.h"

namespace seggwat::conversations {
namespace {

class ThreadChangesTest : public ConversationsTest {
 protected:
  static std::vector<TagName> names(const std::vector<std::string>& typed) {
    std::vector<TagName> checked;
    for (const auto& name : typed) checked.push_back(*check_tag_name(name));
    return checked;
  }
  Instant in(Milliseconds span) const { return test.clock.now() + span; }
  std::string refusal_of(const ThreadChange& wanted) {
    const auto changed =
        test.write<Thread>([&](db::Tx& tx) { return conversations.change(tx, ben, user.project, thread_id(), wanted); });
    return changed ? "" : changed.error().code;
  }
  std::optional<Instant> bring_back() {
    return *test.write<std::optional<Instant>>(
        [&](db::Tx& tx) -> Result<std::optional<Instant>> { return conversations.bring_back(tx); });
  }
  Message say_to(const std::vector<Candidate>& candidates) {
    const UserDraft draft{.client_id = fresh_client_id(), .body = "Hello", .candidates = candidates};
    return test.write<Posted>([&](db::Tx& tx) { return conversations.post_from_user(tx, user, draft); })->message;
  }
  std::size_t team_events() const { return recorder.events.size(); }
};

TEST_F(ThreadChangesTest, a_snoozed_conversation_returns_when_its_time_has_come_and_not_before) {
  say("Hello");
  std::vector<Instant> noted;
  conversations.on_snooze([&](Instant until) { noted.push_back(until); });
  const auto until = in(Seconds{60});
  change({.snoozed_until = until});
  EXPECT_EQ(thread().status, ThreadStatus::snoozed);
  EXPECT_EQ(thread().snoozed_until, until);
  EXPECT_EQ(noted, std::vector{until});
  EXPECT_EQ(bring_back(), until);
  EXPECT_EQ(thread().status, ThreadStatus::snoozed);
  test.clock.advance(Seconds{60});
  EXPECT_EQ(bring_back(), std::nullopt);
  EXPECT_EQ(thread().status, ThreadStatus::open);
  EXPECT_EQ(thread().snoozed_until, std::nullopt);
  EXPECT_EQ(thread().returned_at, test.clock.now());
  EXPECT_EQ(bell.returned, std::vector{thread_id()});
}

TEST_F(ThreadChangesTest, a_snooze_without_a_time_lasts_until_the_user_writes) {
  say("Hello");
  change({.status = ThreadStatus::snoozed});
  test.clock.advance(std::chrono::hours(24 * 400));
  EXPECT_EQ(bring_back(), std::nullopt);
  EXPECT_EQ(thread().status, ThreadStatus::snoozed);
  say("Are you there?");
  EXPECT_EQ(thread().status, ThreadStatus::open);
  EXPECT_TRUE(bell.returned.empty());
}

TEST_F(ThreadChangesTest, a_users_message_ends_a_snooze_and_its_timer) {
  say("Hello");
  change({.snoozed_until = in(Seconds{60})});
  say("Never mind");
  EXPECT_EQ(thread().status, ThreadStatus::open);
  test.clock.advance(Seconds{120});
  EXPECT_EQ(bring_back(), std::nullopt);
  EXPECT_TRUE(bell.returned.empty());
}

TEST_F(ThreadChangesTest, a_snooze_said_again_without_a_time_loses_it) {
  say("Hello");
  change({.snoozed_until = in(Seconds{60})});
  change({.status = ThreadStatus::snoozed});
  EXPECT_EQ(thread().status, ThreadStatus::snoozed);
  EXPECT_EQ(thread().snoozed_until, std::nullopt);
}

TEST_F(ThreadChangesTest, an_assignment_leaves_a_snooze_as_it_is) {
  say("Hello");
  const auto until = in(Seconds{60});
  change({.snoozed_until = until});
  change({.sets_assignee = true, .assignee = cleo.id});
  EXPECT_EQ(thread().status, ThreadStatus::snoozed);
  EXPECT_EQ(thread().snoozed_until, until);
}

TEST_F(ThreadChangesTest, a_time_that_has_passed_or_lies_too_far_ahead_is_refused) {
  say("Hello");
  EXPECT_EQ(refusal_of({.snoozed_until = in(Seconds{0})}), "invalid_field");
  EXPECT_EQ(refusal_of({.snoozed_until = in(-Seconds{1})}), "invalid_field");
  EXPECT_EQ(refusal_of({.snoozed_until = in(kLongestSnooze + Seconds{1})}), "invalid_field");
  EXPECT_EQ(refusal_of({.snoozed_until = in(kLongestSnooze)}), "");
}

TEST_F(ThreadChangesTest, a_returned_conversation_is_shown_as_such_until_somebody_acts) {
  const auto return_once = [&] {
    change({.snoozed_until = in(Seconds{1})});
    test.clock.advance(Seconds{1});
    bring_back();
    EXPECT_TRUE(thread().returned_at);
  };
  say("Hello");
  return_once();
  reply(ben, "a note", Visibility::team_only);
  change({.sets_assignee = true, .assignee = cleo.id});
  EXPECT_TRUE(thread().returned_at);
  reply(ben, "Hi");
  EXPECT_FALSE(thread().returned_at);
  return_once();
  say("Hello?");
  EXPECT_FALSE(thread().returned_at);
  return_once();
  change({.status = ThreadStatus::resolved});
  EXPECT_FALSE(thread().returned_at);
}

TEST_F(ThreadChangesTest, many_conversations_return_in_slices) {
  for (int i = 0; i < Conversations::kReturnsSlice + 3; ++i) {
    user.sub = "u-" + std::to_string(i);
    say("Hello");
    change({.snoozed_until = in(Seconds{5})});
  }
  test.clock.advance(Seconds{5});
  EXPECT_EQ(bring_back(), test.clock.now());
  EXPECT_EQ(bell.returned.size(), static_cast<std::size_t>(Conversations::kReturnsSlice));
  EXPECT_EQ(bring_back(), std::nullopt);
  EXPECT_EQ(bell.returned.size(), static_cast<std::size_t>(Conversations::kReturnsSlice) + 3);
}

TEST_F(ThreadChangesTest, tags_are_made_by_use_and_are_one_in_any_case) {
  say("Hello");
  change({.tags = names({"Zahlung", "VIP", "vip", " ÄRGER "})});
  EXPECT_EQ(thread().tags, (std::vector<std::string>{"VIP", "Zahlung", "ÄRGER"}));
  EXPECT_EQ(store::list_tags(database(), user.project).size(), 3U);
  const auto events = team_events();
  change({.tags = names({"ärger", "Vip", "zahlung"})});
  EXPECT_EQ(thread().tags, (std::vector<std::string>{"VIP", "Zahlung", "ÄRGER"}));
  EXPECT_EQ(team_events(), events) << "nothing has changed";
  change({.tags = names({"vip"})});
  EXPECT_EQ(thread().tags, std::vector<std::string>{"VIP"});
  change({.tags = std::vector<TagName>{}});
  EXPECT_TRUE(thread().tags.empty());
  EXPECT_EQ(tag_changes.size(), 1U) << "only the first use made new ones";
}

TEST_F(ThreadChangesTest, a_renamed_tag_is_renamed_on_every_thread_and_a_removed_one_gone) {
  say("Hello");
  change({.tags = names({"VIP", "Zahlung"})});
  const auto vip = *store::find_tag_by_name(database(), user.project, "vip");
  ASSERT_TRUE(test.write<Tag>([&](db::Tx& tx) {
    return tags.change(tx, user.project, vip.id, {.name = *check_tag_name("Very important"), .color = "red"});
  }));
  EXPECT_EQ(thread().tags, (std::vector<std::string>{"Very important", "Zahlung"}));
  EXPECT_EQ(test.write<Tag>([&](db::Tx& tx) { return tags.change(tx, user.project, vip.id, {.name = *check_tag_name("ZAHLUNG")}); })
                .error()
                .code,
            "tag_exists");
  const auto remove = [&] {
    return test.write<bool>([&](db::Tx& tx) -> Result<bool> {
      if (auto removed = tags.remove(tx, user.project, vip.id); !removed) return std::unexpected(removed.error());
      return true;
    });
  };
  ASSERT_TRUE(remove());
  EXPECT_EQ(thread().tags, std::vector<std::string>{"Zahlung"});
  EXPECT_EQ(remove().error().kind, ErrorKind::not_found);
  EXPECT_FALSE(*test.write<bool>([&](db::Tx& tx) -> Result<bool> { return tags.sweep(tx); }));
  EXPECT_EQ(store::count_threads_with(database(), vip.id), 0);
  change({.tags = names({"very important"})});
  EXPECT_EQ(thread().tags, std::vector<std::string>{"very important"});
}

TEST_F(ThreadChangesTest, lists_are_filtered_by_tag_whatever_else_is_asked) {
  for (const auto* sub : {"u-1", "u-2", "u-3"}) {
    user.sub = sub;
    say("Hello");
    if (user.sub != "u-2") change({.tags = names({"VIP"})});
    test.clock.advance(Seconds{1});
  }
  change({.sets_assignee = true, .assignee = ben.id});
  const auto found = [&](const InboxQuery& query) {
    std::vector<std::string> subs;
    for (const auto& row : list_threads_of(database(), ben, query).rows) subs.push_back(row.thread.user.sub);
    return subs;
  };
  EXPECT_EQ(found({.project = user.project, .tag = "vip"}), (std::vector<std::string>{"u-3", "u-1"}));
  EXPECT_EQ(found({.project = user.project, .assigned = AssigneeFilter::member, .assignee = ben.id, .tag = "vip"}),
            std::vector<std::string>{"u-3"});
  EXPECT_EQ(found({.project = user.project, .assigned = AssigneeFilter::nobody, .tag = "vip"}), std::vector<std::string>{"u-1"});
  read_as(ben, 1);
  EXPECT_EQ(found({.project = user.project, .unread = UnreadFilter::unread_only, .tag = "vip"}), std::vector<std::string>{"u-1"});
  EXPECT_TRUE(found({.project = user.project, .status = ThreadStatus::resolved, .tag = "vip"}).empty());
  EXPECT_TRUE(found({.project = user.project, .tag = "nobody has this"}).empty());
}

TEST_F(ThreadChangesTest, conversations_go_in_turn_to_those_who_are_there) {
  const auto dora = add_member("Dora");
  const std::vector<Candidate> all{{ben.id, "Ben"}, {cleo.id, "Cleo"}, {dora.id, "Dora"}};
  std::vector<MemberId> given;
  for (int i = 0; i < 6; ++i) {
    user.sub = "u-" + std::to_string(i);
    say_to(all);
    given.push_back(*thread().assignee);
  }
  EXPECT_EQ(given, (std::vector{ben.id, cleo.id, dora.id, ben.id, cleo.id, dora.id}));
  EXPECT_EQ(bell.in_turn, given);
  user.sub = "alone";
  say_to({{cleo.id, "Cleo"}});
  EXPECT_EQ(thread().assignee, cleo.id);
  user.sub = "after";
  say_to(all);
  EXPECT_EQ(thread().assignee, ben.id) << "whose turn is longest ago";
}

TEST_F(ThreadChangesTest, nobody_there_or_somebody_already_means_no_assignment) {
  say("Hello");
  EXPECT_FALSE(thread().assignee);
  say_to({{ben.id, "Ben"}});
  EXPECT_FALSE(thread().assignee) << "an open conversation is left to the team";
  change({.status = ThreadStatus::resolved});
  say_to({{ben.id, "Ben"}});
  EXPECT_EQ(thread().assignee, ben.id) << "it reopened and belonged to nobody";
  change({.status = ThreadStatus::resolved});
  say_to({{cleo.id, "Cleo"}});
  EXPECT_EQ(thread().assignee, ben.id);
}

TEST_F(ThreadChangesTest, a_reopening_is_told_to_the_user_only_when_they_saw_it_resolved) {
  say("Hello");
  const auto before = recorder.seen_by_user();
  const auto view = json::serialize(thread_for_user(thread()));
  reply(cleo, "between us", Visibility::team_only);
  change({.sets_assignee = true, .assignee = cleo.id});
  change({.tags = names({"VIP"})});
  change({.snoozed_until = in(Seconds{1})});
  test.clock.advance(Seconds{1});
  bring_back();
  change({.status = ThreadStatus::snoozed});
  change({.status = ThreadStatus::open});
  EXPECT_EQ(recorder.seen_by_user(), before);
  EXPECT_EQ(json::serialize(thread_for_user(thread())), view);
}

TEST_F(ThreadChangesTest, no_question_is_answered_by_a_full_scan) {
  say_to({{ben.id, "Ben"}});
  change({.snoozed_until = in(Seconds{1}), .tags = names({"VIP"})});
  test.clock.advance(Seconds{1});
  bring_back();
  const auto vip = *store::find_tag_by_name(database(), user.project, "vip");
  list_threads_of(database(), ben, {.project = user.project, .tag = "vip"});
  store::list_tags(database(), user.project);
  const auto swept = test.write<bool>([&](db::Tx& tx) -> Result<bool> {
    EXPECT_TRUE(tags.change(tx, user.project, vip.id, {.color = "red"}));
    EXPECT_TRUE(tags.remove(tx, user.project, vip.id));
    return tags.sweep(tx);
  });
  EXPECT_FALSE(swept.value_or(true));
  store::count_threads_with(database(), vip.id);
  EXPECT_EQ(testing::scanning_statements(database()), std::vector<std::string>{});
}

TEST(TagName, has_something_to_read_and_an_end) {
  EXPECT_EQ(check_tag_name("  Größe  ")->name, "Größe");
  EXPECT_EQ(check_tag_name("GRÖSSE")->folded, check_tag_name("größe")->folded);
  EXPECT_EQ(check_tag_name("e\xCC\x81t\xC3\xA9")->folded, check_tag_name("\xC3\x89TE\xCC\x81")->folded);
  EXPECT_TRUE(check_tag_name(std::string(40, 'x')));
  for (const auto& bad : std::vector<std::string>{"", "  ", "\xE2\x80\x8B", "a\nb", std::string(41, 'x')}) {
    EXPECT_EQ(check_tag_name(bad).error().code, "invalid_field");
  }
}

}  // namespace
}  // namespace seggwat::conversations
