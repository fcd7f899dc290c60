#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace seggwat {

// Writes a .zip archive (APPNOTE 6.3, deflate, names in UTF-8) into memory. For archives that fit there: below 4 GiB in all.
class ZipWriter {
 public:
  explicit ZipWriter(Instant written_at);
  void add(std::string_view name, std::string_view content);
  // The whole archive; nothing may be added afterwards.
  std::string finish();

 private:
  struct Entry {
    std::string name;
    std::uint32_t crc;
    std::uint32_t packed;
    std::uint32_t size;
    std::uint32_t offset;
  };
  void put_common(const Entry& entry);

  std::string archive_;
  std::vector<Entry> entries_;
  std::uint32_t written_at_;  // as DOS keeps it
};

}  // namespace seggwat
