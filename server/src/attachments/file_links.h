#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "attachments/attachment.h"
#include "base/clock.h"
#include "base/secret.h"

namespace seggwat::attachments {

// Addresses of files, good for one to two hours and the same within each hour, so that a browser's cache keeps what it has. Whoever
// holds one may read the file: it is only given to those who may see the message. Safe to call from any thread.
class FileLinks {
 public:
  FileLinks(const SecretKey& key, const Clock& clock) : key_(key.derive("file links")), clock_(clock) {}

  // A path on this server: /api/v1/files/ID?exp=…&sig=….
  std::string url_of(const AttachmentId& id) const;
  // How long the link is still good; nothing when it is forged, malformed or over.
  std::optional<Seconds> check(const AttachmentId& id, std::string_view exp, std::string_view sig) const;

 private:
  std::string sign(const AttachmentId& id, std::string_view exp) const;

  const Digest key_;
  const Clock& clock_;
};

}  // namespace seggwat::attachments
