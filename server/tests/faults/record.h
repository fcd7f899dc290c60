#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "db/database.h"

namespace seggwat::testing {

// SEGGWAT_FAULTS=full in the environment: the tests of this folder look everywhere, and take their time.
bool is_long_form();

// What was sent and what was answered. A message is known by its text, which its sender uses once.
class Record {
 public:
  void attempted(const std::string& body) { attempts_.insert(body); }
  void acknowledged(const std::string& body, std::int64_t seq) { acknowledged_[body] = seq; }

  const std::set<std::string>& attempts() const { return attempts_; }
  const std::map<std::string, std::int64_t>& acknowledgements() const { return acknowledged_; }

 private:
  std::set<std::string> attempts_;
  std::map<std::string, std::int64_t> acknowledged_;  // → seq
};

// What is stored, held against a record. All zero: nothing was lost, doubled or made up.
struct Verdict {
  int lost = 0;                     // acknowledged, and not there
  int moved = 0;                    // there, but under another number than was answered
  int doubled = 0;                  // there more than once
  int unexpected = 0;               // there, and nobody sent it
  std::vector<std::string> damage;  // what `seggwat verify` says

  bool is_clean() const { return lost + moved + doubled + unexpected == 0 && damage.empty(); }
};
std::string to_text(const Verdict& verdict);

Verdict judge(const Record& record, db::Database& database);
// The same of a disk that may have lost the database itself. Never throws: it is called from within SQLite.
Verdict judge_disk(const Record& record, const std::string& path, const std::string& vfs) noexcept;

}  // namespace seggwat::testing
