#include "base/scratch_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "base/log.h"

namespace seggwat {
namespace {

constexpr std::uint64_t kLookEvery = 1024 * 1024;  // bytes between two looks at the room that is left

}  // namespace

ScratchFile::ScratchFile(const std::string& dir) {
  std::string path = dir + "/" + std::string(kUnfinished) + "XXXXXX";
  descriptor_ = ::mkostemp(path.data(), O_CLOEXEC);
  if (descriptor_ < 0 && errno == ENOENT && ::mkdir(dir.c_str(), 0700) == 0) {
    path.replace(path.size() - 6, 6, "XXXXXX");
    descriptor_ = ::mkostemp(path.data(), O_CLOEXEC);
  }
  if (descriptor_ < 0) {
    fault_ = errno;
    return;
  }
  ::unlink(path.c_str());
}

ScratchFile::~ScratchFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void ScratchFile::append(std::string_view bytes) {
  if (!has_room()) return;
  write_at(size_, bytes);
  if (fault_ == 0) size_ += bytes.size();
}

void ScratchFile::overwrite(std::uint64_t at, std::string_view bytes) { write_at(at, bytes); }

bool ScratchFile::has_room() {
  if (fault_ != 0 || size_ < next_look_) return fault_ == 0;
  next_look_ = size_ + kLookEvery;
  struct statvfs disk {};
  if (::fstatvfs(descriptor_, &disk) == 0 && std::uint64_t{disk.f_bavail} * disk.f_frsize < kSpare) fault_ = ENOSPC;
  return fault_ == 0;
}

void ScratchFile::write_at(std::uint64_t at, std::string_view bytes) {
  while (!bytes.empty() && fault_ == 0) {
    const auto written = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      fault_ = written < 0 ? errno : ENOSPC;
      return;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
    at += static_cast<std::uint64_t>(written);
  }
}

Status ScratchFile::status() const {
  if (fault_ == 0) return {};
  log::error("scratch_file_not_written", {{"what", std::strerror(fault_)}});
  if (fault_ == ENOSPC || fault_ == EDQUOT || fault_ == EFBIG)
    return fail(ErrorKind::unavailable, "storage_full", "There is no room left on the server for this file.");
  return fail(ErrorKind::unavailable, "unavailable", "The file cannot be written now; try again soon.");
}

int ScratchFile::release() { return std::exchange(descriptor_, -1); }

}  // namespace seggwat
