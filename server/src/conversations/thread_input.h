#pragma once

#include "base/result.h"
#include "conversations/conversations.h"
#include "conversations/inbox.h"
#include "conversations/thread_routes.h"
#include "http/request.h"

// Reads and checks what the team's clients send about threads. Every fault is a 400 with a code.
namespace seggwat::conversations {

Result<InboxQuery> read_inbox_query(const http::Request& request, const team::Member& caller, const ProjectId& project);
Result<ThreadChange> read_thread_change(const http::Request& request);
Result<Looking> read_looking(const http::Request& request);

}  // namespace seggwat::conversations
