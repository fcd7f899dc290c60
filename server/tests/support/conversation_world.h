#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "conversations/conversation_json.h"
#include "conversations/conversation_store.h"
#include "conversations/conversations.h"
#include "support/lane.h"

namespace seggwat::conversations {

// The neighbours of the domain, small enough to see through.
class PlainUserBook final : public UserBook {
 public:
  bool told_something_new = false;
  end_users::Remembered remember(db::Tx& tx, const end_users::EndUser& user, const std::optional<std::string>&,
                                 const std::optional<std::string>&) override {
    tx.database
        .query("INSERT OR IGNORE INTO end_users (project_id, sub, name, created_at) VALUES (?1, ?2, ?3, ?4)", user.project,
               user.sub, user.name, tx.now)
        .run();
    auto found = tx.database.query("SELECT key FROM end_users WHERE project_id = ?1 AND sub = ?2", user.project, user.sub);
    found.step();
    return {{found.row().integer(0)}, std::exchange(told_something_new, false)};
  }
};

class KnownUploads final : public Uploads {
 public:
  Result<std::vector<attachments::Attachment>> give_to(db::Tx& tx, const Thread& thread, const Message& message,
                                                       const std::vector<AttachmentId>& ids) override {
    std::vector<attachments::Attachment> given;
    for (const auto& id : ids) {
      if (std::ranges::find(known, id) == known.end()) return invalid("attachment_unknown", "unknown");
      given.push_back({.id = id, .name = "a.txt", .type = "text/plain", .size = 1});
      tx.database
          .query(
              "INSERT INTO attachments (id, project_id, user_key, author, hash, name, type, size, message_id, created_at)"
              " VALUES (?1, ?2, ?3, x'', x'', 'a.txt', 'text/plain', 1, ?4, 0)",
              id, thread.project, thread.user.key.value, message.id)
          .run();
    }
    return given;
  }
  void remove_from(db::Tx&, const Message& message) override { emptied.push_back(message.id); }
  std::vector<AttachmentId> known;
  std::vector<MessageId> emptied;
};

class CountingMails final : public ReplyMails {
 public:
  void note_reply(db::Tx&, const Thread&) override { ++replies; }
  int replies = 0;
};

class ListeningBell final : public Bell {
 public:
  void mention(db::Tx&, const Thread&, const Message&, const MemberId& member) override { mentioned.push_back(member); }
  void assign(db::Tx&, const Thread&, const MemberId& member, const std::string&) override { assigned.push_back(member); }
  void assign_in_turn(db::Tx&, const Thread&, const MemberId& member) override { in_turn.push_back(member); }
  void bring_back(db::Tx&, const Thread& thread) override { returned.push_back(thread.id); }
  void retract(db::Tx&, const Thread&, const Message& message) override { retracted.push_back(message.body); }
  void wake(db::Tx&, const Thread&, const Message&) override { ++woken; }
  void user_wrote(db::Tx&, const Thread&) override { ++heard; }
  void silence(db::Tx&, const MemberId&, const ThreadId&) override {}
  std::vector<MemberId> mentioned;
  std::vector<MemberId> assigned;
  std::vector<MemberId> in_turn;
  std::vector<ThreadId> returned;
  std::vector<std::string> retracted;
  int woken = 0;
  int heard = 0;
};

class Recorder final : public EventSink {
 public:
  explicit Recorder(const FileLinks& file_links) : links(file_links) {}
  void publish(const Event& event) override { events.push_back(event); }
  std::vector<std::string> seen_by_user() const {
    std::vector<std::string> lines;
    for (const auto& event : events) {
      if (event.record.entry.user_no) lines.push_back(json::serialize(event_for_user(event, links)));
    }
    return lines;
  }
  const FileLinks& links;
  std::vector<Event> events;
};

class ConversationsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    user.project = ProjectId::make(test.clock.now(), test.random);
    database().query("INSERT INTO projects (id, key, name, created_at) VALUES (?1, randomblob(16), 'Shop', 0)", user.project).run();
    user.sub = "u-1";
    user.name = "Ada";
    ben = add_member("Ben");
    cleo = add_member("Cleo");
    conversations.use_tags(tags);
  }

  team::Member add_member(const std::string& name) {
    team::Member member{.id = MemberId::make(test.clock.now(), test.random), .name = name};
    member.joined_at = test.clock.now();
    database()
        .query("INSERT INTO members (id, email, name, role, password_hash, joined_at) VALUES (?1, ?2, ?3, 'Member', '', ?4)",
               member.id, name + "@team.example", name, member.joined_at)
        .run();
    return member;
  }

  db::Database& database() { return test.database(); }
  ClientId fresh_client_id() { return ClientId::make(test.clock.now(), test.random); }

  Result<Posted> say(const std::string& body, std::optional<ClientId> id = {}) {
    const UserDraft draft{.client_id = id.value_or(fresh_client_id()), .body = body};
    return test.write<Posted>([&](db::Tx& tx) { return conversations.post_from_user(tx, user, draft); });
  }
  Result<std::variant<Posted, StaleView>> answer(const team::Member& member, const MemberDraft& draft) {
    return test.write<std::variant<Posted, StaleView>>(
        [&](db::Tx& tx) { return conversations.post_from_member(tx, member, user.project, thread_id(), draft); });
  }
  Message reply(const team::Member& member, const std::string& body, Visibility visibility = Visibility::both_sides) {
    return std::get<Posted>(*answer(member, {.client_id = fresh_client_id(), .body = body, .visibility = visibility})).message;
  }
  Thread thread() { return *store::find_thread_of_user(database(), user.project, user.sub); }
  ThreadId thread_id() { return thread().id; }
  void read_as(const team::Member& member, std::int64_t seq) {
    ASSERT_TRUE(test.write<bool>([&](db::Tx& tx) -> Result<bool> {
      return conversations.mark_read_by_member(tx, member, user.project, thread_id(), seq).has_value();
    }));
  }
  void change(const ThreadChange& wanted) { change_by(ben, wanted); }
  void change_by(const team::Member& member, const ThreadChange& wanted) {
    ASSERT_TRUE(
        test.write<Thread>([&](db::Tx& tx) { return conversations.change(tx, member, user.project, thread_id(), wanted); }));
  }

  testing::TestDatabase test;
  PlainUserBook users;
  CountingMails mails;
  ListeningBell bell;
  FileLinks links{SecretKey({}), test.clock};
  KnownUploads uploads;
  Recorder recorder{links};
  Conversations conversations{test.random, {users, uploads, mails, bell, recorder}};
  Tags tags{test.random, [this](const journal::Record& record) { tag_changes.push_back(record); }};
  std::vector<journal::Record> tag_changes;
  end_users::EndUser user;
  team::Member ben;
  team::Member cleo;
};

}  // namespace seggwat::conversations
