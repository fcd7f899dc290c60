#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "mail/language.h"

// The mail to the team about users who wait while nobody of it is online.
namespace seggwat::notifications {

// Whether somebody of the team who may see the project is online. Any thread.
using TeamOnline = std::function<bool(const ProjectId&)>;

// One member is mailed at most so often; what comes meanwhile goes into the next mail.
inline constexpr Milliseconds kTeamMailEvery = std::chrono::minutes(10);
// Who has not been seen for longer is not picked to answer alone.
inline constexpr Milliseconds kAvailableFor = std::chrono::hours(72);

// What one mail tells of one conversation: the user's messages after `after`, up to `to`.
struct TeamMailItem {
  ThreadId thread;
  std::int64_t after = 0;
  std::int64_t to = 0;
};
struct TeamMailPayload {
  MemberId member;
  std::string locale;
  std::vector<TeamMailItem> items;
};
std::string to_text(const TeamMailPayload& payload);
std::optional<TeamMailPayload> parse_team_mail(const std::string& text);

// What the mail shows of a conversation. All texts are plain and not trusted.
struct TeamMailEntry {
  std::string user;
  std::string project;
  std::vector<std::string> bodies;
  std::int64_t count = 0;
  std::string link;
};
struct TeamMailContent {
  mail::Language language = mail::Language::en;
  std::vector<TeamMailEntry> entries;  // at least one
  std::string inbox_link;
  std::string settings_link;
};
std::string team_mail_subject(const TeamMailContent& content);
std::string team_mail_text(const TeamMailContent& content);
std::string team_mail_html(const TeamMailContent& content);

}  // namespace seggwat::notifications
