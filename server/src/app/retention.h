#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "db/write_lane.h"

// Resolved conversations that are deleted by age, project by project. Off unless somebody has switched it on.
namespace seggwat::app {

constexpr std::int64_t kRetentionDaysMax = 3650;
constexpr std::size_t kRetentionSlice = 50;  // conversations that one write job may give up

std::optional<std::int64_t> find_retention(db::Database& database, const ProjectId& project);
// Nothing: keep for ever.
void save_retention(db::Tx& tx, const ProjectId& project, const std::optional<std::int64_t>& days);
// Resolved conversations without a message for `days`.
std::int64_t count_old_conversations(db::Database& database, const ProjectId& project, std::int64_t days, Instant now);

// A user whose conversation was given up; their streams begin anew.
struct GivenUp {
  ProjectId project;
  std::string sub;
};
// Takes the oldest conversations from their users, at most kRetentionSlice of all projects, and begins to erase them. From then on
// the user has none, so that nothing they write meanwhile is lost. Fewer than kRetentionSlice: done.
std::vector<GivenUp> give_up_old_conversations(db::Tx& tx, Random& random);

}  // namespace seggwat::app
