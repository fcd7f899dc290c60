#include "db/time_limit.h"

#include <sqlite3.h>

namespace seggwat::db {

TimeLimit::TimeLimit(Database& database, std::chrono::milliseconds at_most)
    : database_(database), until_(std::chrono::steady_clock::now() + at_most) {
  constexpr int kInstructions = 10'000;  // between two looks at the clock
  sqlite3_progress_handler(database_.handle(), kInstructions, is_over, this);
}

TimeLimit::~TimeLimit() { sqlite3_progress_handler(database_.handle(), 0, nullptr, nullptr); }

int TimeLimit::is_over(void* self) {
  return std::chrono::steady_clock::now() > static_cast<const TimeLimit*>(self)->until_ ? 1 : 0;
}

bool is_timeout(const Failure& failure) { return failure.code() == SQLITE_INTERRUPT; }

}  // namespace seggwat::db
