#include "support/lane.h"

#include <stdexcept>

namespace seggwat::testing {

TestDatabase::TestDatabase() : database_(std::make_unique<db::Database>(path(), db::OpenMode::read_write)) {
  if (!db::migrate(*database_, path())) throw std::runtime_error("the test database could not be made");
}

void TestDatabase::run_effects(db::Tx& tx) {
  for (auto& effect : tx.take_effects()) effect();
}

}  // namespace seggwat::testing
