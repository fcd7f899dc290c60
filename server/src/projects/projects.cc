#include "projects/projects.h"

#include <algorithm>

#include "base/text.h"
#include "projects/origin.h"
#include "projects/project_store.h"

namespace seggwat::projects {
namespace {

constexpr std::size_t kNameCodePoints = 100;
constexpr std::size_t kDescriptionCodePoints = 1000;
constexpr std::size_t kOrigins = 50;

Result<std::string> read_name(std::string_view typed) {
  const auto name = trim_white_space(typed);
  const bool blank = name.empty() || is_invisible(name);
  if (blank || count_code_points(name) > kNameCodePoints || has_control_characters(name)) {
    return invalid("invalid_field", "`name` must have 1 to 100 characters.");
  }
  return std::string(name);
}

Result<std::string> read_description(std::string_view typed) {
  const auto description = trim_white_space(typed);
  if (count_code_points(description) <= kDescriptionCodePoints) return std::string(description);
  return invalid("invalid_field", "`description` may have at most 1000 characters.");
}

Result<std::vector<std::string>> read_origins(const std::vector<std::string>& typed) {
  if (typed.size() > kOrigins) return invalid("invalid_origin", "There may be at most 50 allowed origins.");
  std::vector<std::string> origins;
  for (const auto& text : typed) {
    const auto origin = read_allowed_origin(text);
    if (!origin) {
      return invalid("invalid_origin",
                     "“" + cut_to(text, 100) + "” is not an origin. Write it like https://www.example.com, or * for any.");
    }
    if (std::ranges::find(origins, *origin) == origins.end()) origins.push_back(*origin);
  }
  return origins;
}

Result<std::optional<std::string>> read_site_url(std::string_view typed) {
  const auto url = trim_white_space(typed);
  if (url.empty()) return std::optional<std::string>{};
  if (!origin_of_url(url) || url.contains('#')) {
    return invalid("invalid_site_url", "`site_url` must be an http or https address without a fragment.");
  }
  return std::optional<std::string>(url);
}

// Takes a checked field over when it was given.
template <class Given, class Kept, class Read>
Status take(const std::optional<Given>& given, Kept& kept, Read read) {
  if (!given) return {};
  auto value = read(*given);
  if (!value) return std::unexpected(std::move(value.error()));
  kept = std::move(*value);
  return {};
}

Status take_draft(Project& project, const ProjectDraft& draft) {
  if (auto fine = take(draft.name, project.name, read_name); !fine) return fine;
  if (auto fine = take(draft.description, project.description, read_description); !fine) return fine;
  if (auto fine = take(draft.allowed_origins, project.allowed_origins, read_origins); !fine) return fine;
  project.assign_in_turn = draft.assign_in_turn.value_or(project.assign_in_turn);
  project.ask_for_rating = draft.ask_for_rating.value_or(project.ask_for_rating);
  return take(draft.site_url, project.site_url, read_site_url);
}

}  // namespace

Result<Project> create_project(db::Tx& tx, Random& random, const ProjectDraft& draft, const WidgetSettings& widget) {
  if (!draft.name) return invalid("invalid_field", "`name` is missing.");
  Project project;
  project.id = ProjectId::make(tx.now, random);
  project.key = ProjectKey::make(tx.now, random);
  project.widget = widget;
  project.created_at = tx.now;
  if (const auto fine = take_draft(project, draft); !fine) return std::unexpected(fine.error());
  insert_project(tx.database, project);
  return project;
}

Result<Project> change_project(db::Tx& tx, const ProjectId& project, const ProjectDraft& draft) {
  auto changed = find_project(tx.database, project);
  if (!changed) return not_found();
  if (const auto fine = take_draft(*changed, draft); !fine) return std::unexpected(fine.error());
  update_project(tx.database, *changed);
  return *changed;
}

void save_widget(db::Tx& tx, const ProjectId& project, const WidgetSettings& widget) {
  update_widget(tx.database, project, widget);
}

void Projects::replace(std::shared_ptr<const Directory> fresh) {
  current_ = std::move(fresh);
  for (const auto& listener : listeners_) listener();
}

void Projects::refresh(db::Tx& tx) {
  tx.after_commit([this, fresh = load(tx.database)] { replace(fresh); });
}

void Projects::note_use(const SecretId& secret, Instant at) {
  uses_[secret] = at;
  unsaved_[secret] = at;
}

std::optional<Instant> Projects::last_use(const SecretId& secret) const {
  const auto found = uses_.find(secret);
  if (found == uses_.end()) return std::nullopt;
  return found->second;
}

std::vector<SecretUse> Projects::take_uses() {
  std::vector<SecretUse> uses;
  for (const auto& [secret, at] : unsaved_) uses.push_back({secret, at});
  unsaved_.clear();
  return uses;
}

}  // namespace seggwat::projects
