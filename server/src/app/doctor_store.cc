#include "app/doctor_store.h"

#include "db/meta_store.h"

namespace seggwat::app {

DoctorFacts read_doctor_facts(db::Database& database) {
  DoctorFacts facts;
  auto schema = database.query("PRAGMA user_version");
  schema.step();
  facts.schema = static_cast<int>(schema.row().integer(0));
  facts.key_fingerprint = db::find_meta(database, "secret_key").value_or("");
  auto newest = database.query("SELECT at FROM journal ORDER BY no DESC LIMIT 1");
  if (newest.step()) facts.newest = newest.row().instant(0);
  return facts;
}

}  // namespace seggwat::app
