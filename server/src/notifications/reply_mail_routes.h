#pragma once

#include "http/plan.h"
#include "notifications/reply_mail.h"
#include "notifications/unsubscribe_token.h"

namespace seggwat::notifications {

// The page behind the unsubscribe link of a mail: `/mail/unsubscribe?t=TOKEN`, open to anybody who holds the link.
class ReplyMailRoutes {
 public:
  ReplyMailRoutes(UnsubscribeTokens tokens, ReplyMailEffects effects);

  // GET: a page with one button; changes nothing.
  Result<http::Plan> show_unsubscribe(const http::Request& request) const;
  // POST: switches the mails off; also RFC 8058's one-click form body, from any origin. Says so in a page.
  Result<http::Plan> unsubscribe(const http::Request& request) const;

 private:
  UnsubscribeTokens tokens_;
  ReplyMailEffects effects_;
};

}  // namespace seggwat::notifications
