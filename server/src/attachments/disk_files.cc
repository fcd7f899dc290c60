#include "attachments/disk_files.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/descriptor.h"
#include "base/log.h"
#include "base/scratch_file.h"

namespace seggwat::attachments {
namespace {

namespace fs = std::filesystem;

std::unexpected<Error> cannot_store(int why) {
  log::error("file_not_stored", {{"what", std::strerror(why)}});
  if (why == ENOSPC || why == EDQUOT)
    return fail(ErrorKind::unavailable, "storage_full", "There is no room left on the server for this file.");
  return fail(ErrorKind::unavailable, "unavailable", "The file cannot be stored now; try again soon.");
}

bool sync_dir(const std::string& dir) {
  const Descriptor opened(::open(dir.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return opened.get() >= 0 && ::fsync(opened.get()) == 0;
}

// A directory that is sure to be there after a crash.
bool make_dir(const std::string& dir) {
  if (::mkdir(dir.c_str(), 0700) == 0) return sync_dir(fs::path(dir).parent_path().string());
  return errno == EEXIST;
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool is_whole(const std::string& path, std::size_t size) {
  struct stat found {};
  return ::stat(path.c_str(), &found) == 0 && static_cast<std::size_t>(found.st_size) == size;
}

std::optional<Digest> parse_hex(const std::string& hex) {
  Digest hash{};
  std::size_t length = 0;
  const int failed = sodium_hex2bin(hash.data(), hash.size(), hex.data(), hex.size(), nullptr, &length, nullptr);
  if (failed != 0 || length != hash.size() || hex.size() != 2 * hash.size()) return std::nullopt;
  return hash;
}

}  // namespace

std::string to_hex(const Digest& hash) {
  std::string hex(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  hex.pop_back();
  return hex;
}

DiskFiles::DiskFiles(std::string dir) : dir_(std::move(dir)) {}

std::string DiskFiles::path_of(const Digest& hash) const {
  const auto hex = to_hex(hash);
  return dir_ + "/" + hex.substr(0, 2) + "/" + hex.substr(2);
}

std::string DiskFiles::unfinished_path() {
  return dir_ + "/" + std::string(ScratchFile::kUnfinished) + std::to_string(::getpid()) + "-" + std::to_string(next_++);
}

Result<DiskFiles::Stored> DiskFiles::put(std::string_view bytes) {
  Stored stored{.hash = sha256(bytes), .size = static_cast<std::int64_t>(bytes.size())};
  stored.pin = pin(stored.hash);
  const auto path = path_of(stored.hash);
  if (is_whole(path, bytes.size())) return stored;
  if (auto written = write(path, bytes); !written) return std::unexpected(written.error());
  return stored;
}

Status DiskFiles::write(const std::string& path, std::string_view bytes) {
  const auto folder = fs::path(path).parent_path().string();
  if (!make_dir(dir_) || !make_dir(folder)) return cannot_store(errno);
  const auto unfinished = unfinished_path();
  const Descriptor file(::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  const bool done = file.get() >= 0 && write_all(file.get(), bytes) && ::fsync(file.get()) == 0 &&
                    ::rename(unfinished.c_str(), path.c_str()) == 0 && sync_dir(folder);
  if (done) return {};
  const int why = errno;
  if (file.get() >= 0) ::unlink(unfinished.c_str());
  return cannot_store(why);
}

std::shared_ptr<DiskFiles::Pin> DiskFiles::pin(const Digest& hash) {
  const std::lock_guard lock(mutex_);
  ++pins_[hash];
  return std::make_shared<Pin>(*this, hash);
}

void DiskFiles::unpin(const Digest& hash, bool kept) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = pins_.find(hash);
    if (--found->second == 0) pins_.erase(found);
  }
  if (!kept) suspect({hash});
}

void DiskFiles::suspect(const std::vector<Digest>& hashes) {
  const std::lock_guard lock(mutex_);
  suspects_.insert(suspects_.end(), hashes.begin(), hashes.end());
  has_suspects_ = !suspects_.empty();
}

std::vector<Digest> DiskFiles::take_suspects(std::size_t most) {
  const std::lock_guard lock(mutex_);
  const auto count = std::min(most, suspects_.size());
  const auto from = suspects_.end() - static_cast<std::ptrdiff_t>(count);
  std::vector<Digest> taken(from, suspects_.end());
  suspects_.erase(from, suspects_.end());
  has_suspects_ = !suspects_.empty();
  return taken;
}

void DiskFiles::suspect_all() {
  std::error_code failed;
  std::vector<Digest> found;
  for (const auto& folder : fs::directory_iterator(dir_, failed)) {
    const auto name = folder.path().filename().string();
    if (name.starts_with(ScratchFile::kUnfinished)) fs::remove(folder.path(), failed);
    if (!folder.is_directory(failed)) continue;
    for (const auto& file : fs::directory_iterator(folder.path(), failed)) {
      if (const auto hash = parse_hex(name + file.path().filename().string())) found.push_back(*hash);
    }
  }
  suspect(found);
}

void DiskFiles::remove(const Digest& hash) {
  const std::lock_guard lock(mutex_);
  if (!pins_.contains(hash)) ::unlink(path_of(hash).c_str());
}

}  // namespace seggwat::attachments
