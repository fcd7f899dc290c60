#pragma once

#include "attachments/file_links.h"
#include "base/json.h"
#include "conversations/conversation.h"
#include "conversations/ports.h"

// What the wire shows. Two views: a user's shows nothing that only the team may know.
namespace seggwat::conversations {

using attachments::FileLinks;

json::object message_for_user(const Message& message, const FileLinks& links);
json::object message_for_team(const Message& message, const ProjectId& project, const FileLinks& links);
json::array messages_for_user(const std::vector<Message>& messages, const FileLinks& links);
json::array messages_for_team(const std::vector<Message>& messages, const ProjectId& project, const FileLinks& links);

json::object thread_for_user(const Thread& thread);
// Without `unread`, which differs by member: events are rendered once for the whole team.
json::object thread_for_team(const Thread& thread);
json::object thread_for_member(const Thread& thread, std::int64_t unread);

// Name of the event and its data, as the stream carries them.
std::string_view event_name(const Event& event);
json::object event_for_user(const Event& event, const FileLinks& links);
json::object event_for_team(const Event& event, const FileLinks& links);

}  // namespace seggwat::conversations
