#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "db/write_lane.h"
#include "team/member.h"

namespace seggwat::team {

// Both links carry a secret: whoever queues them seals the link at rest and wipes it once the mail is done.
struct InvitationLetter {
  std::string email;
  std::string organisation;
  std::string inviter;
  Role role;
  std::optional<std::string> locale;  // the inviter's
  std::string link;
  Instant expires_at;
};

struct ResetLetter {
  std::string email;
  std::string name;
  std::optional<std::string> locale;
  std::string link;
  Instant expires_at;
};

// Queues mails in the caller's transaction. With no mail server set it does nothing: the inviter is shown the link anyway.
class InvitationMail {
 public:
  virtual ~InvitationMail() = default;
  virtual void enqueue(db::Tx& tx, const InvitationLetter& letter) = 0;
};

class ResetMail {
 public:
  virtual ~ResetMail() = default;
  virtual void enqueue(db::Tx& tx, const ResetLetter& letter) = 0;
};

}  // namespace seggwat::team
