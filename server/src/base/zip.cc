#include "base/zip.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <limits>
#include <new>
#include <stdexcept>

namespace seggwat {
namespace {

constexpr std::uint32_t kVersion = 20;
constexpr std::uint32_t kVersionZip64 = 45;
constexpr std::uint32_t kUtf8Names = 1 << 11;
constexpr std::uint32_t kDeflated = 8;
constexpr int kRawDeflate = -15;
constexpr std::uint64_t kInZip64 = std::numeric_limits<std::uint32_t>::max();  // stands for "see the Zip64 record"
constexpr std::size_t kCountInZip64 = std::numeric_limits<std::uint16_t>::max();
constexpr std::uint64_t kMostOfEntry = kInZip64 - 1;
constexpr std::size_t kSumOffset = 14;  // of the check sum and the two sizes in an entry's own header

void put_number(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> 8 * i & 0xff);
}
void put16(std::string& out, std::uint64_t value) { put_number(out, value, 2); }
void put32(std::string& out, std::uint64_t value) { put_number(out, value, 4); }
void put64(std::string& out, std::uint64_t value) { put_number(out, value, 8); }

// Two-second steps since 1980, in UTC.
std::uint32_t dos_time(Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const auto second = std::chrono::duration_cast<std::chrono::seconds>(at - day).count();
  const auto year = std::max(static_cast<int>(date.year()), 1980) - 1980;
  const auto days =
      static_cast<std::uint32_t>(year) << 9 | static_cast<unsigned>(date.month()) << 5 | static_cast<unsigned>(date.day());
  return days << 16 | static_cast<std::uint32_t>(second / 3600 << 11 | second / 60 % 60 << 5 | second % 60 / 2);
}

std::string directory_end(std::size_t count, std::uint64_t start, std::uint64_t size) {
  std::string end;
  put32(end, 0x06054b50);
  put32(end, 0);
  for (int twice = 0; twice < 2; ++twice) put16(end, std::min(count, kCountInZip64));
  put32(end, std::min(size, kInZip64));
  put32(end, std::min(start, kInZip64));
  put16(end, 0);
  return end;
}

// The same in large numbers, and where that stands.
std::string directory_end_64(std::size_t count, std::uint64_t start, std::uint64_t size) {
  std::string end;
  put32(end, 0x06064b50);
  put64(end, 44);  // of what follows
  put16(end, kVersionZip64);
  put16(end, kVersionZip64);
  put64(end, 0);
  for (int twice = 0; twice < 2; ++twice) put64(end, count);
  put64(end, size);
  put64(end, start);
  put32(end, 0x07064b50);
  put32(end, 0);
  put64(end, start + size);
  put32(end, 1);
  return end;
}

}  // namespace

class ZipWriter::Deflater {
 public:
  Deflater() {
    if (deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kRawDeflate, 8, Z_DEFAULT_STRATEGY) != Z_OK)
      throw std::bad_alloc();
  }
  ~Deflater() { deflateEnd(&stream_); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  void feed(std::string_view piece, int flush, const std::function<void(std::string_view)>& take) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
    stream_.avail_in = static_cast<uInt>(piece.size());
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(out_.data());
      stream_.avail_out = static_cast<uInt>(out_.size());
      if (deflate(&stream_, flush) == Z_STREAM_ERROR) throw std::runtime_error("deflate failed");
      take({out_.data(), out_.size() - stream_.avail_out});
    } while (stream_.avail_out == 0);
  }

 private:
  z_stream stream_{};
  std::array<char, 64 * 1024> out_{};
};

ZipWriter::ZipWriter(ScratchFile& file, Instant written_at) : file_(file), written_at_(dos_time(written_at)) {}
ZipWriter::~ZipWriter() = default;

// What stands in an entry's own header as in the directory.
std::string ZipWriter::common_part(const Entry& entry) const {
  std::string part;
  put16(part, kUtf8Names);
  put16(part, entry.packing == Packing::deflate ? kDeflated : 0);
  put32(part, written_at_);
  put32(part, entry.crc);
  put32(part, entry.packed);
  put32(part, entry.size);
  put16(part, entry.name.size());
  return part;
}

void ZipWriter::begin(std::string_view name, Packing packing) {
  entries_.push_back({std::string(name), packing, file_.size()});
  if (packing == Packing::deflate) deflater_ = std::make_unique<Deflater>();
  std::string header;
  put32(header, 0x04034b50);
  put16(header, kVersion);
  header += common_part(entries_.back());
  put16(header, 0);
  file_.append(header);
  file_.append(name);
}

void ZipWriter::put(std::string_view packed) {
  file_.append(packed);
  entries_.back().packed += packed.size();
}

void ZipWriter::append(std::string_view piece) {
  auto& entry = entries_.back();
  if (too_large_ || piece.empty()) return;
  entry.crc = static_cast<std::uint32_t>(crc32_z(entry.crc, reinterpret_cast<const Bytef*>(piece.data()), piece.size()));
  entry.size += piece.size();
  too_large_ = entry.size > kMostOfEntry || entry.packed + piece.size() > kMostOfEntry;
  if (too_large_) return;
  if (!deflater_) return put(piece);
  deflater_->feed(piece, Z_NO_FLUSH, [this](std::string_view packed) { put(packed); });
}

// Only now are the sums known that stand in front.
void ZipWriter::end() {
  if (deflater_) deflater_->feed({}, Z_FINISH, [this](std::string_view packed) { put(packed); });
  deflater_.reset();
  const auto& entry = entries_.back();
  std::string sums;
  put32(sums, entry.crc);
  put32(sums, entry.packed);
  put32(sums, entry.size);
  file_.overwrite(entry.offset + kSumOffset, sums);
}

std::string ZipWriter::directory_line(const Entry& entry) const {
  const bool far = entry.offset >= kInZip64;
  std::string line;
  put32(line, 0x02014b50);
  put16(line, far ? kVersionZip64 : kVersion);
  put16(line, far ? kVersionZip64 : kVersion);
  line += common_part(entry);
  put16(line, far ? 12 : 0);
  line.append(10, '\0');  // no comment, first disk, no attributes
  put32(line, std::min(entry.offset, kInZip64));
  line += entry.name;
  if (far) {
    put16(line, 1);
    put16(line, 8);
    put64(line, entry.offset);
  }
  return line;
}

void ZipWriter::finish() {
  const auto start = file_.size();
  for (const auto& entry : entries_) file_.append(directory_line(entry));
  const auto size = file_.size() - start;
  if (entries_.size() >= kCountInZip64 || start + size >= kInZip64) {
    file_.append(directory_end_64(entries_.size(), start, size));
  }
  file_.append(directory_end(entries_.size(), start, size));
}

}  // namespace seggwat
