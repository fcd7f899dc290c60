#include "db/database.h"

#include <sqlite3.h>

#include <utility>

namespace seggwat::db {
namespace {

[[noreturn]] void raise(sqlite3* handle, const char* doing) {
  throw Failure(sqlite3_extended_errcode(handle), std::string(doing) + ": " + sqlite3_errmsg(handle));
}

void check(int result, sqlite3* handle, const char* doing) {
  if (result != SQLITE_OK) raise(handle, doing);
}

constexpr int kUndoInMemory = 1024 * 1024;

// Once, before SQLite does anything else. The pages that a savepoint keeps for its undoing stay in memory up to here: in a
// temporary file, which SQLite takes from 64 kB on, each would cost a write. It takes as much at once. Its count of its memory
// takes a lock at each allocation, and nobody asks for it.
void configure_sqlite() {
  static const bool configured = [] {
    sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, kUndoInMemory);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    return true;
  }();
  static_cast<void>(configured);
}

// The WAL is kept below 64 MB of pages (16,000 of 4 kB): whoever commits beyond that copies them first. It is not cut between,
// since writing over what is there is cheaper to sync than making a file longer.
constexpr const char* kReadWriteSettings =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000;"
    "PRAGMA secure_delete=ON; PRAGMA cache_size=-8000; PRAGMA wal_autocheckpoint=16000; PRAGMA journal_size_limit=100663296;";
constexpr const char* kReadOnlySettings = "PRAGMA busy_timeout=5000; PRAGMA query_only=ON; PRAGMA cache_size=-2000;";

// https://www.sqlite.org/uri.html: what ends a path, or begins an escape, is written as one.
std::string uri_of(const std::string& path, OpenMode mode) {
  std::string uri = path.starts_with('/') ? "file://" : "file:";
  for (const char letter : path) {
    if (letter == '%') {
      uri += "%25";
    } else if (letter == '?') {
      uri += "%3f";
    } else if (letter == '#') {
      uri += "%23";
    } else {
      uri += letter;
    }
  }
  return uri + (mode == OpenMode::read_only ? "?mode=ro" : "?mode=rwc");
}

}  // namespace

bool Failure::is_duplicate() const { return code_ == SQLITE_CONSTRAINT_UNIQUE || code_ == SQLITE_CONSTRAINT_PRIMARYKEY; }

bool Row::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
std::int64_t Row::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double Row::real(int column) const { return sqlite3_column_double(statement_, column); }

std::string Row::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return bytes == nullptr ? std::string() : std::string(bytes, size);
}

Uuid Row::uuid(int column) const {
  Uuid uuid;
  const auto* bytes = sqlite3_column_blob(statement_, column);
  if (bytes == nullptr || sqlite3_column_bytes(statement_, column) != 16) throw Failure(SQLITE_MISMATCH, "not a 16-byte id");
  std::memcpy(uuid.bytes.data(), bytes, 16);
  return uuid;
}

std::optional<std::string> Row::maybe_text(int column) const {
  if (is_null(column)) return std::nullopt;
  return text(column);
}

std::optional<std::int64_t> Row::maybe_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

std::optional<Instant> Row::maybe_instant(int column) const {
  if (is_null(column)) return std::nullopt;
  return instant(column);
}

Query::Query(Query&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)), next_(other.next_) {}

Query::~Query() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Query& Query::bind(std::int64_t value) {
  check(sqlite3_bind_int64(statement_, next_++, value), sqlite3_db_handle(statement_), "bind");
  return *this;
}

Query& Query::bind(double value) {
  check(sqlite3_bind_double(statement_, next_++, value), sqlite3_db_handle(statement_), "bind");
  return *this;
}

Query& Query::bind(std::string_view text) {
  const char* data = text.data() == nullptr ? "" : text.data();
  check(sqlite3_bind_text64(statement_, next_++, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8), sqlite3_db_handle(statement_),
        "bind");
  return *this;
}

Query& Query::bind(Blob blob) {
  const char* data = blob.bytes.data() == nullptr ? "" : blob.bytes.data();
  check(sqlite3_bind_blob64(statement_, next_++, data, blob.bytes.size(), SQLITE_TRANSIENT), sqlite3_db_handle(statement_), "bind");
  return *this;
}

Query& Query::bind(const Uuid& uuid) { return bind(Blob{{reinterpret_cast<const char*>(uuid.bytes.data()), uuid.bytes.size()}}); }

Query& Query::bind(std::nullopt_t) {
  check(sqlite3_bind_null(statement_, next_++), sqlite3_db_handle(statement_), "bind");
  return *this;
}

bool Query::step() {
  const int result = sqlite3_step(statement_);
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  raise(sqlite3_db_handle(statement_), "step");
}

void Query::run() {
  while (step()) {
  }
}

Database::Database(const std::string& path, OpenMode mode, const std::string& vfs) {
  configure_sqlite();
  const bool writes = mode == OpenMode::read_write;
  const int flags =
      (writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;
  const auto plain = path.starts_with("file:") ? "./" + path : path;  // with SQLITE_OPEN_URI it would be one
  const int result = sqlite3_open_v2(plain.c_str(), &handle_, flags, vfs.empty() ? nullptr : vfs.c_str());
  if (result != SQLITE_OK) {
    Failure failure(result, "open " + path + ": " + sqlite3_errstr(result));
    sqlite3_close(handle_);
    throw failure;
  }
  sqlite3_extended_result_codes(handle_, 1);
  try {
    execute(writes ? kReadWriteSettings : kReadOnlySettings);
  } catch (...) {
    sqlite3_close(handle_);
    throw;
  }
}

Database::~Database() {
  for (auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close(handle_);
}

void Database::attach(const std::string& path, const std::string& schema, OpenMode mode) {
  query("ATTACH DATABASE ?1 AS ?2", uri_of(path, mode), schema).run();
}

sqlite3_stmt* Database::prepared(const char* sql) {
  auto& statement = statements_[sql];
  if (statement == nullptr) {
    check(sqlite3_prepare_v3(handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr), handle_, sql);
  }
  return statement;
}

void Database::execute(const std::string& sql) {
  check(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr), handle_, "execute");
}

std::int64_t Database::changes() const { return sqlite3_changes64(handle_); }
std::int64_t Database::last_row() const { return sqlite3_last_insert_rowid(handle_); }
bool Database::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

std::int64_t Database::data_version() {
  auto asked = query("PRAGMA data_version");
  asked.step();
  return asked.row().integer(0);
}

Transaction::Transaction(Database& database, Kind kind) : database_(database) {
  if (kind == Kind::immediate) {
    database_.query("BEGIN IMMEDIATE").run();
  } else {
    database_.query("BEGIN").run();
  }
}

Transaction::~Transaction() {
  if (!open_ || !database_.in_transaction()) return;
  try {
    database_.execute("ROLLBACK");
  } catch (const Failure&) {
    // The connection is unusable; whoever uses it next is told so by its own statement.
  }
}

void Transaction::commit() {
  database_.query("COMMIT").run();
  open_ = false;
}

}  // namespace seggwat::db
