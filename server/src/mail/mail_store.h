#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/database.h"
#include "mail/queued_mail.h"

// The outbox's rows in `mails`.
namespace seggwat::mail::store {

void insert(db::Database& database, const QueuedMail& mail);

struct Next {
  MailId id;
  Instant at;
};
// The waiting mail whose turn comes first.
std::optional<Next> find_next_waiting(db::Database& database);
// Nothing when it is gone, sent or failed.
std::optional<QueuedMail> find_waiting(db::Database& database, const MailId& id);
// What the server said last about a mail that still waits; nothing when none has been refused.
std::optional<std::string> find_waiting_error(db::Database& database);

// Writes recipient, verified, attempts and next_at of a waiting mail.
void update_attempt(db::Database& database, const QueuedMail& mail);
void set_retry(db::Database& database, const MailId& id, Instant next_at, std::string_view words);
// The payload goes: it may hold a sealed link.
void set_sent(db::Database& database, const MailId& id, Instant at);
void set_failed(db::Database& database, const MailId& id, Instant at, std::string_view words);
void remove(db::Database& database, const MailId& id);

}  // namespace seggwat::mail::store
