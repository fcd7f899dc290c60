#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"

namespace seggwat::projects {

using SecretId = Id<struct SecretTag>;

enum class LauncherPosition { bottom_right, right_side, icon_only };

// What Widget Defaults hold. Everything optional is null towards clients when not set.
struct WidgetSettings {
  bool bug_report = true;
  bool feature_request = true;
  bool review = false;
  bool contact = false;
  bool live_chat = false;
  bool screenshots = false;  // reports may carry a picture of the page
  std::string color = "#2563eb";
  std::optional<std::string> header_color;
  LauncherPosition position = LauncherPosition::bottom_right;
  std::optional<std::string> button_text;
  bool show_powered_by = true;
  std::optional<std::string> greeting;
  std::optional<std::string> away;

  bool operator==(const WidgetSettings&) const = default;
};

// A live signing secret, opened. Lives only in the directory's memory.
struct SigningSecret {
  SecretId id;
  std::string value;  // "sws_…": its UTF-8 bytes are the HMAC key
  std::optional<Instant> revoked_at;
};

struct Project {
  ProjectId id;
  ProjectKey key;
  std::string name;
  std::string description;
  std::vector<std::string> allowed_origins;  // normalised scheme://host[:port], or "*"
  std::optional<std::string> site_url;
  WidgetSettings widget;
  bool assign_in_turn = false;  // new conversations go in turn to the members who are online
  std::optional<Instant> installed_at;
  Instant created_at;
  std::vector<SigningSecret> secrets;  // live and revoked ones that can still be opened
};

// May a browser page at `origin` call for this project? An empty list admits every well-formed origin, "*" admits everybody, also
// `null` and callers that send neither Origin nor Referer (`absent`); else scheme, host and port must be one of the list's.
// `origin` is the Origin header as sent, or what origin_of_url() makes of the Referer.
enum class OriginPresence { absent, present };
bool allows_origin(const Project& project, OriginPresence presence, std::string_view origin);

}  // namespace seggwat::projects
