#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/scratch_file.h"

namespace seggwat {

enum class Packing {
  deflate,
  store,  // for what is compressed already
};

// Writes a .zip archive (APPNOTE 6.3, names in UTF-8) piece by piece into a file; its memory does not grow with what goes in. As
// large as it comes, by Zip64 where that is needed; one entry takes less than 4 GiB, and what is longer is cut: see is_too_large().
class ZipWriter {
 public:
  ZipWriter(ScratchFile& file, Instant written_at);
  ~ZipWriter();
  ZipWriter(const ZipWriter&) = delete;
  ZipWriter& operator=(const ZipWriter&) = delete;

  // One entry at a time: begin, any number of pieces, end.
  void begin(std::string_view name, Packing packing);
  void append(std::string_view piece);
  void end();
  // The directory of all entries; nothing may be added afterwards.
  void finish();
  // An entry had more than fits: the archive is not good.
  bool is_too_large() const { return too_large_; }

 private:
  struct Entry {
    std::string name;
    Packing packing;
    std::uint64_t offset;
    std::uint32_t crc = 0;
    std::uint64_t packed = 0;
    std::uint64_t size = 0;
  };
  class Deflater;

  std::string common_part(const Entry& entry) const;
  std::string directory_line(const Entry& entry) const;
  void put(std::string_view packed);

  ScratchFile& file_;
  std::unique_ptr<Deflater> deflater_;
  std::vector<Entry> entries_;
  std::uint32_t written_at_;  // as DOS keeps it
  bool too_large_ = false;
};

}  // namespace seggwat
