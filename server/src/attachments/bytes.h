#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// Numbers as file formats write them. The caller has checked that the bytes are there.
namespace seggwat::attachments {

inline std::uint32_t byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }
inline std::uint32_t big16(std::string_view bytes, std::size_t at) { return byte_at(bytes, at) << 8 | byte_at(bytes, at + 1); }
inline std::uint32_t big32(std::string_view bytes, std::size_t at) { return big16(bytes, at) << 16 | big16(bytes, at + 2); }
inline std::uint32_t little16(std::string_view bytes, std::size_t at) { return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8; }
inline std::uint32_t little24(std::string_view bytes, std::size_t at) { return little16(bytes, at) | byte_at(bytes, at + 2) << 16; }
inline std::uint32_t little32(std::string_view bytes, std::size_t at) {
  return little16(bytes, at) | little16(bytes, at + 2) << 16;
}

inline void append_big16(std::string& out, std::uint32_t value) {
  out += static_cast<char>(value >> 8 & 0xFF);
  out += static_cast<char>(value & 0xFF);
}
inline void append_big32(std::string& out, std::uint32_t value) {
  append_big16(out, value >> 16);
  append_big16(out, value & 0xFFFF);
}
inline void append_little32(std::string& out, std::uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(value >> shift & 0xFF);
}

}  // namespace seggwat::attachments
