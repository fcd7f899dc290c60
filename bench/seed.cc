// bench_seed DIR PROJECT_ID OWNER_ID THREADS MESSAGES: fills a bootstrapped data directory with conversations, as the server would
// have written them, and brings the search index up to them. No server may be running on it.
#include <chrono>
#include <iostream>
#include <string>
#include <vector>

#include "app/data_dir.h"
#include "base/random.h"
#include "db/database.h"
#include "search/index_file.h"
#include "search/indexer.h"
#include "texts.h"

namespace {

using namespace seggwat;

constexpr std::int64_t kBatch = 20'000;
constexpr std::uint64_t kOpenAtOnce = 400;  // conversations that go on at the same time
constexpr std::int64_t kMillisApart = 30'000;

struct Conversation {
  ThreadId id;
  std::int64_t seq = 0;
  std::int64_t user_seq = 0;
  std::int64_t user_at = 0;
  std::int64_t active_at = 0;
};

class Seed {
 public:
  Seed(std::string dir, ProjectId project, MemberId owner, std::int64_t threads, std::int64_t messages)
      : dir_(std::move(dir)),
        database_(app::database_path(dir_), db::OpenMode::read_write),
        project_(project),
        owner_(owner),
        threads_(threads),
        messages_(messages) {
    now_ = to_millis(SystemClock().now()) - messages * kMillisApart;
  }

  void run() {
    database_.execute("PRAGMA synchronous=OFF; PRAGMA cache_size=-200000");
    database_.query("UPDATE members SET joined_at = 0 WHERE id = ?1", owner_).run();
    write_people();
    write_messages();
    write_threads();
    write_episodes();
    fill_index();
    database_.execute("ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)");
  }

 private:
  template <class Write>
  void in_batches(std::int64_t count, Write write) {
    for (std::int64_t at = 0; at < count;) {
      db::Transaction transaction(database_, db::Transaction::Kind::immediate);
      for (std::int64_t i = 0; i < kBatch && at < count; ++i, ++at) write(at);
      transaction.commit();
    }
  }

  void write_people() {
    conversations_.resize(static_cast<std::size_t>(threads_));
    in_batches(threads_, [this](std::int64_t at) {
      const auto name = texts_.person_name();
      const auto sub = "user-" + std::to_string(at);
      database_
          .query("INSERT INTO end_users (project_id, sub, name, email, email_verified, created_at) VALUES (?1, ?2, ?3, ?4, 1, ?5)",
                 project_, sub, name, texts_.email_of(name, at), now_)
          .run();
      auto& conversation = conversations_[static_cast<std::size_t>(at)];
      conversation.id = ThreadId::make(from_millis(now_ + at), random_);
      database_
          .query(
              "INSERT INTO threads (id, project_id, user_key, created_at, active_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?4, ?4)",
              conversation.id, project_, database_.last_row(), now_)
          .run();
    });
  }

  // Conversations begin one after the other, and some hundreds go on side by side.
  void write_messages() {
    in_batches(messages_, [this](std::int64_t at) {
      const auto newest = static_cast<std::uint64_t>((threads_ - 1) * at / messages_);
      const auto back = texts_.below(std::min<std::uint64_t>(kOpenAtOnce, newest + 1));
      auto& conversation = conversations_[newest - back];
      write_message(conversation, conversation.seq == 0 || texts_.below(5) < 3);
    });
    for (auto& conversation : conversations_) {
      if (conversation.seq == 0) write_message(conversation, true);
    }
  }

  void write_message(Conversation& conversation, bool by_user) {
    now_ += kMillisApart;
    const auto id = MessageId::make(from_millis(now_), random_);
    const db::Blob author{by_user ? std::string_view()
                                  : std::string_view(reinterpret_cast<const char*>(owner_.uuid.bytes.data()), 16)};
    ++conversation.seq;
    database_
        .query("INSERT INTO messages (id, thread_id, seq, author, client_id, body, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
               id, conversation.id, conversation.seq, author, id, texts_.message(), now_)
        .run();
    database_
        .query("INSERT INTO journal (check_bits, project_id, thread_id, kind, ref, user_no, at) VALUES (1, ?1, ?2, 1, ?3, ?4, ?5)",
               project_, conversation.id, id, conversation.seq, now_)
        .run();
    conversation.active_at = now_;
    if (!by_user) return;
    conversation.user_seq = conversation.seq;
    conversation.user_at = now_;
  }

