#include "attachments/sniffing.h"

#include <algorithm>
#include <array>

#include "attachments/bytes.h"
#include "attachments/picture.h"
#include "base/text.h"

namespace seggwat::attachments {
namespace {

using Clean = std::optional<Picture> (*)(std::string_view);

struct PictureKind {
  std::string_view type;
  Clean clean;
};
constexpr std::array<PictureKind, 4> kPictures{
    {{"image/png", clean_png}, {"image/jpeg", clean_jpeg}, {"image/gif", clean_gif}, {"image/webp", clean_webp}}};

// A brand that players know; HEIF and AVIF pictures and QuickTime begin in the same way and are something else.
bool is_video_brand(std::string_view brand) {
  static constexpr std::array<std::string_view, 15> kBrands{"isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso8", "mp41",
                                                            "mp42", "avc1", "M4V ", "M4VP", "M4VH", "MSNV", "dash"};
  return std::ranges::find(kBrands, brand) != kBrands.end();
}

// Boxes from the first to the last byte, `ftyp` first, and a movie among them.
bool is_mp4(std::string_view bytes) {
  if (bytes.size() < 16 || bytes.substr(4, 4) != "ftyp" || !is_video_brand(bytes.substr(8, 4))) return false;
  bool has_movie = false;
  while (bytes.size() >= 8) {
    const auto kind = bytes.substr(4, 4);
    std::uint64_t size = big32(bytes, 0);
    if (size == 1) {
      if (bytes.size() < 16) return false;
      size = std::uint64_t{big32(bytes, 8)} << 32 | big32(bytes, 12);
    }
    if (size == 0) size = bytes.size();
    if (size < 8 || size > bytes.size()) return false;
    has_movie = has_movie || kind == "moov";
    bytes.remove_prefix(size);
  }
  return bytes.empty() && has_movie;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// With the characters of names written out that may stand as #hh (ISO 32000-1 §7.3.5).
std::string without_name_escapes(std::string_view pdf) {
  std::string plain;
  plain.reserve(pdf.size());
  for (std::size_t at = 0; at < pdf.size(); ++at) {
    const bool escaped = pdf[at] == '#' && at + 2 < pdf.size() && hex_value(pdf[at + 1]) >= 0 && hex_value(pdf[at + 2]) >= 0;
    plain += escaped ? static_cast<char>(hex_value(pdf[at + 1]) << 4 | hex_value(pdf[at + 2])) : pdf[at];
    if (escaped) at += 2;
  }
  return plain;
}

// Says plainly that it runs a script or starts a program when it is opened.
bool acts_when_opened(std::string_view given) {
  const std::string pdf = without_name_escapes(given);
  if (pdf.contains("/JavaScript") || pdf.contains("/Launch")) return true;
  for (auto at = pdf.find("/JS"); at != std::string_view::npos; at = pdf.find("/JS", at + 3)) {
    if (at + 3 < pdf.size() && std::string_view(" (<\r\n\t").contains(pdf[at + 3])) return true;
  }
  return false;
}

constexpr std::string_view kZipEnd("PK\x05\x06", 4);

// Begins with a file and has its directory at the end (a comment of up to 64 KiB may follow).
bool is_zip(std::string_view bytes) {
  if (!bytes.starts_with(std::string_view("PK\x03\x04", 4))) return false;
  const auto end = bytes.rfind(kZipEnd);
  return end != std::string_view::npos && end + 22 <= bytes.size() && end + 22 + little16(bytes, end + 20) == bytes.size();
}

std::string zip_type(std::string_view bytes) {
  static constexpr std::string_view kOffice = "application/vnd.openxmlformats-officedocument.";
  if (bytes.contains("[Content_Types].xml")) {
    if (bytes.contains("word/document.xml")) return std::string(kOffice) + "wordprocessingml.document";
    if (bytes.contains("xl/workbook.xml")) return std::string(kOffice) + "spreadsheetml.sheet";
    if (bytes.contains("ppt/presentation.xml")) return std::string(kOffice) + "presentationml.presentation";
  }
  for (const auto* kind : {"text", "spreadsheet", "presentation"}) {
    // OpenDocument: the first file is called `mimetype` and says it, uncompressed.
    const std::string type = std::string("application/vnd.oasis.opendocument.") + kind;
    if (bytes.size() > 38 && bytes.substr(30, 8) == "mimetype" && bytes.substr(38).starts_with(type)) return type;
  }
  return "application/zip";
}

bool is_text(std::string_view bytes) {
  const auto is_printable = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 ? byte != 0x7F : c == '\t' || c == '\n' || c == '\r' || c == '\f';
  };
  if (!std::ranges::all_of(bytes, is_printable) || !is_utf8(bytes)) return false;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const auto begun = trim_white_space(bytes);
  return !begun.empty() && !is_invisible(begun.substr(0, begun.find('<'))) && begun.front() != '<';
}

}  // namespace

std::optional<Content> recognise(std::string_view bytes) {
  for (const auto& kind : kPictures) {
    if (auto picture = kind.clean(bytes)) {
      return Content{std::string(kind.type), std::move(picture->bytes), picture->measure};
    }
  }
  if (bytes.starts_with("%PDF-")) {
    if (acts_when_opened(bytes)) return std::nullopt;
    return Content{.type = "application/pdf"};
  }
  if (is_zip(bytes)) return Content{.type = zip_type(bytes)};
  if (is_mp4(bytes)) return Content{.type = "video/mp4"};
  // A picture that is not well-formed is no text either, even where its bytes would do.
  if (bytes.starts_with("GIF8")) return std::nullopt;
  if (is_text(bytes)) return Content{.type = "text/plain; charset=utf-8"};
  return std::nullopt;
}

}  // namespace seggwat::attachments
