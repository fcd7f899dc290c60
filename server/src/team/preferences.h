#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"
#include "db/database.h"
#include "team/member.h"

// How a member wants to be told of things, and to write. Read by the dashboard, which does both, and by the mail to the team.
namespace seggwat::team {

enum class NoticeEvent { message_mine, message_unassigned, message_other, mention, assigned, feedback, mail_failed };
inline constexpr std::size_t kNoticeEvents = 7;
std::string_view to_text(NoticeEvent event);

struct Notice {
  bool toast = true;  // a line in the dashboard
  bool sound = false;
  bool browser = false;  // the browser's own notification, where it has been allowed
};

// Which key sends a message: Enter, or Enter with Ctrl or Cmd.
enum class SendWith { enter, modified };
std::string_view to_text(SendWith key);
std::optional<SendWith> parse_send_with(std::string_view text);

struct Preferences {
  std::array<Notice, kNoticeEvents> notices;
  std::optional<Instant> do_not_disturb_until;
  bool team_mail = true;
  SendWith send_with = SendWith::enter;

  // With what a new member begins.
  Preferences();
};

json::object to_json(const Preferences& preferences);
// What is not given takes its default. 400 `invalid_field`.
Result<Preferences> read_preferences(const json::object& body);

namespace store {

// The defaults when the member has never chosen.
Preferences load_preferences(db::Database& database, const MemberId& member);
void save_preferences(db::Database& database, const MemberId& member, const Preferences& preferences);

}  // namespace store

}  // namespace seggwat::team
