#pragma once

#include "base/json.h"
#include "base/result.h"
#include "saved_replies/saved_replies.h"

namespace seggwat::saved_replies {

json::object to_json(const SavedReply& reply);

// `scope`, `project_id`, `shortcut`, `body`. 400 `invalid_field`.
Result<Wanted> read_wanted(const json::object& body);
// Any of `project_id`, `shortcut`, `body`; `scope` cannot change.
Result<Change> read_change(const json::object& body);

}  // namespace seggwat::saved_replies
