#pragma once

#include <map>
#include <string>
#include <vector>

#include "db/database.h"

namespace seggwat::testing {

// SQL of every SELECT, UPDATE and DELETE this connection has prepared so far whose plan walks a whole table or index (SCAN in
// EXPLAIN QUERY PLAN; scans of sub-queries do not count, their own tables do).
std::vector<std::string> scanning_statements(db::Database& database);
// Whether every table of the statement is answered by an index alone, without a look at its rows.
bool reads_index_only(db::Database& database, const std::string& sql);
// How many different statements of the product the connection has prepared.
std::size_t count_statements(db::Database& database);
// How often the connection has run each of them, by its SQL.
std::map<std::string, int> runs_of_statements(db::Database& database);
// How often `database.query(` stands in a source file: what count_statements() must reach for nothing to be left out.
std::size_t count_queries_in(const std::string& source_file);

}  // namespace seggwat::testing
