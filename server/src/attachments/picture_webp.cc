#include <algorithm>
#include <array>

#include "attachments/bytes.h"
#include "attachments/picture.h"

namespace seggwat::attachments {
namespace {

constexpr std::size_t kHead = 12;  // RIFF, size, WEBP
constexpr std::size_t kChunkHead = 8;
constexpr std::array<std::string_view, 7> kKept{"VP8 ", "VP8L", "VP8X", "ANIM", "ANMF", "ALPH", "ICCP"};
constexpr char kExifFlag = 0x08;
constexpr char kXmpFlag = 0x04;

struct Chunk {
  std::string_view kind;
  std::string_view data;
};

std::optional<Chunk> take_chunk(std::string_view& rest) {
  if (rest.size() < kChunkHead) return std::nullopt;
  const std::size_t length = little32(rest, 4);
  const std::size_t padded = length + (length & 1);
  if (padded > rest.size() - kChunkHead) return std::nullopt;
  const Chunk chunk{rest.substr(0, 4), rest.substr(kChunkHead, length)};
  rest.remove_prefix(kChunkHead + padded);
  return chunk;
}

void append_chunk(std::string& out, std::string_view kind, std::string_view data) {
  out += kind;
  append_little32(out, static_cast<std::uint32_t>(data.size()));
  out += data;
  if ((data.size() & 1) != 0) out += '\0';
}

Measure measure_of(std::uint32_t width, std::uint32_t height) { return {static_cast<int>(width), static_cast<int>(height)}; }

// From the first chunk: the extended header, or the one coded picture.
std::optional<Measure> read_measure(const Chunk& chunk) {
  const auto data = chunk.data;
  if (chunk.kind == "VP8X" && data.size() == 10) return measure_of(little24(data, 4) + 1, little24(data, 7) + 1);
  if (chunk.kind == "VP8L" && data.size() >= 5 && data[0] == '\x2F') {
    const auto bits = little32(data, 1);
    return measure_of((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
  }
  if (chunk.kind == "VP8 " && data.size() >= 10 && data.substr(3, 3) == "\x9D\x01\x2A") {
    return measure_of(little16(data, 6) & 0x3FFF, little16(data, 8) & 0x3FFF);
  }
  return std::nullopt;
}

bool is_picture(std::string_view kind) { return kind == "VP8 " || kind == "VP8L" || kind == "ANMF"; }

}  // namespace

std::optional<Picture> clean_webp(std::string_view bytes) {
  if (bytes.size() < kHead || !bytes.starts_with("RIFF") || bytes.substr(8, 4) != "WEBP") return std::nullopt;
  const std::size_t size = little32(bytes, 4);
  if (size < 4 || size > bytes.size() - 8) return std::nullopt;
  auto rest = bytes.substr(kHead, size - 4);  // what stands behind is left out
  std::string chunks;
  std::optional<Measure> measure;
  bool has_picture = false;
  int orientation = 1;
  while (!rest.empty()) {
    const auto chunk = take_chunk(rest);
    if (!chunk) return std::nullopt;
    if (!measure && !(measure = read_measure(*chunk))) return std::nullopt;
    has_picture = has_picture || is_picture(chunk->kind);
    if (chunk->kind == "EXIF") orientation = read_orientation(chunk->data);
    if (std::ranges::find(kKept, chunk->kind) != kKept.end()) append_chunk(chunks, chunk->kind, chunk->data);
  }
  if (!has_picture || !is_sensible(*measure)) return std::nullopt;
  if (chunks.starts_with("VP8X")) {
    chunks[kChunkHead] = static_cast<char>(chunks[kChunkHead] & ~(kExifFlag | kXmpFlag));
    if (orientation != 1) {
      chunks[kChunkHead] = static_cast<char>(chunks[kChunkHead] | kExifFlag);
      append_chunk(chunks, "EXIF", orientation_exif(orientation));
    }
  }
  Picture picture{.bytes = "RIFF", .measure = *measure};
  append_little32(picture.bytes, static_cast<std::uint32_t>(chunks.size() + 4));
  picture.bytes += "WEBP" + chunks;
  return picture;
}

}  // namespace seggwat::attachments
