#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "db/database.h"
#include "db/migrate.h"
#include "db/write_lane.h"
#include "mail/outbox.h"
#include "mail/settings.h"
#include "mail/transport.h"
#include "notifications/reply_mail_writer.h"
#include "notifications/reply_mails.h"
#include "notifications/team_mail_writer.h"
#include "notifications/team_mails.h"
#include "support/fakes.h"
#include "support/temp_dir.h"

namespace seggwat::testing {

// Answers as it was told to, else takes every mail; keeps what it was given.
class FakeTransport final : public mail::Transport {
 public:
  struct Delivery {
    mail::Envelope envelope;
    std::string message;
  };
  mail::Outcome deliver(const mail::Envelope& envelope, std::string_view message, std::stop_token) override {
    deliveries.push_back({envelope, std::string(message)});
    if (answers.empty()) return {mail::Outcome::Kind::sent, ""};
    auto answer = answers.front();
    answers.pop_front();
    return answer;
  }
  // The value of a header of the n-th mail; empty when it has none.
  std::string header(std::size_t n, const std::string& name) const;

  std::deque<mail::Outcome> answers;
  std::vector<Delivery> deliveries;
};

// A database with one project, a member named Ada and one user with a thread, and everything that mails, on a clock that the test
// moves. Nothing runs but in settle().
class MailWorld {
 public:
  explicit MailWorld(Milliseconds quiet = Seconds(60));

  ThreadId add_user(const std::string& sub, const std::string& email, bool verified = true);
  // Members' and users' messages, written as conversations writes them. Returns the number in the thread.
  std::int64_t reply(const ThreadId& thread, const std::string& body = "Hello");
  std::int64_t ask(const ThreadId& thread, const std::string& body = "Anybody?");
  void read_up_to(const ThreadId& thread, std::int64_t seq);
  void delete_message(const ThreadId& thread, std::int64_t seq);
  void run(const std::string& sql);
  std::int64_t number(const std::string& sql);
  std::string text(const std::string& sql);

  // Lets the mail thread's workers do what is due, as long as something is.
  void settle();
  // Moves the clock in steps of a second and settles after each.
  void pass(Seconds time);
  // As after a crash: all that lives in memory is made anew.
  void restart();

  TempDir dir;
  ManualClock clock;
  SeededRandom random;
  FakeTransport transport;
  mail::Settings settings;
  std::map<std::string, notifications::Presence> presence;  // by sub
  struct Change {
    std::int64_t from_seq;
    std::int64_t to_seq;
  };
  std::vector<Change> changes;
  std::vector<std::string> failures;
  bool team_online = false;
  ProjectId project;
  ThreadId thread;  // of the first user, sub "u1", user@shop.example, verified
  std::unique_ptr<db::WriteLane> lane;
  std::unique_ptr<notifications::ReplyMails> replies;
  std::unique_ptr<notifications::ReplyMailWriter> writer;
  std::unique_ptr<notifications::TeamMails> team;
  std::unique_ptr<notifications::TeamMailWriter> team_writer;
  std::unique_ptr<mail::Outbox> outbox;

 private:
  void start();
  std::string path() const { return dir.file("seggwat.db"); }
  std::unique_ptr<db::Database> reader_;
};

}  // namespace seggwat::testing
