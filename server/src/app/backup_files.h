#pragma once

#include <string>

#include "base/result.h"
#include "db/database.h"

namespace seggwat::app {

// Appends to a copy of the database the files that its attachments name, from `dir`: one row a file, one after the other. A file
// that was removed since the copy's moment takes its attachment with it: what is gone from the server is not kept in its backup.
// Throws db::Failure.
void copy_files_into(db::Database& copy, const std::string& dir);

// Writes the files out of a restored copy into `dir`, and takes them out of the copy. Nothing to do for a copy without files.
Status restore_files(const std::string& copy, const std::string& dir);

}  // namespace seggwat::app
