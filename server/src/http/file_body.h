#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace seggwat::http {

// Bytes of a file, sent in place of a body: from the disk to the socket, without a copy in our memory. Owns its descriptor.
class FileBody {
 public:
  // Nothing when the file cannot be opened.
  static std::shared_ptr<FileBody> open(const std::string& path);
  // Of a file that is open for reading: owns `descriptor` from now on.
  static std::shared_ptr<FileBody> of(int descriptor);
  ~FileBody();
  FileBody(const FileBody&) = delete;
  FileBody& operator=(const FileBody&) = delete;

  int descriptor() const { return descriptor_; }
  std::uint64_t file_size() const { return file_size_; }

  std::uint64_t offset = 0;  // what is to be sent; the whole file at first
  std::uint64_t length = 0;

 private:
  FileBody(int descriptor, std::uint64_t size) : length(size), descriptor_(descriptor), file_size_(size) {}
  int descriptor_;
  std::uint64_t file_size_;
};

}  // namespace seggwat::http
