#pragma once

#include <optional>
#include <string>

#include "attachments/file_links.h"
#include "base/result.h"
#include "conversations/conversation.h"
#include "db/database.h"

namespace seggwat::conversations {

// 404 when there is no such thread in the project.
Result<Thread> load_thread_in(db::Database& database, const ProjectId& project, const ThreadId& id);

// A conversation to take away, with the team's notes, page by page, as it was when this was made: what is written later is not in
// it. May outlive the snapshot it was made in.
class Transcript {
 public:
  enum class Format { json, text };
  // How files are told: by links that are good for an hour or two; or, with `path_of`, by where they lie beside the transcript.
  struct Files {
    const attachments::FileLinks& links;
    std::string (*path_of)(const attachments::Attachment&) = nullptr;
  };
  Transcript(Thread thread, Format format, Files files, Instant now);

  // JSON: {exported_at, thread, messages}, both as the team's calls show them. Text: a paragraph a message, a note marked as for
  // the team only. Nothing: that was all.
  std::optional<std::string> next(db::Database& database);

 private:
  std::string head() const;
  std::string written(const Message& message);
  std::string as_json(const Message& message) const;
  std::string as_text(const Message& message) const;

  Thread thread_;
  Format format_;
  Files files_;
  Instant now_;
  Position after_{-1, 0};
  enum class Part { head, messages, nothing } part_ = Part::head;
  bool is_first_ = true;
};

}  // namespace seggwat::conversations
