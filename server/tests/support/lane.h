#pragma once

#include <functional>
#include <string>

#include "db/database.h"
#include "db/migrate.h"
#include "db/write_lane.h"
#include "support/fakes.h"
#include "support/temp_dir.h"

namespace seggwat::testing {

// A migrated database in a temporary directory, and a way to run write jobs on the calling thread: one commit each, effects after
// it.
class TestDatabase {
 public:
  TestDatabase();

  db::Database& database() { return *database_; }
  std::string path() const { return dir_.file("seggwat.db"); }

  // Runs `job` as the write lane would: kept when it returns a value, without a trace when it returns an error.
  template <class T>
  Result<T> write(const std::function<Result<T>(db::Tx&)>& job) {
    db::Transaction transaction(*database_, db::Transaction::Kind::immediate);
    db::Tx tx(*database_, clock.now(), random.bits32());
    auto result = job(tx);
    if (!result) return result;
    transaction.commit();
    run_effects(tx);
    return result;
  }

  ManualClock clock;
  SeededRandom random;

 private:
  static void run_effects(db::Tx& tx);

  TempDir dir_;
  std::unique_ptr<db::Database> database_;
};

}  // namespace seggwat::testing
