#include "search/index_file.h"

#include <sqlite3.h>
#include <unistd.h>

#include "base/log.h"
#include "search/indexer.h"

namespace seggwat::search {
namespace {

constexpr int kFormat = 1;  // of the tables; a file of another one is made anew

// A slice is one commit of many pages: the WAL may grow to 16 MB, so that pages which change often are copied once for many.
constexpr auto* kSettings = "PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-4000;";

int format_of(db::Database& index) {
  auto asked = index.query("PRAGMA main.user_version");
  asked.step();
  return static_cast<int>(asked.row().integer(0));
}

std::unique_ptr<db::Database> connect(const std::string& path, const std::string& data) {
  auto index = std::make_unique<db::Database>(path, db::OpenMode::read_write);
  index->execute(kSettings);
  index->attach(data, "data", db::OpenMode::read_only);
  return index;
}

bool is_damaged(const db::Failure& failure) {
  const int code = failure.code() & 0xFF;
  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

// Nothing when the file must be made anew.
std::unique_ptr<db::Database> connect_to_sound(const std::string& path, const std::string& data) {
  try {
    auto index = connect(path, data);
    const bool sound = format_of(*index) == kFormat && follows_journal(*index);
    return sound ? std::move(index) : nullptr;
  } catch (const db::Failure& failure) {
    if (!is_damaged(failure)) throw;
    log::warn("search_index_damaged", {{"what", failure.what()}});
    return nullptr;
  }
}

}  // namespace

std::unique_ptr<db::Database> open_index(const std::string& path, const std::string& data) {
  if (auto index = connect_to_sound(path, data)) return index;
  remove_index(path);
  auto index = connect(path, data);
  db::Transaction transaction(*index, db::Transaction::Kind::immediate);
  start_over(*index);
  index->execute("PRAGMA main.user_version=" + std::to_string(kFormat));
  transaction.commit();
  return index;
}

std::unique_ptr<db::Database> open_reader(const std::string& path, const std::string& data) {
  auto reader = std::make_unique<db::Database>(data, db::OpenMode::read_only);
  reader->attach(path, "search", db::OpenMode::read_only);
  return reader;
}

void remove_index(const std::string& path) {
  for (const auto* suffix : {"", "-wal", "-shm"}) ::unlink((path + suffix).c_str());
}

}  // namespace seggwat::search
