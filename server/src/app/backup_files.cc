#include "app/backup_files.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>
#include <vector>

#include "attachments/disk_files.h"

namespace seggwat::app {
namespace {

constexpr std::chrono::milliseconds kPause{2};

std::vector<std::string> hashes_in(db::Database& database) {
  std::vector<std::string> hashes;
  auto query = database.query("SELECT hash FROM attachments UNION SELECT hash FROM screenshots");
  while (query.step()) hashes.push_back(query.row().blob(0));
  return hashes;
}

Digest digest_from(const std::string& bytes) {
  Digest hash{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), hash.size()), hash.begin());
  return hash;
}

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

void forget(db::Database& copy, const std::string& hash) {
  copy.query(
          "UPDATE project_files SET files = files - gone.lost, bytes = bytes - gone.lost_bytes FROM"
          " (SELECT project_id, count(*) AS lost, sum(size) AS lost_bytes FROM (SELECT project_id, size FROM attachments WHERE "
          "hash = ?1"
          " UNION ALL SELECT project_id, size FROM screenshots WHERE hash = ?1) GROUP BY project_id) gone"
          " WHERE gone.project_id = project_files.project_id",
          db::Blob{hash})
      .run();
  copy.query("DELETE FROM attachments WHERE hash = ?1", db::Blob{hash}).run();
  copy.query("DELETE FROM screenshots WHERE hash = ?1", db::Blob{hash}).run();
}

bool has_files(db::Database& copy) {
  return copy.query("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'backup_files'").step();
}

}  // namespace

void copy_files_into(db::Database& copy, const std::string& dir) {
  const attachments::DiskFiles files(dir);
  const auto hashes = hashes_in(copy);
  if (hashes.empty()) return;
  copy.execute("CREATE TABLE backup_files (hash BLOB PRIMARY KEY, bytes BLOB NOT NULL) STRICT");
  for (const auto& hash : hashes) {
    if (const auto bytes = read_file(files.path_of(digest_from(hash)))) {
      copy.query("INSERT INTO backup_files (hash, bytes) VALUES (?1, ?2)", db::Blob{hash}, db::Blob{*bytes}).run();
    } else {
      forget(copy, hash);
    }
    std::this_thread::sleep_for(kPause);
  }
}

Status restore_files(const std::string& path, const std::string& dir) {
  db::Database copy(path, db::OpenMode::read_write);
  if (!has_files(copy)) return {};
  attachments::DiskFiles files(dir);
  {
    auto query = copy.query("SELECT hash, bytes FROM backup_files");
    while (query.step()) {
      const auto stored = files.put(query.row().blob(1));
      if (!stored) return std::unexpected(stored.error());
      if (as_text(stored->hash) != query.row().blob(0))
        return fail(ErrorKind::unavailable, "backup", "A file in the backup is damaged.");
    }
  }
  copy.execute("DROP TABLE backup_files");
  copy.execute("VACUUM");
  return {};
}

}  // namespace seggwat::app
