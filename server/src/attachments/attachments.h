#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "attachments/attachment.h"
#include "attachments/disk_files.h"
#include "base/random.h"
#include "base/result.h"
#include "db/write_lane.h"
#include "end_users/end_user.h"

namespace seggwat::attachments {

// Who sends a file, and where it belongs: to the conversation of one user.
struct Sender {
  ProjectId project;
  end_users::UserKey user;
  std::optional<MemberId> author;  // nothing: the user
};

// A file that was recognised and lies on the disk.
struct Upload {
  std::string name;
  std::string type;
  std::optional<Measure> measure;
  DiskFiles::Stored file;
};

struct Usage {
  std::int64_t files = 0;
  std::int64_t bytes = 0;
  std::int64_t quota = 0;
};

// The rules of attachments: who may keep how much, whose an upload is, when a file goes. Rows go first; a file without a row is
// removed by sweep().
class Attachments {
 public:
  // `quota`: bytes a project may keep; the files of one conversation may take a tenth of it, and the screenshots half, because
  // anybody may send one.
  Attachments(Random& random, DiskFiles& files, std::int64_t quota) : random_(random), files_(files), quota_(quota) {}

  // Recognises the content and writes it to the disk. In the work lane. 415 `unsupported_type`, 400 `file_empty`, 413, 507, 503.
  Result<Upload> receive(std::string_view bytes, std::string_view given_name) const;

  // The same for a screenshot: PNG or JPEG, at most kScreenshotLimit.
  Result<Upload> receive_screenshot(std::string_view bytes) const;

  // 507 `quota_exceeded` when `size` more bytes are too many.
  Status check_room(db::Database& database, const ProjectId& project, const std::optional<end_users::UserKey>& user,
                    std::int64_t size) const;
  Status check_room_for_screenshot(db::Database& database, const ProjectId& project, std::int64_t size) const;
  Usage usage_of(db::Database& database, const ProjectId& project) const;

  // In the write lane, all that follow.
  Result<Attachment> add(db::Tx& tx, const Sender& sender, const Upload& upload) const;
  Result<Attachment> add_screenshot(db::Tx& tx, const ScreenshotOf& of, const Upload& upload) const;
  // Makes uploads part of a message, in this order. 400 `attachment_unknown` when one is not the sender's own and unused.
  Result<std::vector<Attachment>> give_to_message(db::Tx& tx, const Sender& sender, const std::vector<AttachmentId>& ids,
                                                  const MessageId& message) const;

  // What nobody has sent within a day. Both remove a slice; true when there may be more. The files follow soon after the commit.
  bool remove_unused(db::Tx& tx) const;
  // Every file of the user's conversation, whoever sent it: for erasing a person.
  bool remove_of_user(db::Tx& tx, end_users::UserKey user) const;
  // Those of one person, as the site calls them: a slice; true when there may be more.
  bool remove_screenshots(db::Tx& tx, const ProjectId& project, std::string_view submitter) const;
  void remove_of_message(db::Tx& tx, const MessageId& message) const;
  // Removes files that no row names any more, a slice of them.
  void sweep(db::Tx& tx, const std::vector<Digest>& suspects) const;

 private:
  void suspect_after_commit(db::Tx& tx, std::vector<Digest> hashes) const;

  Random& random_;
  DiskFiles& files_;
  std::int64_t quota_;
};

}  // namespace seggwat::attachments
