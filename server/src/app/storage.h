#pragma once

#include <memory>
#include <string>

#include "app/data_dir.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/secret.h"
#include "db/checkpointer.h"
#include "db/lanes.h"
#include "journal/cursor.h"

namespace seggwat::app {

// The database with its three lanes, the search index with a writer of its own, and what was read before the first request.
struct Storage {
  Storage(OpenedData data, const std::string& data_dir, const Clock& clock, Random& random, const db::Deliver& deliver);
  // Finishes what waits in the lanes. Their last answers still go through Deliver.
  void stop();
  db::Lanes lanes() { return {read, write, work}; }  // reading knows the index too

  const std::string path;
  const SecretKey key;
  const journal::Cursors cursors;
  db::Checkpointer checkpointer;
  db::WriteLane write;
  db::WriteLane index;
  db::ReadLane read;
  db::WorkLane work;
};

}  // namespace seggwat::app
