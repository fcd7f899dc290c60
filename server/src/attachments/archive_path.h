#pragma once

#include <string>

#include "attachments/attachment.h"

namespace seggwat::attachments {

// Where a file lies in an archive: files/ID-NAME, no other folder, short enough for every file system, whatever it is called.
std::string archive_path(const Attachment& attachment);

}  // namespace seggwat::attachments
