#pragma once

#include "base/json.h"
#include "conversations/inbox.h"

namespace seggwat::app {

// A saved view's filter, which was checked when it was saved, as the inbox asks it. Its search and its projects are left out.
conversations::InboxQuery view_query(const json::object& filter, const team::Member& caller, Instant now);

}  // namespace seggwat::app
