#pragma once

#include <functional>
#include <utility>

#include "mail/queued_mail.h"
#include "mail/settings.h"
#include "notifications/reply_mail.h"
#include "notifications/unsubscribe_token.h"

namespace seggwat::notifications {

// Writes the mails that carry replies, and tells the team how they fared.
class ReplyMailWriter final : public mail::Writer {
 public:
  struct Parts {
    const mail::Settings& settings;
    UnsubscribeTokens tokens;
    PresenceOf presence_of;
    ReplyMailEffects effects;
    // Called after the commit that closed a mail of the thread, so that replies which waited behind it get their turn.
    std::function<void(const ThreadId&)> finished;
  };
  explicit ReplyMailWriter(Parts parts) : parts_(std::move(parts)) {}

  // Nobody needs a mail whose replies are read or deleted, or whose user has unsubscribed or is blocked. A user who is there again
  // gets none for now. An address that has changed meanwhile is taken over.
  Verdict check(db::Tx& tx, mail::QueuedMail& mail) override;
  Result<mail::Letter> compose(db::Database& snapshot, const mail::QueuedMail& mail) override;
  void on_sent(db::Tx& tx, const mail::QueuedMail& mail) override;
  void on_failed(db::Tx& tx, const mail::QueuedMail& mail, std::string_view words) override;

 private:
  void close(db::Tx& tx, const mail::QueuedMail& mail) const;

  Parts parts_;
};

}  // namespace seggwat::notifications
