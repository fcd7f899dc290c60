#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"

namespace seggwat::realtime {

// A site's user: hears what happens in their own thread.
struct User {
  ProjectId project;
  std::string sub;
  Uuid credential{};  // the signing secret behind the token that opened the connection; no part of who the user is
  bool operator==(const User& other) const { return project == other.project && sub == other.sub; }
};

// A member's connection: hears what happens in the projects it may see. Fixed when the connection opens.
struct TeamScope {
  MemberId member;
  std::optional<std::vector<ProjectId>> projects;  // nothing: all
  Uuid credential{};                               // the session or API key it was opened with
  bool is_person = true;                           // false for an API key: it does not make the team present

  bool may_see(const ProjectId& project) const { return !projects || std::ranges::find(*projects, project) != projects->end(); }
};

}  // namespace seggwat::realtime

template <>
struct std::hash<seggwat::realtime::User> {
  std::size_t operator()(const seggwat::realtime::User& user) const noexcept {
    return std::hash<seggwat::ProjectId>{}(user.project) * 31 + std::hash<std::string>{}(user.sub);
  }
};
