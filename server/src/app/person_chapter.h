#pragma once

#include "app/export_job.h"
#include "conversations/conversation.h"

namespace seggwat::app {

// What is known of a user besides their conversation: {exported_at, pages, user, first_seen_at, feedback, ratings, conversation_ratings}.
Chapter person_chapter(std::string name, const conversations::Thread& thread, Instant now);

}  // namespace seggwat::app
