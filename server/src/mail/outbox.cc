#include "mail/outbox.h"

#include <algorithm>

#include "base/log.h"
#include "mail/mail_store.h"
#include "mail/mime_message.h"
#include "mail/write_and_wait.h"

namespace seggwat::mail {
namespace {

constexpr Milliseconds kFirstRetry = Seconds(15);
constexpr Milliseconds kLongestRetry = std::chrono::hours(1);
// Storage could not take what we had to write.
constexpr Milliseconds kStorageRetry = Seconds(2);

}  // namespace

Milliseconds retry_delay(int attempts, double fraction) {
  const int doublings = std::clamp(attempts - 1, 0, 8);
  const auto plain = std::min(kFirstRetry * (1 << doublings), kLongestRetry);
  return Milliseconds(static_cast<std::int64_t>(static_cast<double>(plain.count()) * (0.8 + 0.4 * fraction)));
}

struct Outbox::Attempt {
  QueuedMail mail;
  Outcome outcome;
};

Outbox::Outbox(Parts parts) : parts_(std::move(parts)) {}
Outbox::~Outbox() = default;

db::Database& Outbox::reader() {
  if (!reader_) {
    reader_ = std::make_unique<db::Database>(parts_.database_path, db::OpenMode::read_only);
    const auto words = store::find_waiting_error(*reader_);
    const std::lock_guard lock(mutex_);
    if (!last_error_) last_error_ = words;
  }
  return *reader_;
}

Writer& Outbox::writer_of(Kind kind) {
  if (kind == Kind::reply) return parts_.replies;
  return kind == Kind::team ? parts_.team : parts_.account;
}

std::optional<std::string> Outbox::last_error() const {
  const std::lock_guard lock(mutex_);
  return last_error_;
}

std::optional<Instant> Outbox::work(std::stop_token stop) {
  if (!unrecorded_) {
    const auto next = store::find_next_waiting(reader());
    if (!next) return std::nullopt;
    if (next->at > parts_.clock.now()) return next->at;
    auto claimed = claim(next->id, stop);
    if (!claimed) return parts_.clock.now() + kStorageRetry;
    if (!*claimed) return parts_.clock.now();
    auto outcome = send(**claimed, stop);
    remember(**claimed, outcome);
    unrecorded_ = std::make_unique<Attempt>(std::move(**claimed), std::move(outcome));
  }
  if (!record(*unrecorded_, stop)) return parts_.clock.now() + kStorageRetry;
  unrecorded_.reset();
  return parts_.clock.now();
}

Result<std::optional<QueuedMail>> Outbox::claim(const MailId& id, std::stop_token stop) {
  return write_and_wait<std::optional<QueuedMail>>(parts_.write, stop, [this, id](db::Tx& tx) -> Result<std::optional<QueuedMail>> {
    auto mail = store::find_waiting(tx.database, id);
    if (!mail) return std::nullopt;
    const auto verdict = writer_of(mail->kind).check(tx, *mail);
    if (verdict == Writer::Verdict::drop) {
      store::remove(tx.database, id);
      return std::nullopt;
    }
    if (verdict == Writer::Verdict::send) {
      ++mail->attempts;
      mail->next_at = tx.now + retry_delay(mail->attempts, parts_.random.fraction());
    }
    store::update_attempt(tx.database, *mail);
    if (verdict == Writer::Verdict::postpone) return std::nullopt;
    return mail;
  });
}

Outcome Outbox::send(const QueuedMail& mail, std::stop_token stop) {
  Result<Letter> letter = [&] {
    db::Transaction snapshot(reader(), db::Transaction::Kind::deferred);
    return writer_of(mail.kind).compose(reader(), mail);
  }();
  if (!letter) return {Outcome::Kind::permanent, "It could not be written: " + letter.error().message};
  letter->message_id = mail.message_id;
  letter->date = parts_.clock.now();
  const auto message = build_mime(*letter);
  if (!message) return {Outcome::Kind::permanent, message.error().message};
  return parts_.transport.deliver({parts_.sender.address, letter->to}, *message, stop);
}

bool Outbox::record(const Attempt& attempt, std::stop_token stop) {
  if (attempt.outcome.kind == Outcome::Kind::stopped) return true;
  const auto written = write_and_wait<bool>(parts_.write, stop, [this, attempt](db::Tx& tx) -> Result<bool> {
    write_outcome(tx, attempt);
    return true;
  });
  return written.has_value();
}

void Outbox::write_outcome(db::Tx& tx, const Attempt& attempt) {
  const auto& [mail, outcome] = attempt;
  auto& writer = writer_of(mail.kind);
  if (outcome.kind == Outcome::Kind::sent) {
    store::set_sent(tx.database, mail.id, tx.now);
    writer.on_sent(tx, mail);
    return;
  }
  const bool too_late = tx.now - mail.created_at >= kGiveUpAfter;
  if (outcome.kind == Outcome::Kind::temporary && !too_late) {
    store::set_retry(tx.database, mail.id, tx.now + retry_delay(mail.attempts, parts_.random.fraction()), outcome.words);
    return;
  }
  store::set_failed(tx.database, mail.id, tx.now, outcome.words);
  writer.on_failed(tx, mail, outcome.words);
}

void Outbox::remember(const QueuedMail& mail, const Outcome& outcome) {
  if (outcome.kind == Outcome::Kind::stopped) return;
  if (outcome.kind == Outcome::Kind::sent) {
    log::info("mail_sent", {{"mail", to_string(mail.id)}, {"kind", std::string(to_text(mail.kind))}});
  } else {
    log::warn(outcome.kind == Outcome::Kind::permanent ? "mail_refused" : "mail_delayed",
              {{"mail", to_string(mail.id)}, {"attempts", std::to_string(mail.attempts)}, {"words", outcome.words}});
  }
  // A mail refused for good is shown where it belongs; only what may hit every mail is told here.
  if (outcome.kind == Outcome::Kind::permanent) return;
  const std::lock_guard lock(mutex_);
  last_error_ = outcome.kind == Outcome::Kind::sent ? std::nullopt : std::optional(outcome.words);
}

}  // namespace seggwat::mail
