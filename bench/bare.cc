// bench_bare disk DIR | sqlite DIR PROJECT_ID USERS SECONDS: what the machine can do without us. One line of JSON.
//   disk    an append of 4 kB and its fdatasync, again and again
//   sqlite  the rows of users' messages with our schema and settings, 64 messages a commit, no network, no JSON
#include <fcntl.h>
#include <unistd.h>

#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "app/data_dir.h"
#include "base/random.h"
#include "db/database.h"
#include "load/event_loop.h"
#include "load/histogram.h"
#include "load/report.h"

namespace {

using namespace seggwat;
using bench::now;

constexpr int kSyncs = 2'000;
constexpr int kMessagesACommit = 64;
constexpr std::string_view kBody =
    "m1234567 My order has not come yet, and the tracking page shows nothing new since Monday. Could you look?";

void measure_disk(const std::string& dir) {
  const std::string path = dir + "/sync.probe";
  const int file = open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  if (file < 0) throw std::runtime_error("cannot write " + path);
  const std::string page(4096, 'x');
  bench::Histogram times;
  for (int i = 0; i < kSyncs; ++i) {
    const auto began = now();
    if (write(file, page.data(), page.size()) != 4096 || fdatasync(file) != 0) throw std::runtime_error("cannot sync " + path);
    times.record(now() - began);
  }
  close(file);
  unlink(path.c_str());
  bench::Report().add("sync_ms", times).print();
}

struct Thread {
  ThreadId id;
  std::int64_t seq = 0;
};

class BareWriter {
 public:
  BareWriter(const std::string& dir, ProjectId project, std::size_t users)
      : database_(app::database_path(dir), db::OpenMode::read_write), project_(project), threads_(users) {
    db::Transaction transaction(database_, db::Transaction::Kind::immediate);
    for (std::size_t user = 0; user < users; ++user) begin_thread(user);
    transaction.commit();
  }

  double messages_a_second(double seconds) {
    const auto until = now() + static_cast<bench::Nanos>(seconds * bench::kSecond);
    const auto began = now();
    std::int64_t written = 0;
    while (now() < until) {
      database_.query("BEGIN IMMEDIATE").run();
      for (int i = 0; i < kMessagesACommit; ++i) write_message(threads_[static_cast<std::size_t>(written++) % threads_.size()]);
      database_.query("COMMIT").run();
    }
    return static_cast<double>(written) * bench::kSecond / static_cast<double>(now() - began);
  }

 private:
  void begin_thread(std::size_t user) {
    const auto at = SystemClock().now();
    database_
        .query("INSERT INTO end_users (project_id, sub, created_at) VALUES (?1, ?2, ?3)", project_, "bare-" + std::to_string(user),
               at)
        .run();
    threads_[user].id = ThreadId::make(at, random_);
    database_
        .query("INSERT INTO threads (id, project_id, user_key, created_at, active_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?4, ?4)",
               threads_[user].id, project_, database_.last_row(), at)
        .run();
  }

  void write_message(Thread& thread) {
    const auto at = SystemClock().now();
    const auto id = MessageId::make(at, random_);
    ++thread.seq;
    database_
        .query(
            "INSERT INTO messages (id, thread_id, seq, author, client_id, body, created_at) VALUES (?1, ?2, ?3, x'', ?4, ?5, ?6)",
            id, thread.id, thread.seq, ClientId::make(at, random_), kBody, at)
        .run();
    database_
        .query("INSERT INTO journal (check_bits, project_id, thread_id, kind, ref, user_no, at) VALUES (1, ?1, ?2, 1, ?3, ?4, ?5)",
               project_, thread.id, id, thread.seq, at)
        .run();
    database_
        .query(
            "UPDATE threads SET last_seq = ?2, user_read_seq = ?2, last_user_seq = ?2, last_user_at = ?3, user_no = ?2,"
            " active_at = ?3, updated_at = ?3 WHERE id = ?1",
            thread.id, thread.seq, at)
        .run();
  }

  db::Database database_;
  SystemRandom random_;
  const ProjectId project_;
  std::vector<Thread> threads_;
};

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  try {
    if (what == "disk" && argc == 3) {
      measure_disk(argv[2]);
      return 0;
    }
    const auto project = argc == 6 ? ProjectId::parse(argv[3]) : std::nullopt;
    if (what == "sqlite" && project) {
      BareWriter writer(argv[2], *project, std::stoul(argv[4]));
      bench::Report().add("messages_per_second", writer.messages_a_second(std::stod(argv[5]))).print();
      return 0;
    }
  } catch (const std::exception& fault) {
    std::cerr << fault.what() << '\n';
    return 1;
  }
  std::cerr << "usage: bench_bare disk DIR | sqlite DIR PROJECT_ID USERS SECONDS\n";
  return 2;
}
