#include <zlib.h>

#include <algorithm>
#include <array>

#include "attachments/bytes.h"
#include "attachments/picture.h"

namespace seggwat::attachments {
namespace {

constexpr std::string_view kSignature("\x89PNG\r\n\x1A\n", 8);
// What shapes the picture (PNG, third edition); tEXt, zTXt, iTXt, tIME, eXIf and what nobody knows are left out.
constexpr std::array<std::string_view, 16> kKept{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP",
                                                 "sBIT", "sRGB", "cICP", "bKGD", "pHYs", "acTL", "fcTL", "fdAT"};
constexpr std::size_t kAround = 12;  // length, kind and checksum of a chunk

struct Chunk {
  std::string_view kind;
  std::string_view data;
  std::string_view whole;
};

// Takes the next chunk off the front; nothing when it is cut off or its checksum is wrong.
std::optional<Chunk> take_chunk(std::string_view& rest) {
  if (rest.size() < kAround) return std::nullopt;
  const std::size_t length = big32(rest, 0);
  if (length > rest.size() - kAround) return std::nullopt;
  const Chunk chunk{rest.substr(4, 4), rest.substr(8, length), rest.substr(0, length + kAround)};
  const auto checked = rest.substr(4, length + 4);
  const auto sum = crc32(0, reinterpret_cast<const Bytef*>(checked.data()), static_cast<uInt>(checked.size()));
  if (sum != big32(rest, 8 + length)) return std::nullopt;
  rest.remove_prefix(chunk.whole.size());
  return chunk;
}

// The depths that each kind of colour may have, as bits of a set (PNG, third edition, table 8).
unsigned depths_of(std::uint32_t colour) {
  constexpr unsigned kFine = 1U << 8 | 1U << 16;
  if (colour == 0) return kFine | 1U << 1 | 1U << 2 | 1U << 4;
  if (colour == 3) return 1U << 1 | 1U << 2 | 1U << 4 | 1U << 8;
  return colour == 2 || colour == 4 || colour == 6 ? kFine : 0;
}

// IHDR: size, depth, colour, and the one way each of compressing and filtering; nothing when it is not what the format knows.
std::optional<Measure> read_head(std::string_view data) {
  if (data.size() != 13) return std::nullopt;
  const auto width = big32(data, 0);
  const auto height = big32(data, 4);
  const auto depth = byte_at(data, 8);
  if (std::max(width, height) > 0x7FFFFFFF || depth > 16 || (depths_of(byte_at(data, 9)) >> depth & 1) == 0) return std::nullopt;
  if (byte_at(data, 10) != 0 || byte_at(data, 11) != 0 || byte_at(data, 12) > 1) return std::nullopt;
  return Measure{static_cast<int>(width), static_cast<int>(height)};
}

void append_chunk(std::string& out, std::string_view kind, std::string_view data) {
  const std::string checked = std::string(kind) + std::string(data);
  append_big32(out, static_cast<std::uint32_t>(data.size()));
  out += checked;
  append_big32(
      out, static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(checked.data()), static_cast<uInt>(checked.size()))));
}

}  // namespace

std::optional<Picture> clean_png(std::string_view bytes) {
  if (!bytes.starts_with(kSignature)) return std::nullopt;
  auto rest = bytes.substr(kSignature.size());
  Picture picture{.bytes = std::string(kSignature)};
  picture.bytes.reserve(bytes.size());
  bool has_data = false;
  for (bool first = true;; first = false) {
    const auto chunk = take_chunk(rest);
    if (!chunk || first != (chunk->kind == "IHDR")) return std::nullopt;
    if (first) {
      const auto measure = read_head(chunk->data);
      if (!measure) return std::nullopt;
      picture.measure = *measure;
    }
    has_data = has_data || (chunk->kind == "IDAT" && !chunk->data.empty());
    if (std::ranges::find(kKept, chunk->kind) != kKept.end()) picture.bytes += chunk->whole;
    // It may stand behind the picture's data, where it is kept too.
    const int orientation = chunk->kind == "eXIf" ? read_orientation(chunk->data) : 1;
    if (orientation != 1) append_chunk(picture.bytes, "eXIf", orientation_exif(orientation));
    if (chunk->kind == "IEND") break;
  }
  if (!has_data || !is_sensible(picture.measure)) return std::nullopt;
  return picture;
}

}  // namespace seggwat::attachments
