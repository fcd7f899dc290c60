#include "notifications/team_mails.h"

#include <algorithm>

#include "base/secret.h"
#include "mail/mail_store.h"
#include "mail/write_and_wait.h"
#include "notifications/team_mail_store.h"

namespace seggwat::notifications {
namespace {

constexpr int kThreadsAtOnce = 200;
constexpr Milliseconds kStorageRetry = Seconds(2);

bool is_quiet(const store::Colleague& colleague, Instant now) {
  return colleague.disturbed_from && *colleague.disturbed_from > now;
}

bool is_available(const store::Colleague& colleague, Instant now) {
  return colleague.last_seen_at && *colleague.last_seen_at + kAvailableFor > now;
}

// When the first of those who are not to be disturbed may be mailed.
Instant end_of_quiet(const std::vector<store::Colleague>& quiet) {
  return *std::ranges::min_element(quiet, {}, &store::Colleague::disturbed_from)->disturbed_from;
}

// Whom to mail about a conversation, of those who want mail and may be disturbed.
std::vector<store::Colleague> choose(const std::vector<store::Colleague>& willing, const std::optional<MemberId>& assignee,
                                     Instant now) {
  if (assignee) {
    const auto found = std::ranges::find(willing, *assignee, &store::Colleague::id);
    if (found != willing.end()) return {*found};
  }
  const auto first = std::ranges::find_if(willing, [&](const auto& each) { return is_available(each, now); });
  if (first != willing.end()) return {*first};
  return willing;
}

// When the last of them may be mailed again; nothing when that is now.
std::optional<Instant> held_until(const std::vector<store::Colleague>& chosen, Instant now) {
  std::optional<Instant> until;
  for (const auto& each : chosen) {
    if (!each.mailed_at || *each.mailed_at == now || *each.mailed_at + kTeamMailEvery <= now) continue;
    until = std::max(until.value_or(now), *each.mailed_at + kTeamMailEvery);
  }
  return until;
}

std::string message_id_of(const TeamMailPayload& payload, std::string_view domain) {
  return to_base64url(as_text(sha256("team:" + to_text(payload)))).substr(0, 32) + "@" + std::string(domain);
}

}  // namespace

TeamMails::TeamMails(Parts parts) : parts_(std::move(parts)), started_(parts_.clock.now()) {}
TeamMails::~TeamMails() = default;

db::Database& TeamMails::reader() {
  if (!reader_) reader_ = std::make_unique<db::Database>(parts_.database_path, db::OpenMode::read_only);
  return *reader_;
}

void TeamMails::note_message(db::Tx& tx, const ThreadId& thread) {
  if (!parts_.settings.configured()) return;
  store::note_waiting(tx.database, thread, tx.now + parts_.settings.team_wait);
  tx.after_commit([this] {
    if (asleep_.exchange(false)) parts_.wake();
  });
}

std::optional<Instant> TeamMails::work(std::stop_token stop) {
  if (!parts_.settings.configured()) return std::nullopt;
  asleep_ = false;
  while (!stop.stop_requested()) {
    const auto next = store::find_next_team_due(reader());
    if (!next) {
      asleep_ = true;
      // A message between the question and the flag would not have woken anybody.
      if (!store::find_next_team_due(reader())) return std::nullopt;
      asleep_ = false;
      continue;
    }
    const auto due = std::max(*next, started_ + parts_.settings.team_wait);
    if (due > parts_.clock.now()) return due;
    const auto settled = mail::write_and_wait<bool>(parts_.write, stop, [this](db::Tx& tx) -> Result<bool> {
      settle_in(tx);
      return true;
    });
    if (!settled) return parts_.clock.now() + kStorageRetry;
  }
  return std::nullopt;
}

void TeamMails::settle_in(db::Tx& tx) {
  Bundles bundles;
  Addresses addresses;
  for (const auto& waiting : store::list_team_due(tx.database, tx.now, kThreadsAtOnce)) {
    settle_thread(tx, waiting, bundles, addresses);
  }
  for (const auto& [member, payload] : bundles) queue_mail(tx, payload, addresses.at(member));
}

void TeamMails::settle_thread(db::Tx& tx, const store::WaitingThread& waiting, Bundles& bundles, Addresses& addresses) {
  auto& database = tx.database;
  const bool unread = waiting.last_user_seq > waiting.after;
  if (waiting.closed || !unread) return store::close_team_mail(database, waiting.thread, 0);
  if (parts_.team_online(waiting.project))
    return store::postpone_team_mail(database, waiting.thread, tx.now + parts_.settings.team_wait);
  auto willing = store::list_colleagues(database, waiting.project);
  std::erase_if(willing, [](const auto& each) { return !each.wants_mail; });
  if (willing.empty()) return store::close_team_mail(database, waiting.thread, 0);
  const auto everybody = willing;
  std::erase_if(willing, [&](const auto& each) { return is_quiet(each, tx.now); });
  if (willing.empty()) return store::postpone_team_mail(database, waiting.thread, end_of_quiet(everybody));
  const auto chosen = choose(willing, waiting.assignee, tx.now);
  if (const auto until = held_until(chosen, tx.now)) return store::postpone_team_mail(database, waiting.thread, *until);
  for (const auto& each : chosen) {
    auto& bundle = bundles[each.id];
    bundle.member = each.id;
    bundle.locale = each.locale;
    bundle.items.push_back({waiting.thread, waiting.after, waiting.last_user_seq});
    addresses[each.id] = each.email;
    store::take_turn(database, each.id, tx.now);
  }
  store::close_team_mail(database, waiting.thread, waiting.last_user_seq);
}

void TeamMails::queue_mail(db::Tx& tx, const TeamMailPayload& payload, const std::string& recipient) {
  mail::QueuedMail queued;
  queued.id = mail::MailId::make(tx.now, parts_.random);
  queued.kind = mail::Kind::team;
  queued.recipient = recipient;
  queued.message_id = message_id_of(payload, mail::domain_of(parts_.settings.from));
  queued.payload = to_text(payload);
  queued.next_at = tx.now;
  queued.created_at = tx.now;
  mail::store::insert(tx.database, queued);
}

}  // namespace seggwat::notifications
