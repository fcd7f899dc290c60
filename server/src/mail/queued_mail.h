#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"
#include "db/write_lane.h"
#include "mail/letter.h"

namespace seggwat::mail {

using MailId = Id<struct MailTag>;

enum class Kind { reply, invitation, reset, team };
std::string_view to_text(Kind kind);

// A row of the outbox. What it says is made only when it is sent.
struct QueuedMail {
  MailId id;
  Kind kind = Kind::reply;
  std::optional<ThreadId> thread;  // with project, from_seq and to_seq: replies only
  std::optional<ProjectId> project;
  std::int64_t from_seq = 0;
  std::int64_t to_seq = 0;
  std::string recipient;
  bool verified = true;
  std::string message_id;      // without angle brackets; the same in every attempt
  std::string payload = "{}";  // JSON
  int attempts = 0;
  Instant next_at;
  Instant created_at;
};

// What the outbox must know of a kind of mail.
class Writer {
 public:
  virtual ~Writer() = default;
  enum class Verdict {
    send,
    postpone,  // not before mail.next_at, which the writer has set
    drop,      // nobody needs it any more: the row goes
  };
  // In the transaction of every attempt. May change recipient and verified.
  virtual Verdict check(db::Tx& tx, QueuedMail& mail) = 0;
  // On the mail thread, within one snapshot, after the claim.
  virtual Result<Letter> compose(db::Database& snapshot, const QueuedMail& mail) = 0;
  // In the transaction that writes the outcome down.
  virtual void on_sent(db::Tx& tx, const QueuedMail& mail) = 0;
  virtual void on_failed(db::Tx& tx, const QueuedMail& mail, std::string_view words) = 0;
};

}  // namespace seggwat::mail
