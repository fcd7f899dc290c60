#include "http/file_body.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace seggwat::http {

std::shared_ptr<FileBody> FileBody::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  return descriptor < 0 ? nullptr : of(descriptor);
}

std::shared_ptr<FileBody> FileBody::of(int descriptor) {
  struct stat found {};
  if (::fstat(descriptor, &found) != 0 || !S_ISREG(found.st_mode)) {
    ::close(descriptor);
    return nullptr;
  }
  return std::shared_ptr<FileBody>(new FileBody(descriptor, static_cast<std::uint64_t>(found.st_size)));
}

FileBody::~FileBody() { ::close(descriptor_); }

}  // namespace seggwat::http
