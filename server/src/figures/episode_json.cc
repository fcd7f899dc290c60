#include "figures/episode_json.h"

namespace seggwat::figures {
namespace {

json::value time_or_null(const std::optional<Instant>& at) { return at ? json::value(to_rfc3339(*at)) : json::value(nullptr); }

}  // namespace

json::object rating_for_user(const Episode& episode) {
  return {{"seq", episode.score ? episode.rated_seq : episode.resolved_seq},
          {"score", or_null(episode.score)},
          {"comment", or_null(episode.comment)}};
}

json::object rating_for_team(const Episode& episode) {
  auto object = rating_for_user(episode);
  object["episode"] = episode.no;
  object["rated_at"] = time_or_null(episode.rated_at);
  object["resolved_at"] = time_or_null(episode.resolved_at);
  object["resolved_by"] = episode.rated_for ? json::value{{"id", to_string(*episode.rated_for)}, {"name", episode.rated_for_name}}
                                            : json::value(nullptr);
  return object;
}

json::object rating_event_for_user(const ThreadId& thread, const Episode& episode) {
  return {{"thread_id", to_string(thread)}, {"rating", rating_for_user(episode)}};
}

json::object rating_event_for_team(const ProjectId& project, const ThreadId& thread, const Episode& episode) {
  return {{"thread_id", to_string(thread)}, {"project_id", to_string(project)}, {"rating", rating_for_team(episode)}};
}

}  // namespace seggwat::figures
