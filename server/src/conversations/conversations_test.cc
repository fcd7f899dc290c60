#include "conversations/conversations.h"

#include <gtest/gtest.h>

#include "conversations/conversation_json.h"
#include "conversations/conversation_store.h"
#include "conversations/inbox.h"
#include "support/conversation_world.h"
#include "support/query_plans.h"

namespace seggwat::conversations {
namespace {

TEST_F(ConversationsTest, messages_of_both_sides_are_numbered_without_gaps) {
  EXPECT_EQ(say("Hello")->message.seq, 1);
  EXPECT_EQ(reply(ben, "Hi!").seq, 2);
  EXPECT_EQ(say("Thanks")->message.seq, 3);
  EXPECT_EQ(thread().last_seq, 3);
}

TEST_F(ConversationsTest, the_same_client_id_stores_one_message_and_answers_it_again) {
  const auto id = fresh_client_id();
  const auto first = say("Hello", id);
  const auto again = say("Hello", id);
  EXPECT_FALSE(first->repeated);
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(again->message.id, first->message.id);
  EXPECT_EQ(thread().last_seq, 1);
}

TEST_F(ConversationsTest, a_client_id_with_another_body_is_refused) {
  const auto id = fresh_client_id();
  ASSERT_TRUE(say("Hello", id));
  const auto other = say("Goodbye", id);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, "client_id_reused");
}

TEST_F(ConversationsTest, user_and_member_may_use_the_same_client_id) {
  const auto id = fresh_client_id();
  ASSERT_TRUE(say("Hello", id));
  EXPECT_TRUE(answer(ben, {.client_id = id, .body = "Hello"}));
}

TEST_F(ConversationsTest, notes_repeat_the_seq_they_follow_and_move_no_cursor) {
  say("Hello");
  const auto before = thread();
  const auto first = reply(ben, "He is angry", Visibility::team_only);
  const auto second = reply(cleo, "I know", Visibility::team_only);
  EXPECT_EQ(first.seq, 1);
  EXPECT_EQ(first.note, 1);
  EXPECT_EQ(second.note, 2);
  EXPECT_EQ(reply(ben, "Hi").seq, 2);
  EXPECT_EQ(reply(ben, "Calm now", Visibility::team_only).note, 1);
  EXPECT_EQ(before.last_seq, 1);
  EXPECT_EQ(mails.replies, 1);
}

TEST_F(ConversationsTest, nothing_a_user_sees_changes_by_notes_and_assignments) {
  say("Hello");
  const auto events_before = recorder.seen_by_user();
  const auto thread_before = json::serialize(thread_for_user(thread()));
  reply(ben, "between us", Visibility::team_only);
  change({.sets_assignee = true, .assignee = cleo.id});
  EXPECT_EQ(recorder.seen_by_user(), events_before);
  EXPECT_EQ(json::serialize(thread_for_user(thread())), thread_before);
}

TEST_F(ConversationsTest, the_users_view_of_the_journal_has_dense_numbers) {
  say("one");
  reply(ben, "note", Visibility::team_only);
  reply(ben, "two");
  say("three");
  std::int64_t expected = 1;
  for (const auto& event : recorder.events) {
    if (event.record.entry.user_no) {
      EXPECT_EQ(*event.record.entry.user_no, expected++);
    }
  }
  EXPECT_EQ(thread().user_no, expected - 1);
}

TEST_F(ConversationsTest, a_mention_in_a_note_tells_the_member_once_and_not_its_author) {
  say("Hello");
  const auto at = [](const team::Member& member) { return "@{" + to_string(member.id) + "}"; };
  reply(ben, at(cleo) + " " + at(cleo) + " " + at(ben) + " look", Visibility::team_only);
  EXPECT_EQ(bell.mentioned, std::vector{cleo.id});
}

TEST_F(ConversationsTest, a_reply_over_an_unseen_message_is_stopped_with_what_was_missed) {
  say("one");
  reply(cleo, "I take this");
  say("two");
  const auto outcome = answer(ben, {.client_id = fresh_client_id(), .body = "Hello", .seen_seq = 1});
  const auto& missed = std::get<StaleView>(*outcome).missed;
  ASSERT_EQ(missed.size(), 2U);
  EXPECT_EQ(missed[0].body, "I take this");
  EXPECT_EQ(thread().last_seq, 3);
}

TEST_F(ConversationsTest, ones_own_newer_messages_and_notes_are_no_stale_view) {
  say("one");
  reply(ben, "first part");
  reply(cleo, "note", Visibility::team_only);
  EXPECT_TRUE(std::holds_alternative<Posted>(*answer(ben, {.client_id = fresh_client_id(), .body = "second part", .seen_seq = 1})));
}

TEST_F(ConversationsTest, force_and_a_repeat_pass_the_stale_guard) {
  say("one");
  const auto id = fresh_client_id();
  ASSERT_TRUE(std::holds_alternative<Posted>(*answer(ben, {.client_id = id, .body = "mine", .seen_seq = 1})));
  say("two");
  const auto repeat = answer(ben, {.client_id = id, .body = "mine", .seen_seq = 1});
  EXPECT_TRUE(std::get<Posted>(*repeat).repeated);
  EXPECT_TRUE(std::holds_alternative<Posted>(
      *answer(ben, {.client_id = fresh_client_id(), .body = "anyway", .seen_seq = 1, .guard = StaleGuard::off})));
}

TEST_F(ConversationsTest, a_users_message_reopens_a_resolved_conversation) {
  say("one");
  change({.status = ThreadStatus::resolved});
  EXPECT_EQ(thread().status, ThreadStatus::resolved);
  say("two");
  EXPECT_EQ(thread().status, ThreadStatus::open);
}

TEST_F(ConversationsTest, read_marks_go_forward_only_and_never_beyond_the_last_message) {
  say("one");
  reply(ben, "two");
  const auto read = [&](std::int64_t seq) {
    ASSERT_TRUE(test.write<bool>([&](db::Tx& tx) -> Result<bool> {
      conversations.mark_read_by_user(tx, user, seq);
      return true;
    }));
  };
  read(99);
  EXPECT_EQ(thread().user_read_seq, 2);
  read(1);
  EXPECT_EQ(thread().user_read_seq, 2);
}

TEST_F(ConversationsTest, the_teams_mark_is_the_highest_of_any_member_and_unread_moves_ones_own_only) {
  say("one");
  say("two");
  read_as(ben, 2);
  read_as(cleo, 1);
  EXPECT_EQ(thread().team_read_seq, 2);
  const auto user_saw = recorder.seen_by_user();
  ASSERT_TRUE(test.write<bool>(
      [&](db::Tx& tx) -> Result<bool> { return conversations.mark_unread(tx, ben, user.project, thread_id()).has_value(); }));
  EXPECT_EQ(thread().team_read_seq, 2);
  EXPECT_EQ(store::find_mark(database(), ben.id, thread_id())->seq, 1);
  EXPECT_EQ(recorder.seen_by_user(), user_saw);
}

TEST_F(ConversationsTest, the_bell_rings_once_until_somebody_reads) {
  say("one");
  say("two");
  EXPECT_EQ(bell.woken, 1);
  read_as(ben, 2);
  say("three");
  EXPECT_EQ(bell.woken, 2);
}

TEST_F(ConversationsTest, a_thread_of_another_project_does_not_exist) {
  say("one");
  const auto outcome = test.write<std::variant<Posted, StaleView>>([&](db::Tx& tx) {
    return conversations.post_from_member(tx, ben, ProjectId::make(tx.now, test.random), thread_id(),
                                          {.client_id = fresh_client_id(), .body = "Hello"});
  });
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, ErrorKind::not_found);
}

