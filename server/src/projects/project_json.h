#pragma once

#include "base/json.h"
#include "projects/project.h"
#include "projects/secrets.h"

namespace seggwat::projects {

struct ProjectView {
  OrgId organisation;
  std::int64_t feedback_count = 0;
  std::string public_url;
};

// id, key, name, description, allowed_origins, org_id, feedback_count; and for the dashboard site_url, snippet, installed_at,
// live_chat, secrets (how many are live).
json::object to_json(const Project& project, const ProjectView& view);
json::object to_json(const SecretInfo& secret);
// GET /widget/config. `reply_minutes`: within how many the team usually replies; 0 when that is not known.
json::object to_config_json(const Project& project, int reply_minutes, Instant now);

}  // namespace seggwat::projects
