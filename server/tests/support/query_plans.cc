#include "support/query_plans.h"

#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>

namespace seggwat::testing {
namespace {

// What opens and closes a transaction asks for nothing.
bool is_question(const std::string& sql) { return !sql.starts_with("BEGIN") && !sql.starts_with("COMMIT"); }

std::set<std::string> prepared_statements(db::Database& database) {
  std::set<std::string> all;
  for (auto* statement = sqlite3_next_stmt(database.handle(), nullptr); statement != nullptr;
       statement = sqlite3_next_stmt(database.handle(), statement)) {
    if (is_question(sqlite3_sql(statement))) all.insert(sqlite3_sql(statement));
  }
  return all;
}

// SQLite calls every use of a full-text table a scan: `:M` is one led by a term, `:=` by a key.
bool is_led_by_index(const std::string& detail) {
  const auto at = detail.find("VIRTUAL TABLE INDEX");
  return at != std::string::npos && detail.find_first_of("M=", at + 19) != std::string::npos;
}

bool walks_all(db::Database& database, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database.handle(), ("EXPLAIN QUERY PLAN " + sql).c_str(), -1, &statement, nullptr) != SQLITE_OK) {
    throw std::runtime_error("cannot explain: " + sql);
  }
  bool scans = false;
  while (sqlite3_step(statement) == SQLITE_ROW) {
    const std::string detail = reinterpret_cast<const char*>(sqlite3_column_text(statement, 3));
    const bool scan = detail.starts_with("SCAN") && !detail.starts_with("SCAN (subquery") && !detail.contains("CONSTANT ROW") &&
                      !is_led_by_index(detail);
    scans = scans || scan;
  }
  sqlite3_finalize(statement);
  return scans;
}

}  // namespace

std::vector<std::string> scanning_statements(db::Database& database) {
  std::vector<std::string> scanning;
  for (const auto& sql : prepared_statements(database)) {
    if (walks_all(database, sql)) scanning.push_back(sql);
  }
  return scanning;
}

bool reads_index_only(db::Database& database, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database.handle(), ("EXPLAIN QUERY PLAN " + sql).c_str(), -1, &statement, nullptr) != SQLITE_OK) {
    throw std::runtime_error("cannot explain: " + sql);
  }
  bool only = true;
  while (sqlite3_step(statement) == SQLITE_ROW) {
    const std::string detail = reinterpret_cast<const char*>(sqlite3_column_text(statement, 3));
    only = only && detail.contains("USING COVERING INDEX");
  }
  sqlite3_finalize(statement);
  return only;
}

std::size_t count_statements(db::Database& database) { return prepared_statements(database).size(); }

std::map<std::string, int> runs_of_statements(db::Database& database) {
  std::map<std::string, int> runs;
  for (auto* statement = sqlite3_next_stmt(database.handle(), nullptr); statement != nullptr;
       statement = sqlite3_next_stmt(database.handle(), statement)) {
    const std::string sql = sqlite3_sql(statement);
    if (is_question(sql)) runs[sql] += sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_RUN, 0);
  }
  return runs;
}

std::size_t count_queries_in(const std::string& source_file) {
  std::ifstream file(source_file);
  if (!file) throw std::runtime_error("cannot read " + source_file);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
  std::size_t count = 0;
  for (auto at = text.find("database.query("); at != std::string::npos; at = text.find("database.query(", at + 1)) ++count;
  return count;
}

}  // namespace seggwat::testing
