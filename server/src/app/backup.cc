#include "app/backup.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>

#include "app/backup_files.h"
#include "app/data_dir.h"
#include "db/meta_store.h"
#include "db/migrate.h"
#include "journal/cursor.h"

namespace seggwat::app {
namespace {

namespace fs = std::filesystem;
constexpr int kPagesPerStep = 256;  // 1 MiB
constexpr std::chrono::milliseconds kPause{2};
constexpr auto* kKeyInBackup = "backup_secret_key";
constexpr auto* kKeyFingerprint = "secret_key";

std::unexpected<Error> broken(std::string what) { return fail(ErrorKind::unavailable, "backup", std::move(what)); }

// Removes an unfinished file, with what SQLite may have put beside it.
class Unfinished {
 public:
  explicit Unfinished(std::string path) : path_(std::move(path)) {}
  ~Unfinished() { clear(); }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  void clear() const {
    for (const auto* suffix : {"", "-wal", "-shm", "-journal"}) ::unlink((path_ + suffix).c_str());
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

Status sync(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = file >= 0 && ::fsync(file) == 0;
  const std::string why = std::strerror(errno);
  if (file >= 0) ::close(file);
  if (!synced) return broken(path + " cannot be written: " + why + ".");
  return {};
}

// Puts the finished file in its place, for good.
Status put_in_place(const std::string& finished, const std::string& path) {
  if (auto done = sync(finished); !done) return done;
  if (::rename(finished.c_str(), path.c_str()) != 0) return broken(path + " cannot be written: " + std::strerror(errno) + ".");
  return sync(fs::absolute(path).parent_path().string());
}

void copy_pages(db::Database& from, db::Database& to) {
  // The open snapshot keeps the copy at one moment: without it every commit of the server would start the copy over.
  const db::Transaction snapshot(from, db::Transaction::Kind::deferred);
  db::directory_version(from);
  auto* copying = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
  if (copying == nullptr) throw db::Failure(sqlite3_extended_errcode(to.handle()), sqlite3_errmsg(to.handle()));
  int step = SQLITE_OK;
  while (step == SQLITE_OK || step == SQLITE_BUSY || step == SQLITE_LOCKED) {
    step = sqlite3_backup_step(copying, kPagesPerStep);
    if (step != SQLITE_DONE) std::this_thread::sleep_for(kPause);
  }
  const int finished = sqlite3_backup_finish(copying);
  if (step != SQLITE_DONE) throw db::Failure(finished, std::string("copying: ") + sqlite3_errmsg(to.handle()));
}

std::string first_line(const std::string& path) {
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  return line;
}

bool is_empty_or_missing(const std::string& dir) {
  std::error_code failed;
  if (!fs::exists(dir, failed)) return true;
  if (!fs::is_directory(dir, failed)) return false;
  for (const auto& entry : fs::directory_iterator(dir)) {
    if (entry.path().filename() != "lost+found") return false;
  }
  return true;
}

bool is_sqlite_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  char magic[16] = {};
  in.read(magic, sizeof magic);
  return in.gcount() == sizeof magic && std::memcmp(magic, "SQLite format 3", sizeof magic) == 0;
}

Status write_private(const std::string& path, const std::string& text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  const bool written =
      file >= 0 && ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
  const std::string why = std::strerror(errno);
  if (file >= 0) ::close(file);
  if (!written) return broken(path + " cannot be written: " + why + ".");
  return {};
}

// Makes the copy a history of its own. Answers the key that was bundled, if one was.
Result<std::optional<std::string>> renew(const std::string& path, Random& random) {
  db::Database database(path, db::OpenMode::read_write);
  if (auto migrated = db::migrate(database, path); !migrated) return std::unexpected(migrated.error());
  const auto key = db::find_meta(database, kKeyInBackup);
  journal::Cursors::renew_epoch(database, random);
  db::remove_meta(database, kKeyInBackup);
  if (!key) db::remove_meta(database, kKeyFingerprint);
  database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  return key;
}

Result<RestoredKey> fill(const std::string& file, const std::string& dir, const Unfinished& copy, Random& random) {
  {
    db::Database from(file, db::OpenMode::read_only);
    db::Database to(copy.path(), db::OpenMode::read_write);
    copy_pages(from, to);
  }
  if (auto restored = restore_files(copy.path(), files_path(dir)); !restored) return std::unexpected(restored.error());
  const auto key = renew(copy.path(), random);
  if (!key) return std::unexpected(key.error());
  if (*key) {
    if (auto written = write_private(key_path(dir, ""), **key + "\n"); !written) return std::unexpected(written.error());
  }
  if (auto placed = put_in_place(copy.path(), database_path(dir)); !placed) return std::unexpected(placed.error());
  return *key ? RestoredKey::from_backup : RestoredKey::missing;
}

}  // namespace

Status back_up(const std::string& dir, const std::string& key_file, const std::string& file, BackupKey with_key) {
  if (!fs::exists(database_path(dir))) return fail(ErrorKind::not_found, "no_data", "There is no seggwat database in " + dir + ".");
  if (with_key == BackupKey::include) {
    if (auto key = read_key_file(key_path(dir, key_file)); !key) return std::unexpected(key.error());
  }
  const Unfinished copy(file + ".unfinished");
  copy.clear();
  try {
    db::Database to(copy.path(), db::OpenMode::read_write);
    db::Database from(database_path(dir), db::OpenMode::read_only);
    copy_pages(from, to);
    copy_files_into(to, files_path(dir));
    if (with_key == BackupKey::include) db::set_meta(to, kKeyInBackup, first_line(key_path(dir, key_file)));
    to.execute("PRAGMA journal_mode=DELETE");  // one file, nothing beside it
  } catch (const db::Failure& failure) {
    return broken("The backup to " + file + " failed: " + failure.what() + ".");
  }
  ::chmod(copy.path().c_str(), 0600);
  return put_in_place(copy.path(), file);
}

Result<RestoredKey> restore(const std::string& file, const std::string& dir, Random& random) {
  if (!is_sqlite_file(file)) return broken(file + " is not a backup of seggwat.");
  if (!is_empty_or_missing(dir)) return broken(dir + " is not empty: a backup is restored into an empty directory only.");
  std::error_code failed;
  const bool existed = fs::exists(dir, failed);
  fs::create_directories(dir, failed);
  if (failed) return broken(dir + " cannot be made: " + failed.message() + ".");
  if (!existed) ::chmod(dir.c_str(), 0700);
  const Unfinished copy(dir + "/restoring.db");
  Result<RestoredKey> result = broken(file + " cannot be restored.");
  try {
    result = fill(file, dir, copy, random);
  } catch (const db::Failure& failure) {
    result = broken(file + " cannot be restored: " + failure.what() + ".");
  }
  if (!result) {
    fs::remove(key_path(dir, ""), failed);
    fs::remove_all(files_path(dir), failed);
  }
  return result;
}

}  // namespace seggwat::app
