#include "faults/session.h"

#include <array>
#include <latch>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "conversations/conversation_store.h"
#include "db/migrate.h"
#include "end_users/end_users.h"

namespace seggwat::testing {
namespace {

constexpr int kUsers = 5;
// Small, so that a session has many checkpoints, each with its own moments to lose the power in.
constexpr const char* kEagerCheckpoints = "PRAGMA wal_autocheckpoint=40";

class RealUserBook final : public conversations::UserBook {
 public:
  end_users::Remembered remember(db::Tx& tx, const end_users::EndUser& user, const std::optional<std::string>&,
                                 const std::optional<std::string>&) override {
    return end_users::remember(tx, user);
  }
};

class NoUploads final : public conversations::Uploads {
  Result<std::vector<attachments::Attachment>> give_to(db::Tx&, const conversations::Thread&, const conversations::Message&,
                                                       const std::vector<AttachmentId>&) override {
    return std::vector<attachments::Attachment>{};
  }
  void remove_from(db::Tx&, const conversations::Message&) override {}
};

class NoMails final : public conversations::ReplyMails {
  void note_reply(db::Tx&, const conversations::Thread&) override {}
};

class SilentBell final : public conversations::Bell {
  void mention(db::Tx&, const conversations::Thread&, const conversations::Message&, const MemberId&) override {}
  void assign(db::Tx&, const conversations::Thread&, const MemberId&, const std::string&) override {}
  void assign_in_turn(db::Tx&, const conversations::Thread&, const MemberId&) override {}
  void bring_back(db::Tx&, const conversations::Thread&) override {}
  void retract(db::Tx&, const conversations::Thread&, const conversations::Message&) override {}
  void wake(db::Tx&, const conversations::Thread&, const conversations::Message&) override {}
  void user_wrote(db::Tx&, const conversations::Thread&) override {}
  void silence(db::Tx&, const MemberId&, const ThreadId&) override {}
};

class NobodyListens final : public conversations::EventSink {
  void publish(const conversations::Event&) override {}
};

}  // namespace

struct Session::Write {
  By by;
  std::string sub;
  ClientId client_id;
  std::string body;
};

struct Session::Ports {
  explicit Ports(Random& random) : conversations(random, {users, uploads, mails, bell, sink}) {}
  RealUserBook users;
  NoUploads uploads;
  NoMails mails;
  SilentBell bell;
  NobodyListens sink;
  conversations::Conversations conversations;
  // Guards the counts of the burst that is under way.
  std::mutex mutex;
  std::latch* waiting = nullptr;
  std::ptrdiff_t answered = 0;  // in the batch being delivered
  int refused = 0;
  std::string fault;
};

Session::Session(FragileDisk& disk, Breakage breakage)
    : disk_(disk), breakage_(breakage), ports_(std::make_unique<Ports>(random_)) {
  auto database = std::make_unique<db::Database>(kPath, db::OpenMode::read_write, disk.name());
  prepare(*database);
  database->execute(kEagerCheckpoints);
  if (breakage == Breakage::unsynced) database->execute("PRAGMA synchronous=OFF");
  lane_ = std::make_unique<db::WriteLane>(std::move(database), clock_, random_, [this](db::Deliveries answers) {
    for (auto& answer : answers) answer();
    if (after_answers) after_answers();
    const std::lock_guard lock(ports_->mutex);
    if (ports_->waiting != nullptr) ports_->waiting->count_down(std::exchange(ports_->answered, 0));
  });
}

Session::~Session() { lane_->stop(); }

void Session::prepare(db::Database& database) {
  for (const auto& step : db::migrations()) database.execute(std::string(step.sql));
  project_ = ProjectId::make(clock_.now(), random_);
  member_.id = MemberId::make(clock_.now(), random_);
  member_.name = "Ben";
  database.query("INSERT INTO projects (id, key, name, created_at) VALUES (?1, randomblob(16), 'Shop', 0)", project_).run();
  database
      .query(
          "INSERT INTO members (id, email, name, role, password_hash, joined_at) VALUES (?1, 'b@x.example', 'Ben', 'Owner', '', 0)",
          member_.id)
      .run();
}

// Now and then something that was sent before is sent again, as a client does that heard no answer.
Session::Write Session::next_write() {
  if (!sent_.empty() && random_.bits32() % 6 == 0) {
    auto again = sent_[random_.bits32() % sent_.size()];
    if (breakage_ == Breakage::repeats_anew) again.client_id = ClientId::make(clock_.now(), random_);
    return again;
  }
  constexpr std::array kWriters{By::user, By::user, By::member, By::member_note};
  const bool is_first = number_ < kUsers;
  const int user = is_first ? number_ : static_cast<int>(random_.bits32() % kUsers);
  return write_of(is_first ? By::user : kWriters[random_.bits32() % kWriters.size()], user);
}

Session::Write Session::write_of(By by, int user) {
  Write write{.by = by,
              .sub = "user-" + std::to_string(user),
              .client_id = ClientId::make(clock_.now(), random_),
              .body = "message " + std::to_string(++number_)};
  sent_.push_back(write);
  return write;
}

int Session::burst(int count) {
  std::vector<Write> writes;
  for (int i = 0; i < count; ++i) writes.push_back(next_write());
  return send(std::move(writes));
}

int Session::greet() {
  std::vector<Write> writes;
  for (int user = 0; user < kUsers; ++user) writes.push_back(write_of(By::user, user));
  return send(std::move(writes));
}

int Session::send(std::vector<Write> writes) {
  std::latch answered(static_cast<std::ptrdiff_t>(writes.size()));
  {
    const std::lock_guard lock(ports_->mutex);
    ports_->waiting = &answered;
    ports_->refused = 0;
  }
  for (const auto& write : writes) record_.attempted(write.body);
  for (auto& write : writes) submit(std::move(write));
  answered.wait();
  const std::lock_guard lock(ports_->mutex);
  ports_->waiting = nullptr;
  if (!ports_->fault.empty()) throw std::runtime_error(ports_->fault);
  return ports_->refused;
}

void Session::submit(Write write) {
  lane_->submit<std::int64_t>([this, write](db::Tx& tx) { return apply(tx, write); },
                              [this, body = write.body](Result<std::int64_t> seq) {
                                const std::lock_guard lock(ports_->mutex);
                                ++ports_->answered;
                                if (seq) return record_.acknowledged(body, *seq);
                                if (seq.error().code == "not_found") return;
                                ++ports_->refused;
                                if (seq.error().code != "unavailable") ports_->fault = seq.error().message;
                              });
}

// A member can only answer: where a fault has kept the user's first message out, there is nothing to answer yet.
Result<std::int64_t> Session::apply(db::Tx& tx, const Write& write) {
  const auto thread = conversations::store::find_thread_of_user(tx.database, project_, write.sub);
  Result<conversations::Posted> posted;
  if (write.by != By::user && !thread) return not_found();
  if (write.by == By::user) {
    end_users::EndUser user;
    user.project = project_;
    user.sub = write.sub;
    posted = ports_->conversations.post_from_user(tx, user, {.client_id = write.client_id, .body = write.body});
  } else {
    const auto visibility =
        write.by == By::member_note ? conversations::Visibility::team_only : conversations::Visibility::both_sides;
    auto outcome = ports_->conversations.post_from_member(
        tx, member_, project_, thread->id, {.client_id = write.client_id, .body = write.body, .visibility = visibility});
    if (!outcome) return std::unexpected(outcome.error());
    posted = std::move(std::get<conversations::Posted>(*outcome));
  }
  if (!posted) return std::unexpected(posted.error());
  if (breakage_ == Breakage::answers_too_soon) record_.acknowledged(write.body, posted->message.seq);
  return posted->message.seq;
}

}  // namespace seggwat::testing
