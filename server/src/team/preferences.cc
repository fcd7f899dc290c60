#include "team/preferences.h"

#include "base/time_text.h"

namespace seggwat::team {
namespace {

constexpr std::array<std::string_view, kNoticeEvents> kNames{"message_mine", "message_unassigned", "message_other", "mention",
                                                             "assigned",     "feedback",           "mail_failed"};

bool flag_or(const json::object& object, std::string_view name, bool otherwise, Fields& fields) {
  const auto* value = object.if_contains(name);
  if (value == nullptr || value->is_null()) return otherwise;
  if (!value->is_bool()) {
    fields.refuse("notifications", "must hold toast, sound and browser as true or false.");
    return otherwise;
  }
  return value->as_bool();
}

void read_notices(Fields& fields, std::array<Notice, kNoticeEvents>& notices) {
  const auto* given = fields.object("notifications");
  if (given == nullptr) return;
  for (std::size_t at = 0; at < kNoticeEvents; ++at) {
    const auto* value = given->if_contains(kNames[at]);
    if (value == nullptr || value->is_null()) continue;
    const auto* object = value->if_object();
    if (object == nullptr) return fields.refuse("notifications", "must hold an object for each event.");
    auto& notice = notices[at];
    notice = {flag_or(*object, "toast", notice.toast, fields), flag_or(*object, "sound", notice.sound, fields),
              flag_or(*object, "browser", notice.browser, fields)};
  }
}

}  // namespace

std::string_view to_text(NoticeEvent event) { return kNames[static_cast<std::size_t>(event)]; }

std::string_view to_text(SendWith key) { return key == SendWith::modified ? "modified" : "enter"; }

std::optional<SendWith> parse_send_with(std::string_view text) {
  if (text == "enter") return SendWith::enter;
  if (text == "modified") return SendWith::modified;
  return std::nullopt;
}

Preferences::Preferences() {
  constexpr Notice kLoud{true, true, true};
  for (const auto event :
       {NoticeEvent::message_mine, NoticeEvent::message_unassigned, NoticeEvent::mention, NoticeEvent::assigned}) {
    notices[static_cast<std::size_t>(event)] = kLoud;
  }
  notices[static_cast<std::size_t>(NoticeEvent::message_other)] = {false, false, false};
}

json::object to_json(const Preferences& preferences) {
  json::object notices;
  for (std::size_t at = 0; at < kNoticeEvents; ++at) {
    const auto& notice = preferences.notices[at];
    notices[kNames[at]] = {{"toast", notice.toast}, {"sound", notice.sound}, {"browser", notice.browser}};
  }
  const auto& until = preferences.do_not_disturb_until;
  return {{"notifications", std::move(notices)},
          {"do_not_disturb_until", until ? json::value(to_rfc3339(*until)) : json::value(nullptr)},
          {"team_mail", preferences.team_mail},
          {"send_with", to_text(preferences.send_with)}};
}

Result<Preferences> read_preferences(const json::object& body) {
  Fields fields(body);
  Preferences preferences;
  read_notices(fields, preferences.notices);
  if (const auto until = fields.text("do_not_disturb_until")) {
    preferences.do_not_disturb_until = parse_rfc3339(*until);
    if (!preferences.do_not_disturb_until) fields.refuse("do_not_disturb_until", "must be a time such as 2026-01-15T10:30:00Z.");
  }
  preferences.team_mail = fields.flag("team_mail").value_or(true);
  if (const auto key = fields.text("send_with")) {
    const auto known = parse_send_with(*key);
    if (!known) fields.refuse("send_with", "must be enter or modified.");
    preferences.send_with = known.value_or(SendWith::enter);
  }
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  return preferences;
}

namespace store {

Preferences load_preferences(db::Database& database, const MemberId& member) {
  auto rows = database.query(
      "SELECT notifications, do_not_disturb_until, team_mail, send_with FROM member_preferences WHERE member_id = ?1", member);
  if (!rows.step()) return {};
  const auto row = rows.row();
  auto kept = parse_json_object(row.text(0));
  auto preferences = read_preferences({{"notifications", kept ? std::move(*kept) : json::object{}}}).value_or(Preferences{});
  preferences.do_not_disturb_until = row.maybe_instant(1);
  preferences.team_mail = row.flag(2);
  preferences.send_with = parse_send_with(row.text(3)).value_or(SendWith::enter);
  return preferences;
}

void save_preferences(db::Database& database, const MemberId& member, const Preferences& preferences) {
  database
      .query(
          "INSERT INTO member_preferences (member_id, notifications, do_not_disturb_until, team_mail, send_with)"
          " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (member_id)"
          " DO UPDATE SET notifications = ?2, do_not_disturb_until = ?3, team_mail = ?4, send_with = ?5",
          member, json::serialize(to_json(preferences).at("notifications")), preferences.do_not_disturb_until,
          preferences.team_mail, to_text(preferences.send_with))
      .run();
}

}  // namespace store

}  // namespace seggwat::team
