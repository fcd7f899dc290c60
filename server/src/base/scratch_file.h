#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace seggwat {

// A file without a name, for what is too large for memory: whatever ends the program, nothing of it stays behind. The first fault
// is remembered, and nothing is written after it. Used by one thread at a time.
class ScratchFile {
 public:
  // In `dir`, which is made when it is missing. Its name lives for a moment and begins with kUnfinished.
  explicit ScratchFile(const std::string& dir);
  ~ScratchFile();
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  void append(std::string_view bytes);
  // Over what was appended before.
  void overwrite(std::uint64_t at, std::string_view bytes);
  std::uint64_t size() const { return size_; }
  // The errno of the first fault; 0: all of it is written. ENOSPC also when the disk would be left with less than `kSpare`, so
  // that what is more important still finds room.
  int fault() const { return fault_; }
  // The same as an answer: 507 `storage_full`, or 503.
  Status status() const;
  // Hands over the descriptor, which the caller closes.
  int release();

  static constexpr std::string_view kUnfinished = "unfinished-";
  static constexpr std::uint64_t kSpare = 64 * 1024 * 1024;

 private:
  void write_at(std::uint64_t at, std::string_view bytes);
  bool has_room();

  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  std::uint64_t next_look_ = 0;  // for room
  int fault_ = 0;
};

}  // namespace seggwat
