#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "attachments/attachment_store.h"
#include "attachments/disk_files.h"
#include "audit/audit.h"
#include "base/scratch_file.h"
#include "base/zip.h"
#include "end_users/end_user.h"
#include "http/plan.h"

namespace seggwat::app {

// One file of an export, told piece by piece in the read lane; each piece in a snapshot of its own, so that a long one holds up
// neither the readers nor the WAL.
struct Chapter {
  std::string name;
  std::function<std::optional<std::string>(db::Database&)> next;  // nothing: that was all
};

// How many exports are made or fetched at once: each takes room on the disk until it has been sent. Any thread.
class ExportPlaces {
 public:
  static constexpr int kAtOnce = 8;
  static constexpr int kOfMember = 2;
  // Held as long as the export lives. 429 `rate_limited` when this member has enough under way, 503 when all have.
  Result<std::shared_ptr<void>> take(const MemberId& member);

 private:
  struct Taken {
    std::mutex mutex;
    std::map<MemberId, int> of_member;
    int all = 0;
  };
  std::shared_ptr<Taken> taken_ = std::make_shared<Taken>();
};

// Makes a file to take away: pieces are read in the read lane and written in the work lane, in turn, into a file without a name
// that is sent from the disk. Memory stays flat; a fault on the way leaves nothing. It goes out once its record in the audit log
// is on disk, and only when the conversation still stands.
class ExportJob : public std::enable_shared_from_this<ExportJob> {
 public:
  struct Order {
    audit::Actor actor;
    audit::Act act;
    std::string sub;   // goes out only while the user is still called so: not once they are being erased
    std::string name;  // of the file
    std::string type;
    std::vector<Chapter> chapters;                    // without `files_of` exactly one, which is the file itself
    std::optional<end_users::UserKey> files_of = {};  // an archive of the chapters, of this user's files and of `sub`'s screenshots
    Instant now;
    std::shared_ptr<void> place;
  };
  ExportJob(Order order, const attachments::DiskFiles& files) : order_(std::move(order)), files_(files) {}

  // In the read lane; the job must be owned by a shared_ptr.
  Result<http::Plan> begin(db::Database& database);

 private:
  Result<http::Plan> read_on(db::Database& database);
  std::vector<attachments::store::Readable> next_files(db::Database& database);
  http::Work write_later(std::function<void()> write);
  void open();
  void write_piece(const std::optional<std::string>& piece);
  void add_files(const std::vector<attachments::store::Readable>& files);
  void add_file(const attachments::store::Readable& file);
  void add_text(std::string_view name, std::string_view text);
  Result<http::Plan> finish();
  http::Write hand_out(std::shared_ptr<http::FileBody> body);

  Order order_;
  const attachments::DiskFiles& files_;
  std::unique_ptr<ScratchFile> out_;
  std::unique_ptr<ZipWriter> zip_;  // nothing: the only chapter is the file
  std::size_t chapter_ = 0;
  bool in_entry_ = false;
  AttachmentId last_file_{};
  AttachmentId last_screenshot_{};
  std::string missing_;  // files whose bytes are not there, a line each
};

}  // namespace seggwat::app
