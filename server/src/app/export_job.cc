#include "app/export_job.h"

#include <fcntl.h>
#include <unistd.h>

#include <utility>

#include "attachments/archive_path.h"
#include "base/descriptor.h"
#include "conversations/transcript.h"
#include "http/file_body.h"
#include "http/serve_file.h"

namespace seggwat::app {
namespace {

constexpr int kFilesAtOnce = 8;
constexpr std::size_t kCopyAtOnce = 256 * 1024;
constexpr Seconds kAskAgain{10};

Packing packing_for(std::string_view type) { return type.starts_with("text/") ? Packing::deflate : Packing::store; }

// What is sent, and the place it takes until it is.
struct Sent {
  std::shared_ptr<http::FileBody> body;
  std::shared_ptr<void> place;
};

http::Response download(const ExportJob::Order& order, const std::shared_ptr<http::FileBody>& body) {
  http::Response response;
  response.set("Content-Type", order.type);
  response.set("Content-Disposition", http::content_disposition("attachment", order.name));
  response.set("Content-Security-Policy", "sandbox");
  response.set("Cache-Control", "no-store");
  const auto sent = std::make_shared<Sent>(body, order.place);
  response.file = std::shared_ptr<const http::FileBody>(sent, sent->body.get());
  return response;
}

}  // namespace

Result<std::shared_ptr<void>> ExportPlaces::take(const MemberId& member) {
  const std::lock_guard lock(taken_->mutex);
  const auto found = taken_->of_member.find(member);
  if (found != taken_->of_member.end() && found->second >= kOfMember)
    return std::unexpected(Error{ErrorKind::rate_limited, "rate_limited",
                                 "Your other exports are still being made or fetched. Try again when they are done.", kAskAgain});
  if (taken_->all >= kAtOnce)
    return std::unexpected(Error{ErrorKind::unavailable, "unavailable", "Many exports are being made. Try again soon.", kAskAgain});
  ++taken_->all;
  ++taken_->of_member[member];
  return std::shared_ptr<void>(nullptr, [taken = taken_, member](void*) {
    const std::lock_guard lock_again(taken->mutex);
    --taken->all;
    const auto mine = taken->of_member.find(member);
    if (--mine->second == 0) taken->of_member.erase(mine);
  });
}

Result<http::Plan> ExportJob::begin(db::Database& database) { return read_on(database); }

Result<http::Plan> ExportJob::read_on(db::Database& database) {
  if (chapter_ < order_.chapters.size()) {
    return write_later([this, piece = order_.chapters[chapter_].next(database)] { write_piece(piece); });
  }
  if (order_.files_of) {
    const auto files = next_files(database);
    if (!files.empty()) return write_later([this, files] { add_files(files); });
  }
  return http::Work{[self = shared_from_this()] { return self->finish(); }};
}

std::vector<attachments::store::Readable> ExportJob::next_files(db::Database& database) {
  auto files = attachments::store::list_of_user(database, *order_.files_of, last_file_, kFilesAtOnce);
  if (!files.empty()) {
    last_file_ = files.back().attachment.id;
    return files;
  }
  files = attachments::store::list_screenshots_of(database, *order_.act.project, order_.sub, last_screenshot_, kFilesAtOnce);
  if (!files.empty()) last_screenshot_ = files.back().attachment.id;
  return files;
}

http::Work ExportJob::write_later(std::function<void()> write) {
  return {[self = shared_from_this(), write = std::move(write)]() -> Result<http::Plan> {
    self->open();
    write();
    if (auto written = self->out_->status(); !written) return std::unexpected(std::move(written.error()));
    return http::Read{[self](db::Database& database) { return self->read_on(database); }};
  }};
}

void ExportJob::open() {
  if (out_) return;
  out_ = std::make_unique<ScratchFile>(files_.dir());
  if (order_.files_of) zip_ = std::make_unique<ZipWriter>(*out_, order_.now);
}

void ExportJob::write_piece(const std::optional<std::string>& piece) {
  if (!piece) {
    if (std::exchange(in_entry_, false)) zip_->end();
    ++chapter_;
    return;
  }
  if (!zip_) return out_->append(*piece);
  if (!std::exchange(in_entry_, true)) zip_->begin(order_.chapters[chapter_].name, Packing::deflate);
  zip_->append(*piece);
}

void ExportJob::add_files(const std::vector<attachments::store::Readable>& files) {
  for (const auto& file : files) add_file(file);
}

void ExportJob::add_file(const attachments::store::Readable& file) {
  const auto name = attachments::archive_path(file.attachment);
  const Descriptor source(::open(files_.path_of(file.hash).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (source.get() < 0) {
    missing_ += name + "\n";
    return;
  }
  zip_->begin(name, packing_for(file.attachment.type));
  std::string bytes(kCopyAtOnce, '\0');
  while (true) {
    const auto count = ::read(source.get(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) missing_ += name + "\n";
    if (count <= 0) break;
    zip_->append({bytes.data(), static_cast<std::size_t>(count)});
  }
  zip_->end();
}

void ExportJob::add_text(std::string_view name, std::string_view text) {
  zip_->begin(name, Packing::deflate);
  zip_->append(text);
  zip_->end();
}

Result<http::Plan> ExportJob::finish() {
  if (zip_) {
    if (!missing_.empty()) add_text("missing.txt", "These files are not on the server any more:\n" + missing_);
    zip_->finish();
    if (zip_->is_too_large()) return fail(ErrorKind::too_large, "too_large", "A file of this export would have more than 4 GiB.");
  }
  if (auto written = out_->status(); !written) return std::unexpected(std::move(written.error()));
  auto body = http::FileBody::of(out_->release());
  if (!body) return std::unexpected(db::unavailable());
  return hand_out(std::move(body));
}

// Not to be told apart from a conversation that never was: who is being erased meanwhile.
http::Write ExportJob::hand_out(std::shared_ptr<http::FileBody> body) {
  return {[self = shared_from_this(), body = std::move(body)](db::Tx& tx) -> Result<http::Reply> {
    const auto& order = self->order_;
    const auto thread = conversations::load_thread_in(tx.database, *order.act.project, *order.act.thread);
    if (!thread || thread->user.sub != order.sub) return not_found();
    audit::record(tx, order.actor, order.act);
    return http::Reply([self, body] { return download(self->order_, body); });
  }};
}

}  // namespace seggwat::app
