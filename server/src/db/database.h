#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.h"
#include "base/ids.h"

struct sqlite3;
struct sqlite3_stmt;

namespace seggwat::db {

// SQLite refused or broke: disk full, I/O error, corruption, a violated constraint. Caught once per unit of work, by the lanes.
class Failure : public std::runtime_error {
 public:
  Failure(int extended_code, const std::string& what) : std::runtime_error(what), code_(extended_code) {}
  int code() const { return code_; }
  // A UNIQUE or PRIMARY KEY constraint said no.
  bool is_duplicate() const;

 private:
  int code_;
};

// Bytes to bind as a BLOB.
struct Blob {
  std::string_view bytes;
};

// The current row of a query. Valid until the query's next step. Columns count from 0.
class Row {
 public:
  explicit Row(sqlite3_stmt* statement) : statement_(statement) {}

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  bool flag(int column) const { return integer(column) != 0; }
  double real(int column) const;
  std::string text(int column) const;
  std::string blob(int column) const { return text(column); }
  Instant instant(int column) const { return from_millis(integer(column)); }
  Uuid uuid(int column) const;
  template <class IdType>
  IdType id(int column) const {
    return IdType{uuid(column)};
  }

  std::optional<std::string> maybe_text(int column) const;
  std::optional<std::int64_t> maybe_integer(int column) const;
  std::optional<Instant> maybe_instant(int column) const;
  template <class IdType>
  std::optional<IdType> maybe_id(int column) const {
    if (is_null(column)) return std::nullopt;
    return id<IdType>(column);
  }

 private:
  sqlite3_stmt* statement_;
};

// One use of a prepared statement: bind in order, then step. Resets itself, so that the statement can be used again.
// Not to be kept beyond the call that made it, and the same SQL text must not be used again while it lives.
class Query {
 public:
  explicit Query(sqlite3_stmt* statement) : statement_(statement) {}
  Query(Query&& other) noexcept;
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  Query& operator=(Query&&) = delete;
  ~Query();

  Query& bind(std::int64_t value);
  Query& bind(int value) { return bind(static_cast<std::int64_t>(value)); }
  Query& bind(bool value) { return bind(static_cast<std::int64_t>(value ? 1 : 0)); }
  Query& bind(double value);
  Query& bind(std::string_view text);
  Query& bind(const char* text) { return bind(std::string_view(text)); }
  Query& bind(const std::string& text) { return bind(std::string_view(text)); }
  Query& bind(Instant at) { return bind(to_millis(at)); }
  Query& bind(const Uuid& uuid);
  Query& bind(std::nullopt_t);
  Query& bind(Blob blob);
  template <class Tag>
  Query& bind(const Id<Tag>& id) {
    return bind(id.uuid);
  }
  template <class T>
  Query& bind(const std::optional<T>& value) {
    return value ? bind(*value) : bind(std::nullopt);
  }

  // True while there is a row; throws Failure.
  bool step();
  Row row() const { return Row(statement_); }
  // For statements without rows.
  void run();

 private:
  sqlite3_stmt* statement_;
  int next_ = 1;
};

enum class OpenMode { read_write, read_only };

// One connection, used by one thread at a time. WAL, synchronous=FULL, foreign keys on. Statements are prepared once and kept.
class Database {
 public:
  // `vfs` names a registered SQLite VFS, empty for the default one. Throws Failure.
  Database(const std::string& path, OpenMode mode, const std::string& vfs = {});
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Adds another file's tables, which `schema.` names; tables whose name no other file has are found without. What is attached to
  // read only is never locked by a write. Throws Failure.
  void attach(const std::string& path, const std::string& schema, OpenMode mode);

  // `sql` must have static storage: its address is the cache's key.
  template <std::size_t N, class... Values>
  Query query(const char (&sql)[N], const Values&... values) {
    Query made(prepared(sql));
    (made.bind(values), ...);
    return made;
  }
  // Runs statements that are not worth keeping, such as a migration.
  void execute(const std::string& sql);

  std::int64_t changes() const;
  std::int64_t last_row() const;
  // False once SQLite has rolled the whole transaction back by itself.
  bool in_transaction() const;
  // Moves when another connection has committed.
  std::int64_t data_version();
  sqlite3* handle() { return handle_; }

 private:
  sqlite3_stmt* prepared(const char* sql);

  sqlite3* handle_ = nullptr;
  std::unordered_map<const char*, sqlite3_stmt*> statements_;
};

// BEGIN … COMMIT; rolls back when it goes out of scope uncommitted.
class Transaction {
 public:
  enum class Kind { deferred, immediate };
  Transaction(Database& database, Kind kind);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace seggwat::db
