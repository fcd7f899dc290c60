#include "notifications/reply_mails.h"

#include <algorithm>

#include "base/secret.h"
#include "base/text.h"
#include "mail/mail_store.h"
#include "mail/write_and_wait.h"
#include "notifications/reply_mail_store.h"

namespace seggwat::notifications {
namespace {

// One mail carries at most so many replies; what is more follows in the next.
constexpr int kRepliesPerMail = 100;
constexpr Milliseconds kStorageRetry = Seconds(2);
constexpr std::string_view kHex = "0123456789abcdef";

// The same for the same replies, whenever it is computed.
std::string message_id_of(const ThreadId& thread, std::int64_t from, std::int64_t to, std::string_view domain) {
  const auto digest = sha256("reply:" + to_string(thread) + ":" + std::to_string(from) + ":" + std::to_string(to));
  std::string id;
  for (std::size_t i = 0; i < 16; ++i) {
    id += kHex[digest[i] >> 4];
    id += kHex[digest[i] & 15];
  }
  return id + "@" + std::string(domain);
}

// When the caps on unverified addresses leave room again; nothing when they do now.
std::optional<Instant> find_capped_until(db::Database& database, const ThreadId& thread, const std::string& recipient,
                                         Instant now) {
  std::optional<Instant> until;
  for (const auto& at : {store::find_nth_mail_to(database, recipient, kUnverifiedPerAddress),
                         store::find_nth_mail_of(database, thread, kUnverifiedPerUser)}) {
    if (at && *at + kCapWindow > now) until = std::max(until.value_or(*at + kCapWindow), *at + kCapWindow);
  }
  return until;
}

}  // namespace

// What one look at a thread led to.
struct ReplyMails::Settled {
  std::optional<Instant> again;  // nothing: until there is news of the thread
};

ReplyMails::ReplyMails(Parts parts) : parts_(std::move(parts)), started_(parts_.clock.now()) {}
ReplyMails::~ReplyMails() = default;

db::Database& ReplyMails::reader() {
  if (!reader_) reader_ = std::make_unique<db::Database>(parts_.database_path, db::OpenMode::read_only);
  return *reader_;
}

Instant ReplyMails::left(const Presence& presence) const { return std::max(presence.left_at.value_or(started_), started_); }

void ReplyMails::note_reply(db::Tx& tx, const ThreadId& thread, Instant at) {
  if (!parts_.settings.configured()) return;
  store::note_reply(tx.database, thread, at);
  // Not due before this, whatever else waits; a timer that runs already stays.
  const auto first_look = at + std::min(parts_.settings.quiet, kLongestBurst);
  tx.after_commit([this, thread, first_look] { tell(thread, first_look, Look::unless_armed); });
}

void ReplyMails::reconsider(const ThreadId& thread) {
  if (parts_.settings.configured()) tell(thread, parts_.clock.now(), Look::anyway);
}

void ReplyMails::note_left(const ProjectId& project, const std::string& sub) {
  if (!parts_.settings.configured()) return;
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    first = gone_.empty();
    gone_.emplace_back(project, sub);
  }
  if (first) parts_.wake();
}

void ReplyMails::tell(const ThreadId& thread, Instant at, Look look) {
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    first = news_.empty();
    news_.push_back({thread, at, look});
  }
  if (first) parts_.wake();
}

void ReplyMails::take_news() {
  std::vector<News> news;
  std::vector<std::pair<ProjectId, std::string>> gone;
  {
    const std::lock_guard lock(mutex_);
    news.swap(news_);
    gone.swap(gone_);
  }
  for (const auto& [project, sub] : gone) {
    if (const auto thread = store::find_due_thread_of(reader(), project, sub))
      news.push_back({*thread, parts_.clock.now(), Look::unless_armed});
  }
  for (const auto& each : news) {
    if (each.look == Look::anyway || !due_of_.contains(each.thread)) arm(each.thread, each.at);
  }
}

void ReplyMails::arm(const ThreadId& thread, Instant due) {
  disarm(thread);
  due_of_[thread] = due;
  by_due_.emplace(due, thread);
}

