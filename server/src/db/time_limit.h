#pragma once

#include <chrono>

#include "db/database.h"

namespace seggwat::db {

// While it lives, statements of this connection fail once `at_most` is over, so that none can hold a thread for long, whatever it
// was asked.
class TimeLimit {
 public:
  TimeLimit(Database& database, std::chrono::milliseconds at_most);
  ~TimeLimit();
  TimeLimit(const TimeLimit&) = delete;
  TimeLimit& operator=(const TimeLimit&) = delete;

 private:
  static int is_over(void* self);

  Database& database_;
  const std::chrono::steady_clock::time_point until_;
};

// Whether a statement failed for that reason.
bool is_timeout(const Failure& failure);

}  // namespace seggwat::db
