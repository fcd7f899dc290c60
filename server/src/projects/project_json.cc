#include "projects/project_json.h"

#include <algorithm>

#include "projects/office_hours_json.h"
#include "projects/widget_json.h"

namespace seggwat::projects {
namespace {

json::value time_or_null(const std::optional<Instant>& at) {
  if (!at) return nullptr;
  return json::value(to_rfc3339(*at));
}

std::string make_snippet(const Project& project, const std::string& public_url) {
  return "<script src=\"" + public_url + "/static/widgets/v1/seggwat-feedback.js\" data-project-key=\"" + to_string(project.key) +
         "\"></script>";
}

}  // namespace

json::object to_json(const Project& project, const ProjectView& view) {
  const auto live = std::ranges::count_if(project.secrets, [](const auto& secret) { return !secret.revoked_at; });
  return {{"id", to_string(project.id)},
          {"key", to_string(project.key)},
          {"name", project.name},
          {"description", project.description},
          {"allowed_origins", json::array(project.allowed_origins.begin(), project.allowed_origins.end())},
          {"org_id", to_string(view.organisation)},
          {"feedback_count", view.feedback_count},
          {"site_url", or_null(project.site_url)},
          {"snippet", make_snippet(project, view.public_url)},
          {"installed_at", time_or_null(project.installed_at)},
          {"live_chat", project.widget.live_chat},
          {"secrets", live},
          {"assign_in_turn", project.assign_in_turn},
          {"ask_for_rating", project.ask_for_rating},
          {"created_at", to_rfc3339(project.created_at)}};
}

json::object to_json(const SecretInfo& secret) {
  return {{"id", to_string(secret.id)},
          {"hint", secret.hint},
          {"created_at", to_rfc3339(secret.created_at)},
          {"last_used_at", time_or_null(secret.last_used_at)},
          {"revoked_at", time_or_null(secret.revoked_at)},
          {"usable", secret.usable}};
}

json::object to_config_json(const Project& project, int reply_minutes, Instant now) {
  json::object config{{"project_key", to_string(project.key)}};
  for (auto& [name, value] : to_json(project.widget)) config[name] = value;
  config["office_hours"] = to_config_json(project.office_hours, now);
  config["reply_minutes"] = reply_minutes > 0 ? json::value(reply_minutes) : json::value(nullptr);
  config["ask_for_rating"] = project.ask_for_rating;
  return config;
}

}  // namespace seggwat::projects
