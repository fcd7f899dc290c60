#include "base/zip.h"

#include <zlib.h>

#include <chrono>
#include <stdexcept>

namespace seggwat {
namespace {

constexpr std::uint16_t kVersion = 20;
constexpr std::uint16_t kUtf8Names = 1 << 11;
constexpr std::uint16_t kDeflate = 8;
constexpr int kRawDeflate = -15;

void put16(std::string& out, std::uint32_t value) {
  out += static_cast<char>(value & 0xff);
  out += static_cast<char>(value >> 8 & 0xff);
}

void put32(std::string& out, std::uint32_t value) {
  put16(out, value & 0xffff);
  put16(out, value >> 16);
}

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

std::string deflated(std::string_view content) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kRawDeflate, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
  std::string packed(deflateBound(&stream, content.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int done = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (done != Z_STREAM_END) throw std::runtime_error("deflate did not finish");
  return packed;
}

}  // namespace

ZipWriter::ZipWriter(Instant written_at) : written_at_(dos_time(written_at)) {}

void ZipWriter::put_common(const Entry& entry) {
  put16(archive_, kUtf8Names);
  put16(archive_, kDeflate);
  put32(archive_, written_at_);
  put32(archive_, entry.crc);
  put32(archive_, entry.packed);
  put32(archive_, entry.size);
  put16(archive_, static_cast<std::uint32_t>(entry.name.size()));
  put16(archive_, 0);
}

void ZipWriter::add(std::string_view name, std::string_view content) {
  const auto packed = deflated(content);
  const auto crc = crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size()));
  entries_.push_back({std::string(name), static_cast<std::uint32_t>(crc), static_cast<std::uint32_t>(packed.size()),
                      static_cast<std::uint32_t>(content.size()), static_cast<std::uint32_t>(archive_.size())});
  put32(archive_, 0x04034b50);
  put16(archive_, kVersion);
  put_common(entries_.back());
  archive_ += name;
  archive_ += packed;
}

std::string ZipWriter::finish() {
  const auto start = static_cast<std::uint32_t>(archive_.size());
  for (const auto& entry : entries_) {
    put32(archive_, 0x02014b50);
    put16(archive_, kVersion);
    put16(archive_, kVersion);
    put_common(entry);
    archive_.append(10, '\0');  // no comment, first disk, no attributes
    put32(archive_, entry.offset);
    archive_ += entry.name;
  }
  const auto size = static_cast<std::uint32_t>(archive_.size()) - start;
  put32(archive_, 0x06054b50);
  put32(archive_, 0);
  put16(archive_, static_cast<std::uint32_t>(entries_.size()));
  put16(archive_, static_cast<std::uint32_t>(entries_.size()));
  put32(archive_, size);
  put32(archive_, start);
  put16(archive_, 0);
  return std::move(archive_);
}

}  // namespace seggwat