void ReplyMails::disarm(const ThreadId& thread) {
  const auto found = due_of_.find(thread);
  if (found == due_of_.end()) return;
  by_due_.erase({found->second, thread});
  due_of_.erase(found);
}

void ReplyMails::load_all() {
  loaded_ = true;
  for (const auto& [thread, due] : store::list_due(reader())) {
    arm(thread, due_at(started_, due.oldest, due.newest, parts_.settings.quiet));
  }
}

std::optional<Instant> ReplyMails::work(std::stop_token stop) {
  if (!parts_.settings.configured()) return std::nullopt;
  if (!loaded_) load_all();
  take_news();
  while (!by_due_.empty() && by_due_.begin()->first <= parts_.clock.now() && !stop.stop_requested()) {
    const auto thread = by_due_.begin()->second;
    const auto settled = settle(thread, stop);
    if (!settled) {
      arm(thread, parts_.clock.now() + kStorageRetry);
    } else if (settled->again) {
      arm(thread, *settled->again);
    } else {
      disarm(thread);
    }
  }
  if (by_due_.empty()) return std::nullopt;
  return by_due_.begin()->first;
}

Result<ReplyMails::Settled> ReplyMails::settle(const ThreadId& thread, std::stop_token stop) {
  // A cheap look first: most timers end on a user who is still there.
  const auto addressee = store::find_addressee(reader(), thread);
  if (addressee && parts_.presence_of(addressee->project, addressee->sub).present) {
    return Settled{parts_.clock.now() + parts_.settings.quiet};
  }
  return mail::write_and_wait<Settled>(parts_.write, stop,
                                       [this, thread](db::Tx& tx) -> Result<Settled> { return settle_in(tx, thread); });
}

ReplyMails::Settled ReplyMails::settle_in(db::Tx& tx, const ThreadId& thread) {
  auto& database = tx.database;
  const auto addressee = store::find_addressee(database, thread);
  if (!addressee || !store::find_due(database, thread)) return {};
  const auto last = store::find_last_mail(database, thread);
  // The thread's mails keep their order: what waits now goes with the next one.
  if (last && last->waiting) return {};
  const auto after = std::max(addressee->read_seq, last ? last->to_seq : 0);
  const auto replies = store::list_replies(database, thread, after, kRepliesPerMail);
  if (replies.empty() || addressee->mail_off) {
    store::clear_due(database, thread);
    return {};
  }
  if (!addressee->reachable()) return {};
  const auto presence = parts_.presence_of(addressee->project, addressee->sub);
  if (presence.present) return {tx.now + parts_.settings.quiet};
  const auto due = due_at(left(presence), replies.front().at, replies.back().at, parts_.settings.quiet);
  if (due > tx.now) {
    store::set_due(database, thread, {replies.front().at, replies.back().at});
    return {due};
  }
  const auto recipient = addressee->verified ? *addressee->email : to_lower_ascii(*addressee->email);
  if (!addressee->verified) {
    if (const auto until = find_capped_until(database, thread, recipient, tx.now)) return {until};
  }
  queue_mail(tx, thread, *addressee, {replies.front().seq, replies.back().seq});
  if (replies.size() < kRepliesPerMail) store::clear_due(database, thread);
  return {};
}

void ReplyMails::queue_mail(db::Tx& tx, const ThreadId& thread, const store::Addressee& addressee,
                            std::pair<std::int64_t, std::int64_t> replies) {
  mail::QueuedMail queued;
  queued.id = mail::MailId::make(tx.now, parts_.random);
  queued.kind = mail::Kind::reply;
  queued.thread = thread;
  queued.project = addressee.project;
  queued.from_seq = replies.first;
  queued.to_seq = replies.second;
  queued.recipient = addressee.verified ? *addressee.email : to_lower_ascii(*addressee.email);
  queued.verified = addressee.verified;
  queued.message_id = message_id_of(thread, replies.first, replies.second, mail::domain_of(parts_.settings.from));
  queued.next_at = tx.now;
  queued.created_at = tx.now;
  mail::store::insert(tx.database, queued);
}

}  // namespace seggwat::notifications
