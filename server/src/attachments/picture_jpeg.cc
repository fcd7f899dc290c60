#include "attachments/bytes.h"
#include "attachments/picture.h"

namespace seggwat::attachments {
namespace {

constexpr std::string_view kExif("Exif\0\0", 6);
constexpr std::string_view kProfile("ICC_PROFILE\0", 12);
constexpr std::uint32_t kStartOfScan = 0xDA;
constexpr std::uint32_t kEnd = 0xD9;

bool is_frame(std::uint32_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}
// Tables, frames, scans, restarts, notes of applications, comments. Decoders differ in what they make of any other, so that it
// could hide from us what one of them reads.
bool is_known(std::uint32_t marker) {
  return (marker >= 0xC0 && marker <= 0xEF && marker != 0xC8 && marker != 0xD8) || marker == 0xFE;
}
bool stands_alone(std::uint32_t marker) { return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7); }

// JFIF (its thumbnail is cut off below), the colour profile and Adobe's note on colours; and everything that is not for
// applications.
bool is_kept(std::uint32_t marker, std::string_view data) {
  if (marker == 0xE0) return data.starts_with(std::string_view("JFIF\0", 5)) && data.size() >= 14;
  if (marker == 0xE2) return data.starts_with(kProfile);
  if (marker == 0xEE) return data.starts_with("Adobe");
  const bool is_application = marker >= 0xE0 && marker <= 0xEF;
  const bool is_comment = marker == 0xFE;
  return !is_application && !is_comment;
}

class Walk {
 public:
  explicit Walk(std::string_view bytes) : rest_(bytes) { picture_.bytes.reserve(bytes.size()); }

  std::optional<Picture> run() {
    picture_.bytes = "\xFF\xD8";
    rest_.remove_prefix(2);
    while (true) {
      const auto marker = take_marker();
      if (!marker) return std::nullopt;
      if (*marker == kEnd) break;
      if (stands_alone(*marker)) continue;
      if (!is_known(*marker) || !take_segment(*marker)) return std::nullopt;
      if (*marker == kStartOfScan && !take_scan()) return std::nullopt;
    }
    picture_.bytes += "\xFF\xD9";
    if (!has_scan_ || !is_sensible(picture_.measure)) return std::nullopt;
    if (orientation_ >= 5) std::swap(picture_.measure.width, picture_.measure.height);  // it lies on its side
    return std::move(picture_);
  }

 private:
  // A marker may be preceded by any number of 0xFF (ITU T.81 B.1.1.2).
  std::optional<std::uint32_t> take_marker() {
    if (rest_.empty() || byte_at(rest_, 0) != 0xFF) return std::nullopt;
    while (!rest_.empty() && byte_at(rest_, 0) == 0xFF) rest_.remove_prefix(1);
    if (rest_.empty() || byte_at(rest_, 0) == 0) return std::nullopt;
    const auto marker = byte_at(rest_, 0);
    rest_.remove_prefix(1);
    return marker;
  }

  bool take_segment(std::uint32_t marker) {
    if (rest_.size() < 2) return false;
    const std::size_t length = big16(rest_, 0);
    if (length < 2 || length > rest_.size()) return false;
    auto data = rest_.substr(2, length - 2);
    rest_.remove_prefix(length);
    if (is_frame(marker) && !read_frame(data)) return false;
    if (marker == 0xE1 && data.starts_with(kExif)) keep_orientation(data.substr(kExif.size()));
    if (!is_kept(marker, data)) return true;
    if (marker == 0xE0) data = std::string_view(jfif_ = std::string(data.substr(0, 12)) + std::string(2, '\0'));
    append(marker, data);
    return true;
  }

  bool read_frame(std::string_view data) {
    if (data.size() < 6 || picture_.measure.width != 0) return false;  // one frame only
    picture_.measure = {static_cast<int>(big16(data, 3)), static_cast<int>(big16(data, 1))};
    return true;
  }

  void keep_orientation(std::string_view exif) {
    if (orientation_ != 1) return;
    orientation_ = read_orientation(exif);
    if (orientation_ != 1) append(0xE1, std::string(kExif) + orientation_exif(orientation_));
  }

  void append(std::uint32_t marker, std::string_view data) {
    picture_.bytes += '\xFF';
    picture_.bytes += static_cast<char>(marker);
    append_big16(picture_.bytes, static_cast<std::uint32_t>(data.size() + 2));
    picture_.bytes += data;
  }

  // The coded picture after a start of scan, up to the next marker that is not part of it.
  bool take_scan() {
    if (picture_.measure.width == 0) return false;
    has_scan_ = true;
    std::size_t at = 0;
    while (true) {
      at = rest_.find('\xFF', at);
      if (at == std::string_view::npos || at + 1 >= rest_.size()) return false;
      const auto next = byte_at(rest_, at + 1);
      if (next != 0 && next != 0xFF && !(next >= 0xD0 && next <= 0xD7)) break;
      at += next == 0xFF ? 1 : 2;
    }
    picture_.bytes += rest_.substr(0, at);
    rest_.remove_prefix(at);
    return true;
  }

  std::string_view rest_;
  Picture picture_;
  std::string jfif_;
  int orientation_ = 1;
  bool has_scan_ = false;
};

}  // namespace

std::optional<Picture> clean_jpeg(std::string_view bytes) {
  if (!bytes.starts_with("\xFF\xD8\xFF")) return std::nullopt;
  return Walk(bytes).run();
}

}  // namespace seggwat::attachments
