#include "conversations/transcript.h"

#include <functional>

#include "conversations/conversation_json.h"
#include "conversations/conversation_store.h"

namespace seggwat::conversations {
namespace {

constexpr int kPage = 200;

// In the team's order, page by page; an error ends it.
Status for_each_message(db::Database& database, const ThreadId& thread, const std::function<void(const Message&)>& take) {
  Position after{-1, 0};
  std::size_t bytes = 0;
  while (true) {
    const auto page = store::list_after(database, thread, after, kPage, store::Notes::included);
    for (const auto& message : page) {
      bytes += message.body.size();
      if (bytes > kTranscriptBytes) return fail(ErrorKind::too_large, "too_large", "This conversation is too long for one file.");
      take(message);
      after = {message.seq, message.note};
    }
    if (page.size() < static_cast<std::size_t>(kPage)) return {};
  }
}

std::string heading_of(const Message& message) {
  std::string heading = "[" + to_rfc3339(message.created_at) + "] ";
  if (message.is_note()) heading += "NOTE, for the team only, by ";
  heading += message.author.name;
  if (message.author.kind == AuthorKind::member && !message.is_note()) heading += " (team)";
  return heading;
}

}  // namespace

Result<Thread> load_thread_in(db::Database& database, const ProjectId& project, const ThreadId& id) {
  auto thread = store::find_thread(database, id);
  if (!thread || thread->project != project) return not_found();
  return std::move(*thread);
}

Result<json::object> transcript_json(db::Database& database, const Thread& thread, const attachments::FileLinks& links,
                                     Instant now) {
  json::array messages;
  auto read = for_each_message(
      database, thread.id, [&](const Message& message) { messages.push_back(message_for_team(message, thread.project, links)); });
  if (!read) return std::unexpected(std::move(read.error()));
  return json::object{{"exported_at", to_rfc3339(now)}, {"thread", thread_for_team(thread)}, {"messages", std::move(messages)}};
}

Result<std::string> transcript_text(db::Database& database, const Thread& thread, Instant now) {
  std::string text =
      "Conversation with " + thread.user.display_name() + " (" + thread.user.sub + ")\nExported " + to_rfc3339(now) + "\n";
  auto read = for_each_message(database, thread.id, [&](const Message& message) {
    text += "\n" + heading_of(message) + "\n" + (message.deleted_at ? "(deleted)" : message.body) + "\n";
    for (const auto& file : message.attachments) text += "[file] " + file.name + "\n";
  });
  if (!read) return std::unexpected(std::move(read.error()));
  return text;
}

}  // namespace seggwat::conversations