  // One in four is open, one in twenty snoozed, the rest resolved; half have an assignee; nine in ten were read.
  void write_threads() {
    in_batches(threads_, [this](std::int64_t at) {
      const auto& one = conversations_[static_cast<std::size_t>(at)];
      const auto kind = texts_.below(20);
      const char* status = kind < 5 ? "open" : kind < 6 ? "snoozed" : "resolved";
      const bool was_read = texts_.below(10) > 0;
      const auto assignee = texts_.below(2) == 0 ? std::optional(owner_) : std::nullopt;
      database_
          .query(
              "UPDATE threads SET status = ?2, assignee_id = ?3, last_seq = ?4, user_read_seq = ?4, team_read_seq = ?5,"
              " last_user_seq = ?6, last_user_at = ?7, user_no = ?4, active_at = ?8, updated_at = ?8 WHERE id = ?1",
              one.id, status, assignee, one.seq, was_read ? one.seq : one.user_seq - 1, one.user_seq, one.user_at, one.active_at)
          .run();
      if (!was_read) return;
      database_
          .query("INSERT INTO member_reads (member_id, thread_id, seq, read_at) VALUES (?1, ?2, ?3, ?4)", owner_, one.id, one.seq,
                 now_)
          .run();
    });
  }

  // As many as there are conversations: each began, most were answered and resolved, one in four was rated.
  void write_episodes() {
    database_.execute(
        "INSERT INTO episodes (project_id, thread_id, no, began_at, replied_at, replied_by, reply_seq, resolved_at, resolved_by,"
        " resolved_seq, score, rated_at)"
        " SELECT t.project_id, t.id, 1, f.created_at, m.created_at, m.author, m.seq,"
        " CASE t.status WHEN 'resolved' THEN t.active_at END, CASE t.status WHEN 'resolved' THEN m.author END, t.last_seq,"
        " CASE WHEN t.status = 'resolved' AND t.rowid % 3 = 0 THEN 1 + t.rowid % 5 END,"
        " CASE WHEN t.status = 'resolved' AND t.rowid % 3 = 0 THEN t.active_at END"
        " FROM threads t JOIN messages f ON f.thread_id = t.id AND f.seq = 1 AND f.note = 0"
        " LEFT JOIN messages m ON m.thread_id = t.id AND m.note = 0"
        " AND m.seq = (SELECT min(seq) FROM messages WHERE thread_id = t.id AND note = 0 AND author <> x'')");
  }

  void fill_index() {
    search::remove_index(app::index_path(dir_));
    const auto index = search::open_index(app::index_path(dir_), app::database_path(dir_));
    index->execute("PRAGMA synchronous=OFF; PRAGMA cache_size=-200000");
    for (bool more = true; more;) {
      db::Transaction transaction(*index, db::Transaction::Kind::immediate);
      more = search::index_slice(*index, static_cast<std::size_t>(kBatch)).more;
      transaction.commit();
    }
  }

  const std::string dir_;
  db::Database database_;
  const ProjectId project_;
  const MemberId owner_;
  const std::int64_t threads_;
  const std::int64_t messages_;
  SystemRandom random_;
  bench::Texts texts_{20'260'115};
  std::vector<Conversation> conversations_;
  std::int64_t now_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) {
    std::cerr << "usage: bench_seed DIR PROJECT_ID OWNER_ID THREADS MESSAGES\n";
    return 2;
  }
  const auto project = ProjectId::parse(argv[2]);
  const auto owner = MemberId::parse(argv[3]);
  if (!project || !owner) return 2;
  const auto started = std::chrono::steady_clock::now();
  Seed(argv[1], *project, *owner, std::stoll(argv[4]), std::stoll(argv[5])).run();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
  std::cout << argv[5] << " messages in " << argv[4] << " conversations: " << took.count() << " s" << std::endl;
  return 0;
}
