#pragma once

#include <string>

#include "base/random.h"
#include "base/result.h"

// A backup is one SQLite file: the whole database as it was at one moment, the files of its attachments as rows of one more table,
// and, if asked for, the key that opens the signing secrets.
namespace seggwat::app {

enum class BackupKey { leave_out, include };

// Copies the database of DIR to `file` while a server may be running and writing. Small steps, so that it never holds up a writer.
// `file` (mode 0600) appears, or is replaced, only when it is complete and on stable storage.
Status back_up(const std::string& dir, const std::string& key_file, const std::string& file, BackupKey with_key);

enum class RestoredKey {
  from_backup,  // secrets work as before
  missing,      // chat works; signing secrets must be made anew
};

// Fills an empty or missing directory. The history gets a new epoch: every cursor given out after the backup was made is refused,
// so that clients load afresh. A failed restore leaves the directory empty.
Result<RestoredKey> restore(const std::string& file, const std::string& dir, Random& random);

}  // namespace seggwat::app
