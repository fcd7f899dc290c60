#include "search/index_file.h"

#include <sqlite3.h>
#include <unistd.h>

#include <optional>

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

// SQLite opens a file that may not be written all the same.
bool is_writable(db::Database& index) { return sqlite3_db_readonly(index.handle(), "main") == 0; }

// Nothing when the file must be made anew.
std::unique_ptr<db::Database> connect_to_sound(const std::string& path, const std::string& data) {
  try {
    auto index = connect(path, data);
    const bool sound = is_writable(*index) && format_of(*index) == kFormat && follows_journal(*index);
    return sound ? std::move(index) : nullptr;
  } catch (const db::Failure& failure) {
    if (!is_damaged(failure)) throw;
    log::warn("search_index_damaged", {{"what", failure.what()}});
    return nullptr;
  }
}

void make_tables(db::Database& index) {
  db::Transaction transaction(index, db::Transaction::Kind::immediate);
  start_over(index);
  index.execute("PRAGMA main.user_version=" + std::to_string(kFormat));
  transaction.commit();
}

// Of a file that was cut to nothing, SQLite says that it has no such tables.
bool may_be_damage(const db::Failure& failure) { return is_damaged(failure) || (failure.code() & 0xFF) == SQLITE_ERROR; }

// Of the index's own file: a slice may as well have failed for what the database is like. Looks at what is on disk.
bool is_sound(db::Database& index) {
  try {
    index.execute("PRAGMA shrink_memory");
    if (format_of(index) != kFormat) return false;
    auto asked = index.query("PRAGMA main.quick_check(1)");
    return asked.step() && asked.row().text(0) == "ok";
  } catch (const db::Failure& failure) {
    if (!may_be_damage(failure)) throw;
    return false;
  }
}

// Whether another slice can be done, or why not.
std::optional<db::Failure> try_slice(db::Database& index) {
  try {
    db::Transaction transaction(index, db::Transaction::Kind::immediate);
    index_slice(index);
    transaction.commit();
    return std::nullopt;
  } catch (const db::Failure& failure) {
    return failure;
  }
}

// https://sqlite.org/c3ref/c_dbconfig_defensive.html: empties a file that is damaged in any way, while others have it open.
void empty(db::Database& index) {
  sqlite3_db_config(index.handle(), SQLITE_DBCONFIG_RESET_DATABASE, 1, nullptr);
  try {
    index.execute("VACUUM");
  } catch (...) {
    sqlite3_db_config(index.handle(), SQLITE_DBCONFIG_RESET_DATABASE, 0, nullptr);
    throw;
  }
  sqlite3_db_config(index.handle(), SQLITE_DBCONFIG_RESET_DATABASE, 0, nullptr);
}

}  // namespace

std::unique_ptr<db::Database> open_index(const std::string& path, const std::string& data) {
  if (auto index = connect_to_sound(path, data)) return index;
  remove_index(path);
  auto index = connect(path, data);
  make_tables(*index);
  return index;
}

void mend(db::Database& index, const std::string& data) {
  const auto failure = try_slice(index);
  if (failure && !may_be_damage(*failure)) return;
  const bool is_of_words = failure && failure->code() == SQLITE_CORRUPT_VTAB;  // which no check of the file's pages finds
  if (!is_of_words && is_sound(index)) return;
  log::warn("search_index_damaged", {{"what", failure ? failure->what() : "it was not to be read"}});
  index.execute("DETACH DATABASE data");
  empty(index);
  index.attach(data, "data", db::OpenMode::read_only);
  make_tables(index);
  index.execute("PRAGMA main.wal_checkpoint(TRUNCATE)");  // whoever opens an empty file takes its WAL for an old one
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