TEST_F(ConversationsTest, the_state_of_a_reply_goes_from_stored_to_delivered_to_seen) {
  say("one");
  const auto id = reply(ben, "two").id;
  const auto state = [&] { return store::find_message(database(), id)->state; };
  EXPECT_EQ(state(), MessageState::stored);
  store::raise_delivered(database(), thread_id(), 2);
  EXPECT_EQ(state(), MessageState::delivered);
  say("three");
  EXPECT_EQ(state(), MessageState::seen);
}

TEST_F(ConversationsTest, the_team_learns_at_once_what_a_user_tells_of_themselves) {
  const auto told = [&](bool is_news, std::optional<Page> page) {
    recorder.events.clear();
    ASSERT_TRUE(test.write<bool>([&](db::Tx& tx) -> Result<bool> {
      conversations.note_profile(tx, {users.remember(tx, user, {}, {}).key, is_news}, page);
      return true;
    }));
  };
  told(true, Page{"https://shop.example/"});
  EXPECT_TRUE(recorder.events.empty()) << "there is no thread yet";
  say("Hello");
  told(true, {});
  EXPECT_EQ(recorder.events.size(), 1U);
  EXPECT_TRUE(recorder.seen_by_user().empty());
  told(false, Page{"https://shop.example/cart", "Cart"});
  ASSERT_EQ(recorder.events.size(), 1U);
  EXPECT_EQ(std::get<Thread>(recorder.events[0].what).page->title, "Cart");
  told(false, Page{"https://shop.example/cart", "Cart"});
  EXPECT_TRUE(recorder.events.empty());

  users.told_something_new = true;
  say("I have a new name");
  EXPECT_TRUE(std::ranges::any_of(recorder.events, [](const Event& event) { return std::holds_alternative<Thread>(event.what); }));
}

