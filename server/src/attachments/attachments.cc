#include "attachments/attachments.h"

#include <utility>

#include "attachments/attachment_store.h"
#include "attachments/sniffing.h"

namespace seggwat::attachments {
namespace {

constexpr int kSlice = 200;
constexpr std::int64_t kConversationsPerQuota = 10;
constexpr std::int64_t kScreenshotsShare = 2;  // a half

std::unexpected<Error> quota_exceeded() {
  return fail(ErrorKind::unavailable, "quota_exceeded", "There is no room left for more files here.");
}

std::unexpected<Error> attachment_unknown() {
  return invalid("attachment_unknown", "There is no such attachment that this message could have.");
}

store::Claim claim_of(const Sender& sender) { return {sender.project, sender.user, sender.author}; }

}  // namespace

Result<Upload> Attachments::receive(std::string_view bytes, std::string_view given_name) const {
  if (bytes.size() > kSizeLimit) return fail(ErrorKind::too_large, "too_large", "A file can have at most 10 MiB.");
  if (bytes.empty()) return invalid("file_empty", "The file is empty.");
  auto content = recognise(bytes);
  if (!content) {
    return fail(ErrorKind::unsupported, "unsupported_type",
                "Files of this kind cannot be sent: pictures, PDF, Office and ZIP files, MP4 videos and plain text can.");
  }
  auto stored = files_.put(content->cleaned ? std::string_view(*content->cleaned) : bytes);
  if (!stored) return std::unexpected(stored.error());
  auto name = clean_name(given_name, content->type);
  return Upload{std::move(name), std::move(content->type), content->measure, std::move(*stored)};
}

Result<Upload> Attachments::receive_screenshot(std::string_view bytes) const {
  if (bytes.size() > kScreenshotLimit) return fail(ErrorKind::too_large, "too_large", "A screenshot can have at most 5 MiB.");
  if (bytes.empty()) return invalid("file_empty", "The screenshot is empty.");
  auto content = recognise(bytes);
  if (!content || !content->cleaned || (content->type != "image/png" && content->type != "image/jpeg"))
    return fail(ErrorKind::unsupported, "unsupported_type", "A screenshot must be a PNG or JPEG picture.");
  auto stored = files_.put(*content->cleaned);
  if (!stored) return std::unexpected(stored.error());
  return Upload{screenshot_name(content->type), std::move(content->type), content->measure, std::move(*stored)};
}

Status Attachments::check_room(db::Database& database, const ProjectId& project, const std::optional<end_users::UserKey>& user,
                               std::int64_t size) const {
  if (store::usage_of_project(database, project).bytes + size > quota_) return quota_exceeded();
  if (user && store::bytes_of_user(database, *user) + size > quota_ / kConversationsPerQuota) return quota_exceeded();
  return {};
}

Status Attachments::check_room_for_screenshot(db::Database& database, const ProjectId& project, std::int64_t size) const {
  if (auto room = check_room(database, project, std::nullopt, size); !room) return room;
  if (store::bytes_of_screenshots(database, project) + size > quota_ / kScreenshotsShare) return quota_exceeded();
  return {};
}

Usage Attachments::usage_of(db::Database& database, const ProjectId& project) const {
  const auto usage = store::usage_of_project(database, project);
  return {usage.files, usage.bytes, quota_};
}

Result<Attachment> Attachments::add(db::Tx& tx, const Sender& sender, const Upload& upload) const {
  if (auto room = check_room(tx.database, sender.project, sender.user, upload.file.size); !room)
    return std::unexpected(room.error());
  store::Record record{.attachment = {.id = AttachmentId::make(tx.now, random_),
                                      .name = upload.name,
                                      .type = upload.type,
                                      .size = upload.file.size,
                                      .measure = upload.measure},
                       .project = sender.project,
                       .user = sender.user,
                       .author = sender.author,
                       .hash = upload.file.hash,
                       .created_at = tx.now};
  store::insert(tx.database, record);
  tx.after_commit([pin = upload.file.pin] { pin->keep(); });
  return std::move(record.attachment);
}

Result<Attachment> Attachments::add_screenshot(db::Tx& tx, const ScreenshotOf& of, const Upload& upload) const {
  if (auto room = check_room_for_screenshot(tx.database, of.project, upload.file.size); !room) return std::unexpected(room.error());
  store::Screenshot screenshot{.attachment = {.id = AttachmentId::make(tx.now, random_),
                                              .name = upload.name,
                                              .type = upload.type,
                                              .size = upload.file.size,
                                              .measure = upload.measure},
                               .of = of,
                               .hash = upload.file.hash,
                               .created_at = tx.now};
  store::insert_screenshot(tx.database, screenshot);
  tx.after_commit([pin = upload.file.pin] { pin->keep(); });
  return std::move(screenshot.attachment);
}

Result<std::vector<Attachment>> Attachments::give_to_message(db::Tx& tx, const Sender& sender, const std::vector<AttachmentId>& ids,
                                                             const MessageId& message) const {
  std::vector<Attachment> given;
  for (const auto& id : ids) {
    auto unused = store::find_unused(tx.database, id, claim_of(sender));
    if (!unused) return attachment_unknown();
    store::give_to_message(tx.database, id, message, static_cast<std::int64_t>(given.size()));
    given.push_back(std::move(*unused));
  }
  return given;
}

void Attachments::suspect_after_commit(db::Tx& tx, std::vector<Digest> hashes) const {
  if (hashes.empty()) return;
  tx.after_commit([&files = files_, hashes = std::move(hashes)] { files.suspect(hashes); });
}

bool Attachments::remove_unused(db::Tx& tx) const {
  auto hashes = store::remove_unused(tx.database, tx.now - kUnusedFor, kSlice);
  const bool more = hashes.size() == kSlice;
  suspect_after_commit(tx, std::move(hashes));
  return more;
}

bool Attachments::remove_of_user(db::Tx& tx, end_users::UserKey user) const {
  auto hashes = store::remove_of_user(tx.database, user, kSlice);
  const bool more = hashes.size() == kSlice;
  suspect_after_commit(tx, std::move(hashes));
  return more;
}

bool Attachments::remove_screenshots(db::Tx& tx, const ProjectId& project, std::string_view submitter) const {
  auto hashes = store::remove_screenshots(tx.database, project, submitter, kSlice);
  const bool more = hashes.size() == kSlice;
  suspect_after_commit(tx, std::move(hashes));
  return more;
}

void Attachments::remove_of_message(db::Tx& tx, const MessageId& message) const {
  suspect_after_commit(tx, store::remove_of_message(tx.database, message, kSlice));
}

// The file goes before this commit is written: no row names it, and one that comes later is held by a pin or writes the file anew.
void Attachments::sweep(db::Tx& tx, const std::vector<Digest>& suspects) const {
  for (const auto& hash : suspects) {
    if (!store::is_wanted(tx.database, hash)) files_.remove(hash);
  }
}

}  // namespace seggwat::attachments
