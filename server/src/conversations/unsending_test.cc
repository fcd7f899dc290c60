#include <gtest/gtest.h>

#include "conversations/inbox.h"
#include "support/conversation_world.h"
#include "support/query_plans.h"

namespace seggwat::conversations {
namespace {

class UnsendingTest : public ConversationsTest {
 protected:
  // The code of the refusal, empty when it was done.
  std::string unsend(const MessageId& id) {
    return code_of([&](db::Tx& tx) { return conversations.unsend_by_user(tx, user, id); });
  }
  std::string unsend_as(const team::Member& member, const MessageId& id) {
    return code_of([&](db::Tx& tx) { return conversations.unsend_by_member(tx, member, user.project, thread_id(), id); });
  }
  Message stored(const MessageId& id) { return *store::find_message(database(), id); }
  std::int64_t unread_of(const team::Member& member) {
    return list_threads_of(database(), member, {.project = user.project}).rows[0].unread;
  }

 private:
  std::string code_of(const std::function<Status(db::Tx&)>& act) {
    const auto done = test.write<bool>([&](db::Tx& tx) -> Result<bool> {
      if (auto status = act(tx); !status) return std::unexpected(status.error());
      return true;
    });
    return done ? "" : done.error().code;
  }
};

TEST_F(UnsendingTest, the_text_is_gone_and_the_number_stays) {
  const auto id = say("my card is 4000 1234")->message.id;
  EXPECT_EQ(unsend(id), "");
  EXPECT_EQ(stored(id).body, "");
  EXPECT_EQ(stored(id).deleted_at, test.clock.now());
  EXPECT_EQ(say("two")->message.seq, 2);
  auto raw = database().query("SELECT count(*) FROM messages WHERE body LIKE '%4000%'");
  raw.step();
  EXPECT_EQ(raw.row().integer(0), 0);
  EXPECT_EQ(bell.retracted, std::vector<std::string>{"my card is 4000 1234"});
}

TEST_F(UnsendingTest, both_sides_are_told_with_the_same_id_and_number) {
  say("one");
  const auto id = reply(ben, "two").id;
  ASSERT_EQ(unsend_as(ben, id), "");
  const auto& event = recorder.events.back();
  const auto& message = std::get<Message>(event.what);
  EXPECT_TRUE(event.record.entry.user_no);
  EXPECT_EQ(message.id, id);
  EXPECT_EQ(message.seq, 2);
  const auto shown = message_for_user(message, links);
  EXPECT_EQ(shown.at("body"), "");
  EXPECT_TRUE(shown.contains("deleted_at"));
}

TEST_F(UnsendingTest, there_are_two_minutes_and_a_repetition_is_no_fault) {
  const auto first = say("one")->message.id;
  test.clock.advance(kUnsendWithin);
  const auto second = say("two")->message.id;
  EXPECT_EQ(unsend(first), "");
  test.clock.advance(kUnsendWithin + Milliseconds{1});
  EXPECT_EQ(unsend(second), "unsend_too_late");
  EXPECT_EQ(stored(second).body, "two");
  const auto events = recorder.events.size();
  EXPECT_EQ(unsend(first), "");
  EXPECT_EQ(recorder.events.size(), events);
}

TEST_F(UnsendingTest, nobody_takes_back_what_another_said) {
  const auto theirs = say("one")->message.id;
  const auto ours = reply(ben, "two").id;
  const auto note = reply(ben, "three", Visibility::team_only).id;
  EXPECT_EQ(unsend(ours), "not_found");
  EXPECT_EQ(unsend(note), "not_found");
  EXPECT_EQ(unsend_as(ben, theirs), "not_found");
  EXPECT_EQ(unsend_as(cleo, ours), "not_found");
  user.sub = "another";
  say("hello");
  EXPECT_EQ(unsend(theirs), "not_found");
  EXPECT_EQ(unsend_as(ben, ours), "not_found") << "it stands in another thread";
  EXPECT_EQ(stored(ours).body, "two");
}

TEST_F(UnsendingTest, a_note_is_taken_back_without_the_user_hearing_of_it) {
  say("one");
  const auto id = reply(ben, "secret", Visibility::team_only).id;
  const auto before = recorder.seen_by_user();
  const auto view = json::serialize(thread_for_user(thread()));
  ASSERT_EQ(unsend_as(ben, id), "");
  EXPECT_EQ(recorder.seen_by_user(), before);
  EXPECT_EQ(json::serialize(thread_for_user(thread())), view);
  EXPECT_EQ(stored(id).body, "");
  EXPECT_EQ(reply(ben, "next", Visibility::team_only).note, 2);
}

TEST_F(UnsendingTest, a_repeat_of_the_client_id_still_finds_the_message_and_another_text_does_not) {
  const auto client_id = fresh_client_id();
  const auto id = say("one", client_id)->message.id;
  ASSERT_EQ(unsend(id), "");
  const auto again = say("one", client_id);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->repeated);
  EXPECT_EQ(again->message.id, id);
  EXPECT_TRUE(again->message.deleted_at);
  EXPECT_EQ(again->message.body, "");
  EXPECT_EQ(say("other", client_id).error().code, "client_id_reused");
  EXPECT_EQ(say("", client_id).error().code, "client_id_reused");
  EXPECT_EQ(thread().last_seq, 1);
}

TEST_F(UnsendingTest, the_files_go_with_the_text_and_a_repeat_still_needs_the_same_ones) {
  const auto file = AttachmentId::make(test.clock.now(), test.random);
  uploads.known = {file};
  const auto client_id = fresh_client_id();
  const auto say_with = [&](std::vector<AttachmentId> files) {
    const UserDraft draft{.client_id = client_id, .body = "see", .attachments = std::move(files)};
    return test.write<Posted>([&](db::Tx& tx) { return conversations.post_from_user(tx, user, draft); });
  };
  const auto id = say_with({file})->message.id;
  ASSERT_EQ(unsend(id), "");
  EXPECT_EQ(uploads.emptied, std::vector<MessageId>{id});
  EXPECT_TRUE(std::get<Message>(recorder.events.back().what).attachments.empty());
  EXPECT_TRUE(say_with({file})->repeated);
  EXPECT_EQ(say_with({}).error().code, "client_id_reused");
}

TEST_F(UnsendingTest, what_was_unsent_is_unread_by_nobody) {
  say("one");
  const auto second = say("two")->message.id;
  EXPECT_EQ(unread_of(ben), 2);
  ASSERT_EQ(unsend(second), "");
  EXPECT_EQ(unread_of(ben), 1);
  EXPECT_EQ(thread().last_user_seq, 1);
  EXPECT_EQ(count_threads(database(), ben, user.project).unread, 1);
  const auto first = store::list_after(database(), thread_id(), {}, 1, store::Notes::left_out)[0].id;
  ASSERT_EQ(unsend(first), "");
  EXPECT_EQ(unread_of(ben), 0);
  EXPECT_EQ(count_threads(database(), ben, user.project).unread, 0);
  EXPECT_TRUE(list_threads_of(database(), ben, {.project = user.project, .unread = UnreadFilter::unread_only}).rows.empty());
  say("three");
  EXPECT_EQ(bell.woken, 2) << "with nothing unread, the next message rings again";
}

TEST_F(UnsendingTest, an_unsent_reply_is_neither_unread_nor_missed_nor_previewed) {
  say("one");
  const auto id = reply(cleo, "two").id;
  EXPECT_EQ(store::count_unread_of_user(database(), thread_id(), 1), 1);
  ASSERT_EQ(unsend_as(cleo, id), "");
  EXPECT_EQ(store::count_unread_of_user(database(), thread_id(), 1), 0);
  EXPECT_TRUE(std::holds_alternative<Posted>(*answer(ben, {.client_id = fresh_client_id(), .body = "three", .seen_seq = 1})));
  const auto third = thread().last_message;
  EXPECT_EQ(third->preview, "three");
  EXPECT_FALSE(third->is_unsent);
}

TEST_F(UnsendingTest, the_preview_of_an_unsent_message_is_empty_and_says_so) {
  const auto id = say("a secret")->message.id;
  ASSERT_EQ(unsend(id), "");
  EXPECT_EQ(thread().last_message->preview, "");
  EXPECT_TRUE(thread().last_message->is_unsent);
  EXPECT_EQ(thread_for_team(thread()).at("last_message").at("deleted"), true);
}

TEST_F(UnsendingTest, no_question_is_answered_by_a_full_scan) {
  const auto client_id = fresh_client_id();
  ASSERT_EQ(unsend(say("one", client_id)->message.id), "");
  ASSERT_TRUE(say("one", client_id));
  EXPECT_EQ(testing::scanning_statements(database()), std::vector<std::string>{});
}

}  // namespace
}  // namespace seggwat::conversations
