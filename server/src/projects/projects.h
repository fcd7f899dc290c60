#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"
#include "db/write_lane.h"
#include "projects/directory.h"
#include "projects/project.h"

namespace seggwat::projects {

// What one may say about a new or changed project. Not given: the default, or as it was.
struct ProjectDraft {
  std::optional<std::string> name{};
  std::optional<std::string> description{};
  std::optional<std::vector<std::string>> allowed_origins{};  // as typed
  std::optional<std::string> site_url{};                      // empty: none
  std::optional<bool> assign_in_turn{};
  std::optional<bool> ask_for_rating{};
};

// These check every field: 400 `invalid_field`, `invalid_origin` (naming it) or `invalid_site_url`. They do not touch the
// directory: the caller follows up with Projects::refresh, the command line with its own way.
Result<Project> create_project(db::Tx& tx, Random& random, const ProjectDraft& draft, const WidgetSettings& widget = {});
// The result has no secrets in it.
Result<Project> change_project(db::Tx& tx, const ProjectId& project, const ProjectDraft& draft);
void save_widget(db::Tx& tx, const ProjectId& project, const WidgetSettings& widget);

// When a secret last proved a token.
struct SecretUse {
  SecretId secret;
  Instant at;
};

// Holds the current directory. On the event loop only, but for load() and refresh().
class Projects {
 public:
  Projects(std::shared_ptr<const Directory> first, const SecretKey& key) : current_(std::move(first)), key_(key) {}

  std::shared_ptr<const Directory> current() const { return current_; }
  // Told after every swap.
  void on_change(std::function<void()> listener) { listeners_.push_back(std::move(listener)); }

  // Any thread.
  std::shared_ptr<const Directory> load(db::Database& database) const { return Directory::load(database, key_); }
  void replace(std::shared_ptr<const Directory> fresh);
  void reload(db::Database& database) { replace(load(database)); }
  // In a write job, after its changes: the fresh directory is in force before the answer goes out.
  void refresh(db::Tx& tx);

  // Notes that a secret has proved a token: in memory, so that reading a chat writes nothing. app/ saves them now and then.
  void note_use(const SecretId& secret, Instant at);
  std::optional<Instant> last_use(const SecretId& secret) const;
  // Uses not handed out before, for save_secret_uses().
  std::vector<SecretUse> take_uses();

 private:
  std::shared_ptr<const Directory> current_;
  const SecretKey& key_;
  std::vector<std::function<void()>> listeners_;
  std::unordered_map<SecretId, Instant> uses_;
  std::unordered_map<SecretId, Instant> unsaved_;
};

}  // namespace seggwat::projects
