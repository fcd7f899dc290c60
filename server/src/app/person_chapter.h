#pragma once

#include "app/export_job.h"
#include "attachments/file_links.h"
#include "conversations/conversation.h"

namespace seggwat::app {

// What is known of a user besides their conversation, screenshots by where they lie in the archive: {exported_at, pages, user,
// first_seen_at, feedback, ratings, conversation_ratings}.
Chapter person_chapter(std::string name, const conversations::Thread& thread, const attachments::FileLinks& links, Instant now);

}  // namespace seggwat::app
