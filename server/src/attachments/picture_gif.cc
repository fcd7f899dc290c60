#include "attachments/bytes.h"
#include "attachments/picture.h"

namespace seggwat::attachments {
namespace {

constexpr std::size_t kHead = 13;        // signature and logical screen
constexpr std::size_t kDescriptor = 10;  // of an image
constexpr int kMostFrames = 2000;

std::size_t table_bytes(std::uint32_t flags) { return (flags & 0x80) != 0 ? std::size_t{3} << ((flags & 7) + 1) : 0; }

// Length of a chain of sub-blocks with its end, 0 when it is cut off.
std::size_t chain_length(std::string_view rest) {
  for (std::size_t at = 0; at < rest.size(); at += byte_at(rest, at) + 1) {
    if (byte_at(rest, at) == 0) return at + 1;
  }
  return 0;
}

// What makes a picture move, and how: the graphic control, and the two applications that say how often.
bool is_kept_extension(std::string_view block) {
  if (byte_at(block, 1) == 0xF9) return true;
  if (byte_at(block, 1) != 0xFF || block.size() < 14 || byte_at(block, 2) != 11) return false;
  const auto application = block.substr(3, 11);
  return application == "NETSCAPE2.0" || application == "ANIMEXTS1.0";
}

class Walk {
 public:
  explicit Walk(std::string_view bytes) : rest_(bytes) { picture_.bytes.reserve(bytes.size()); }

  std::optional<Picture> run() {
    if (rest_.size() < kHead) return std::nullopt;
    picture_.measure = {static_cast<int>(little16(rest_, 6)), static_cast<int>(little16(rest_, 8))};
    if (!keep(kHead + table_bytes(byte_at(rest_, 10)))) return std::nullopt;
    while (!rest_.empty() && rest_.front() != '\x3B') {
      const bool taken = rest_.front() == '\x2C' ? take_frame() : take_extension();
      if (!taken) return std::nullopt;
    }
    if (rest_.empty() || frames_ == 0 || frames_ > kMostFrames || !is_sensible(picture_.measure)) return std::nullopt;
    picture_.bytes += '\x3B';
    return std::move(picture_);
  }

 private:
  bool keep(std::size_t length) {
    if (length > rest_.size()) return false;
    picture_.bytes += rest_.substr(0, length);
    rest_.remove_prefix(length);
    return true;
  }

  bool take_frame() {
    ++frames_;
    if (rest_.size() < kDescriptor) return false;
    if (!keep(kDescriptor + table_bytes(byte_at(rest_, 9)))) return false;
    if (rest_.empty() || byte_at(rest_, 0) > 11) return false;  // the code size
    const auto data = chain_length(rest_.substr(1));
    return data != 0 && keep(1 + data);
  }

  bool take_extension() {
    if (rest_.size() < 3 || rest_.front() != '\x21') return false;
    const auto chain = chain_length(rest_.substr(2));
    if (chain == 0) return false;
    if (is_kept_extension(rest_.substr(0, 2 + chain))) return keep(2 + chain);
    rest_.remove_prefix(2 + chain);
    return true;
  }

  std::string_view rest_;
  Picture picture_;
  int frames_ = 0;
};

}  // namespace

std::optional<Picture> clean_gif(std::string_view bytes) {
  if (!bytes.starts_with("GIF87a") && !bytes.starts_with("GIF89a")) return std::nullopt;
  return Walk(bytes).run();
}

}  // namespace seggwat::attachments
