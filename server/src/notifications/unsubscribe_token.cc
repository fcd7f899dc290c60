#include "notifications/unsubscribe_token.h"

#include <cstring>

namespace seggwat::notifications {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kMacBytes = 16;

std::string mac_of(const Digest& key, std::string_view id) {
  const auto digest = hmac_sha256(as_text(key), "unsubscribe:" + std::string(id));
  return std::string(as_text(digest).substr(0, kMacBytes));
}

}  // namespace

std::string UnsubscribeTokens::make(const ThreadId& thread) const {
  const std::string id(reinterpret_cast<const char*>(thread.uuid.bytes.data()), kIdBytes);
  return to_base64url(id + mac_of(key_, id));
}

std::optional<ThreadId> UnsubscribeTokens::open(std::string_view token) const {
  if (token.size() > 64) return std::nullopt;
  const auto bytes = from_base64url(token);
  if (!bytes || bytes->size() != kIdBytes + kMacBytes) return std::nullopt;
  const auto id = bytes->substr(0, kIdBytes);
  if (!equal_in_constant_time(bytes->substr(kIdBytes), mac_of(key_, id))) return std::nullopt;
  ThreadId thread;
  std::memcpy(thread.uuid.bytes.data(), id.data(), kIdBytes);
  return thread;
}

}  // namespace seggwat::notifications