TEST_F(ConversationsTest, lists_show_newest_activity_first_page_by_page) {
  for (const auto* sub : {"u-1", "u-2", "u-3"}) {
    user.sub = sub;
    say("Hello from " + user.sub);
    test.clock.advance(Seconds{1});
  }
  InboxQuery query{.project = user.project, .limit = 2};
  const auto first = list_threads_of(database(), ben, query);
  ASSERT_EQ(first.rows.size(), 2U);
  EXPECT_EQ(first.rows[0].thread.user.sub, "u-3");
  EXPECT_EQ(first.rows[0].unread, 1);
  query.after = parse_inbox_cursor(to_text(*first.next));
  const auto second = list_threads_of(database(), ben, query);
  ASSERT_EQ(second.rows.size(), 1U);
  EXPECT_EQ(second.rows[0].thread.user.sub, "u-1");
  EXPECT_FALSE(second.next);
}

TEST_F(ConversationsTest, a_member_has_nothing_unread_from_before_they_joined) {
  say("old");
  test.clock.advance(Seconds{5});
  const auto dora = add_member("Dora");
  EXPECT_EQ(list_threads_of(database(), dora, {.project = user.project}).rows[0].unread, 0);
  EXPECT_EQ(count_threads(database(), dora, user.project).unread, 0);
  say("new");
  EXPECT_EQ(list_threads_of(database(), dora, {.project = user.project}).rows[0].unread, 1);
  EXPECT_EQ(count_threads(database(), dora, user.project).unread, 1);
}

TEST_F(ConversationsTest, no_question_is_answered_by_a_full_scan) {
  say("one");
  reply(ben, "two");
  reply(ben, "note", Visibility::team_only);
  read_as(cleo, 1);
  change({.status = ThreadStatus::resolved});
  const auto id = thread_id();
  for (const auto notes : {store::Notes::included, store::Notes::left_out}) {
    store::list_before(database(), id, {9, 0}, 5, notes);
    store::list_after(database(), id, {0, 0}, 5, notes);
  }
  store::list_missed(database(), id, ben.id, 0, 5);
  store::count_unread_of_user(database(), id, 0);
  store::raise_delivered(database(), id, 1);
  for (const auto unread : {UnreadFilter::all, UnreadFilter::unread_only}) {
    list_threads_of(database(), ben, {.project = user.project, .unread = unread});
    list_threads_of(database(), ben,
                    {.project = user.project, .assigned = AssigneeFilter::member, .assignee = ben.id, .unread = unread});
  }
  list_threads_of(database(), ben, {.project = user.project, .mentions = MentionFilter::mentions_of_caller});
  is_wanted(database(), ben, thread(), {.project = user.project, .mentions = MentionFilter::mentions_of_caller});
  count_threads(database(), ben, user.project);
  EXPECT_EQ(testing::scanning_statements(database()), std::vector<std::string>{});
}

TEST(Body, is_trimmed_at_both_ends_and_kept_byte_for_byte) {
  EXPECT_EQ(*check_body("\xE3\x80\x80 a  b \n"), "a  b");
  EXPECT_EQ(check_body("\xE2\x80\x8B\xE2\x80\x8D").error().code, "body_empty");
  EXPECT_EQ(check_body(std::string("a\0b", 3)).error().code, "body_invalid");
  EXPECT_TRUE(check_body(std::string(10'000, 'x')));
  EXPECT_EQ(check_body(std::string(10'001, 'x')).error().code, "body_too_long");
}

TEST_F(ConversationsTest, a_message_with_files_needs_no_text_and_a_repeat_has_the_same_files) {
  const auto file = AttachmentId::make(test.clock.now(), test.random);
  const auto other = AttachmentId::make(test.clock.now(), test.random);
  uploads.known = {file};
  const auto id = fresh_client_id();
  const auto say_with = [&](std::vector<AttachmentId> ids) {
    const UserDraft draft{.client_id = id, .body = *check_body(" ", Accompanied::by_files), .attachments = std::move(ids)};
    return test.write<Posted>([&](db::Tx& tx) { return conversations.post_from_user(tx, user, draft); });
  };
  EXPECT_EQ(say_with({other}).error().code, "attachment_unknown");
  EXPECT_TRUE(recorder.events.empty()) << "what was refused is not told";
  EXPECT_EQ(preview_of(say_with({file})->message), "📎 a.txt");
  EXPECT_EQ(say_with({}).error().code, "client_id_reused");
}

}  // namespace
}  // namespace seggwat::conversations
