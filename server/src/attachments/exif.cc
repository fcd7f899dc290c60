#include "attachments/bytes.h"
#include "attachments/picture.h"

namespace seggwat::attachments {
namespace {

constexpr std::uint32_t kOrientationTag = 0x0112;
constexpr std::uint32_t kShort = 3;
constexpr std::size_t kEntry = 12;

}  // namespace

bool is_sensible(const Measure& measure) {
  return measure.width > 0 && measure.height > 0 && std::int64_t{measure.width} * measure.height <= kMostPixels;
}

int read_orientation(std::string_view exif) {
  if (exif.size() < 8) return 1;
  const bool little = exif.starts_with("II");
  if (!little && !exif.starts_with("MM")) return 1;
  const auto number16 = [&](std::size_t at) { return little ? little16(exif, at) : big16(exif, at); };
  const auto number32 = [&](std::size_t at) { return little ? little32(exif, at) : big32(exif, at); };
  const std::size_t directory = number32(4);
  if (number16(2) != 42 || directory > exif.size() - 2) return 1;
  const std::size_t entries = number16(directory);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t at = directory + 2 + i * kEntry;
    if (at + kEntry > exif.size()) return 1;
    if (number16(at) != kOrientationTag) continue;
    const auto value = number16(at + 8);
    return number16(at + 2) == kShort && value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

std::string orientation_exif(int orientation) {
  std::string exif("MM\0\x2A\0\0\0\x08", 8);
  append_big16(exif, 1);
  append_big16(exif, kOrientationTag);
  append_big16(exif, kShort);
  append_big32(exif, 1);
  append_big16(exif, static_cast<std::uint32_t>(orientation));
  append_big16(exif, 0);
  append_big32(exif, 0);
  return exif;
}

}  // namespace seggwat::attachments
