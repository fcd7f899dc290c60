#include "team/totp.h"

#include <glib.h>

#include <array>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <memory>

namespace seggwat::team {
namespace {

constexpr std::chrono::seconds kStep{30};
constexpr int kDigits = 6;
constexpr std::size_t kSha1Bytes = 20;
using Mac = std::array<guint8, kSha1Bytes>;

// libsodium has no SHA-1; GLib, which the mails bring along, has.
Mac hmac_sha1(std::string_view key, std::string_view text) {
  const std::unique_ptr<GHmac, decltype(&g_hmac_unref)> hmac(
      g_hmac_new(G_CHECKSUM_SHA1, reinterpret_cast<const guchar*>(key.data()), key.size()), &g_hmac_unref);
  g_hmac_update(hmac.get(), reinterpret_cast<const guchar*>(text.data()), static_cast<gssize>(text.size()));
  Mac mac{};
  gsize size = mac.size();
  g_hmac_get_digest(hmac.get(), mac.data(), &size);
  return mac;
}

// RFC 4226 §5.3.
std::uint32_t truncated(const Mac& mac) {
  const std::size_t at = mac.back() & 0x0f;
  return (std::uint32_t{mac[at]} & 0x7f) << 24 | std::uint32_t{mac[at + 1]} << 16 | std::uint32_t{mac[at + 2]} << 8 |
         std::uint32_t{mac[at + 3]};
}

}  // namespace

std::int64_t totp_step(Instant at) { return std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()) / kStep; }

std::string totp_code(std::string_view secret, std::int64_t step) {
  std::string counter(8, '\0');
  for (int byte = 7; byte >= 0; --byte, step >>= 8) counter[static_cast<std::size_t>(byte)] = static_cast<char>(step & 0xff);
  const auto number = std::to_string(truncated(hmac_sha1(secret, counter)) % 1'000'000);
  return std::string(kDigits - number.size(), '0') + number;
}

std::string to_base32(std::string_view bytes) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char byte : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(byte);
    for (held += 8; held >= 5; held -= 5) text += kAlphabet[bits >> (held - 5) & 31];
  }
  if (held > 0) text += kAlphabet[bits << (5 - held) & 31];
  return text;
}

std::string totp_address(std::string_view issuer, std::string_view account, std::string_view secret) {
  const auto encoded = [](std::string_view text) { return boost::urls::encode(text, boost::urls::unreserved_chars); };
  const auto from = encoded(issuer);
  return "otpauth://totp/" + from + ":" + encoded(account) + "?secret=" + to_base32(secret) + "&issuer=" + from;
}

}  // namespace seggwat::team
