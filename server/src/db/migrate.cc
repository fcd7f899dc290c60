#include "db/migrate.h"

#include <sqlite3.h>

#include <filesystem>

#include "base/log.h"

namespace seggwat::db {
namespace {

int version_of(Database& database) {
  auto asked = database.query("PRAGMA user_version");
  asked.step();
  return static_cast<int>(asked.row().integer(0));
}

void copy_aside(Database& database, const std::string& copy) {
  std::filesystem::remove(copy);
  database.query("VACUUM INTO ?1", copy).run();
}

}  // namespace

Result<int> migrate(Database& database, const std::string& path, const std::vector<Migration>& steps) {
  const int found = version_of(database);
  const int newest = steps.empty() ? 0 : steps.back().version;
  if (found > newest) {
    return fail(ErrorKind::unavailable, "newer_schema",
                "The data was written by a newer version of seggwat (schema " + std::to_string(found) + ", this program knows " +
                    std::to_string(newest) + "). Install that version or a later one.");
  }
  if (found > 0 && found < newest) copy_aside(database, path + ".before-v" + std::to_string(newest));
  for (const auto& step : steps) {
    if (step.version <= found) continue;
    Transaction transaction(database, Transaction::Kind::immediate);
    database.execute(std::string(step.sql));
    database.execute("PRAGMA user_version=" + std::to_string(step.version));
    transaction.commit();
    log::info("migrated", {{"schema", std::to_string(step.version)}});
  }
  return newest;
}

}  // namespace seggwat::db
