#include "notifications/team_mail_writer.h"

#include <algorithm>

#include "notifications/team_mail_store.h"

namespace seggwat::notifications {
namespace {

constexpr int kBodiesShown = 3;
constexpr Milliseconds kLookAgain = std::chrono::minutes(1);

bool still_wants(db::Database& database, const MemberId& member, const ProjectId& project) {
  const auto colleagues = store::list_colleagues(database, project);
  const auto found = std::ranges::find(colleagues, member, &store::Colleague::id);
  return found != colleagues.end() && found->wants_mail;
}

// What of the payload the team still has not read and this member still is to be told of.
std::vector<std::pair<TeamMailItem, store::Unread>> still_unread(db::Database& database, const TeamMailPayload& payload) {
  std::vector<std::pair<TeamMailItem, store::Unread>> left;
  for (const auto& item : payload.items) {
    auto unread = store::load_unread(database, item.thread, item.after, item.to, kBodiesShown);
    if (unread.count > 0 && still_wants(database, payload.member, unread.project)) left.emplace_back(item, std::move(unread));
  }
  return left;
}

}  // namespace

mail::Writer::Verdict TeamMailWriter::check(db::Tx& tx, mail::QueuedMail& queued) {
  const auto payload = parse_team_mail(queued.payload);
  if (!payload) return Verdict::drop;
  const auto left = still_unread(tx.database, *payload);
  if (left.empty()) return Verdict::drop;
  const bool online = std::ranges::any_of(left, [&](const auto& each) { return parts_.team_online(each.second.project); });
  if (!online) return Verdict::send;
  queued.next_at = tx.now + kLookAgain;
  return Verdict::postpone;
}

Result<mail::Letter> TeamMailWriter::compose(db::Database& snapshot, const mail::QueuedMail& queued) {
  const auto payload = parse_team_mail(queued.payload);
  if (!payload) return not_found();
  const auto& site = parts_.settings.public_url;
  TeamMailContent content{.language = mail::language_of(payload->locale),
                          .inbox_link = site + "/messages/live-chat",
                          .settings_link = site + "/settings/notifications"};
  for (auto& [item, unread] : still_unread(snapshot, *payload)) {
    content.entries.push_back({.user = std::move(unread.user),
                               .project = std::move(unread.project_name),
                               .bodies = std::move(unread.bodies),
                               .count = unread.count,
                               .link = content.inbox_link + "/" + to_string(item.thread)});
  }
  if (content.entries.empty()) return not_found();
  mail::Letter letter;
  letter.from = parts_.settings.from;
  if (letter.from.name.empty()) letter.from.name = content.entries.front().project;
  letter.to = queued.recipient;
  letter.subject = team_mail_subject(content);
  letter.text = team_mail_text(content);
  letter.html = team_mail_html(content);
  letter.language = mail::to_text(content.language);
  return letter;
}

}  // namespace seggwat::notifications
