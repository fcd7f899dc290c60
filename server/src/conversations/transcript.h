#pragma once

#include <string>

#include "attachments/file_links.h"
#include "base/json.h"
#include "base/result.h"
#include "conversations/conversation.h"
#include "db/database.h"

// A conversation to take away, with the team's notes.
namespace seggwat::conversations {

constexpr std::size_t kTranscriptBytes = std::size_t{64} * 1024 * 1024;

// 404 when there is no such thread in the project; 413 `too_large` above kTranscriptBytes.
Result<Thread> load_thread_in(db::Database& database, const ProjectId& project, const ThreadId& id);
// {exported_at, thread, messages}: both as the team's calls show them; links to files are good for an hour or two.
Result<json::object> transcript_json(db::Database& database, const Thread& thread, const attachments::FileLinks& links,
                                     Instant now);
// One paragraph a message, with the names of its files; a note is marked as for the team only.
Result<std::string> transcript_text(db::Database& database, const Thread& thread, Instant now);

}  // namespace seggwat::conversations
