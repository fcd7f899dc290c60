#pragma once

#include "attachments/attachment.h"
#include "attachments/file_links.h"
#include "base/json.h"

namespace seggwat::attachments {

// An attachment as both sides get it: {id, name, type, size, url, width?, height?}.
json::object view_of(const Attachment& attachment, const FileLinks& links);

}  // namespace seggwat::attachments
