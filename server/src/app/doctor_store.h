#pragma once

#include <string>

#include "base/clock.h"
#include "db/database.h"

namespace seggwat::app {

// What `seggwat doctor` wants to know of a database that it must not change.
struct DoctorFacts {
  int schema = 0;
  std::string key_fingerprint;  // empty: none noted
  Instant newest;               // of the journal; 1970 when it is empty
};
DoctorFacts read_doctor_facts(db::Database& database);

}  // namespace seggwat::app
