#include "attachments/file_links.h"

#include "base/text.h"

namespace seggwat::attachments {
namespace {

constexpr std::int64_t kHour = 3600;
constexpr std::size_t kSignatureBytes = 24;

std::int64_t seconds_of(Instant at) { return to_millis(at) / 1000; }

}  // namespace

std::string FileLinks::sign(const AttachmentId& id, std::string_view exp) const {
  const auto mac = hmac_sha256(as_text(key_), to_string(id) + " " + std::string(exp));
  return to_base64url(as_text(mac).substr(0, kSignatureBytes));
}

std::string FileLinks::url_of(const AttachmentId& id) const {
  const auto exp = std::to_string((seconds_of(clock_.now()) / kHour + 2) * kHour);
  return "/api/v1/files/" + to_string(id) + "?exp=" + exp + "&sig=" + sign(id, exp);
}

std::optional<Seconds> FileLinks::check(const AttachmentId& id, std::string_view exp, std::string_view sig) const {
  if (!equal_in_constant_time(sig, sign(id, exp))) return std::nullopt;
  const auto until = parse_natural(exp);
  const auto now = seconds_of(clock_.now());
  if (!until || *until <= now) return std::nullopt;
  return Seconds{*until - now};
}

}  // namespace seggwat::attachments
