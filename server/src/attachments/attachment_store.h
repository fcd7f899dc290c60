#pragma once

#include <optional>
#include <vector>

#include "attachments/attachment.h"
#include "base/clock.h"
#include "base/secret.h"
#include "db/database.h"
#include "end_users/end_user.h"

// All SQL of attachments.
namespace seggwat::attachments::store {

// An attachment with what belongs to it besides what people see.
struct Record {
  Attachment attachment;
  ProjectId project;
  end_users::UserKey user;         // whose conversation
  std::optional<MemberId> author;  // nothing: the user
  Digest hash{};
  Instant created_at;
};

void insert(db::Database& database, const Record& record);

// The picture that came with a piece of feedback.
struct Screenshot {
  Attachment attachment;
  ScreenshotOf of;
  Digest hash{};
  Instant created_at;
};
void insert_screenshot(db::Database& database, const Screenshot& screenshot);

struct Readable {
  Attachment attachment;
  Digest hash{};
};
// For a link that was checked: an attachment, but not that of a deleted message, or a screenshot.
std::optional<Readable> find_readable(db::Database& database, const AttachmentId& id);

// Whoever may use an upload: its own author, in the conversation it was made for.
struct Claim {
  ProjectId project;
  end_users::UserKey user;
  std::optional<MemberId> author;
};
std::optional<Attachment> find_unused(db::Database& database, const AttachmentId& id, const Claim& claim);
void give_to_message(db::Database& database, const AttachmentId& id, const MessageId& message, std::int64_t position);

struct Usage {
  std::int64_t files = 0;
  std::int64_t bytes = 0;
};
Usage usage_of_project(db::Database& database, const ProjectId& project);
std::int64_t bytes_of_screenshots(db::Database& database, const ProjectId& project);
std::int64_t bytes_of_user(db::Database& database, end_users::UserKey user);

// Each removes at most `limit` rows, corrects the project's usage, and tells whose files may be unwanted now.
std::vector<Digest> remove_unused(db::Database& database, Instant older_than, int limit);
std::vector<Digest> remove_of_message(db::Database& database, const MessageId& message, int limit);
std::vector<Digest> remove_of_user(db::Database& database, end_users::UserKey user, int limit);
std::vector<Digest> remove_screenshots(db::Database& database, const ProjectId& project, std::string_view submitter, int limit);
bool is_wanted(db::Database& database, const Digest& hash);

}  // namespace seggwat::attachments::store
