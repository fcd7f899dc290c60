#pragma once

#include "base/json.h"
#include "figures/episode.h"

namespace seggwat::figures {

// What its user sees: {seq, score, comment}, the last two null while nothing was said.
json::object rating_for_user(const Episode& episode);
// {episode, seq, score, comment, rated_at, resolved_at, resolved_by}.
json::object rating_for_team(const Episode& episode);
// The `rating` event, for each side.
json::object rating_event_for_user(const ThreadId& thread, const Episode& episode);
json::object rating_event_for_team(const ProjectId& project, const ThreadId& thread, const Episode& episode);

}  // namespace seggwat::figures
