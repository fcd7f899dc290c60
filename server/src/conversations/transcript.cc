#include "conversations/transcript.h"

#include <utility>

#include "conversations/conversation_json.h"
#include "conversations/conversation_store.h"

namespace seggwat::conversations {
namespace {

constexpr int kPage = 200;

std::string heading_of(const Message& message) {
  std::string heading = "[" + to_rfc3339(message.created_at) + "] ";
  if (message.is_note()) heading += "NOTE, for the team only, by ";
  heading += message.author.name;
  if (message.author.kind == AuthorKind::member && !message.is_note()) heading += " (team)";
  return heading;
}

// What somebody has written stands further in, so that none of its lines passes for the heading of another message.
std::string indented(std::string_view text) {
  constexpr std::string_view kMargin = "    ";
  std::string lines(kMargin);
  for (std::size_t at = 0; at < text.size(); ++at) {
    lines += text[at];
    const bool ends_line = text[at] == '\n' || (text[at] == '\r' && !text.substr(at + 1).starts_with('\n'));
    if (ends_line) lines += kMargin;
  }
  return lines;
}

bool is_later(const Message& message, const Thread& thread) {
  return message.seq > thread.last_seq || (message.seq == thread.last_seq && message.note > thread.last_note);
}

}  // namespace

Result<Thread> load_thread_in(db::Database& database, const ProjectId& project, const ThreadId& id) {
  auto thread = store::find_thread(database, id);
  if (!thread || thread->project != project) return not_found();
  return std::move(*thread);
}

Transcript::Transcript(Thread thread, Format format, Files files, Instant now)
    : thread_(std::move(thread)), format_(format), files_(std::move(files)), now_(now) {}

std::optional<std::string> Transcript::next(db::Database& database) {
  if (part_ == Part::nothing) return std::nullopt;
  std::string piece = part_ == Part::head ? head() : std::string();
  part_ = Part::messages;
  const auto page = store::list_after(database, thread_.id, after_, kPage, store::Notes::included);
  bool is_over = page.size() < static_cast<std::size_t>(kPage);
  for (const auto& message : page) {
    after_ = {message.seq, message.note};
    is_over = is_over || is_later(message, thread_);
    if (!is_later(message, thread_)) piece += written(message);
  }
  if (!is_over) return piece;
  part_ = Part::nothing;
  if (format_ == Format::json) piece += "]}";
  return piece;
}

std::string Transcript::head() const {
  if (format_ == Format::text) {
    return "Conversation with " + thread_.user.display_name() + " (" + thread_.user.sub + ")\nExported " + to_rfc3339(now_) + "\n";
  }
  auto text = json::serialize(json::object{{"exported_at", to_rfc3339(now_)}, {"thread", thread_for_team(thread_)}});
  text.pop_back();
  return text + ",\"messages\":[";
}

std::string Transcript::written(const Message& message) {
  if (format_ == Format::text) return as_text(message);
  return (std::exchange(is_first_, false) ? "" : ",") + as_json(message);
}

std::string Transcript::as_json(const Message& message) const {
  auto object = message_for_team(message, thread_.project, files_.links);
  if (files_.path_of != nullptr) {
    auto& shown = object["attachments"].as_array();
    for (std::size_t at = 0; at < shown.size(); ++at) {
      shown[at].as_object().erase("url");
      shown[at].as_object()["file"] = files_.path_of(message.attachments[at]);
    }
  }
  return json::serialize(object);
}

std::string Transcript::as_text(const Message& message) const {
  std::string text = "\n" + heading_of(message) + "\n" + (message.deleted_at ? "(deleted)" : indented(message.body)) + "\n";
  for (const auto& file : message.attachments) text += "[file] " + (files_.path_of ? files_.path_of(file) : file.name) + "\n";
  return text;
}

}  // namespace seggwat::conversations
