#include "app/commands/bootstrap.h"

#include <utility>

#include "base/text.h"
#include "db/meta_store.h"
#include "projects/projects.h"
#include "projects/secrets.h"
#include "team/api_keys.h"
#include "team/directory.h"
#include "team/setup.h"
#include "team/team_store.h"

namespace seggwat::app {
namespace {

struct Owner {
  MemberId member;
  OrgId organisation;
};

Status check_new_owner(const BootstrapRequest& request) {
  if (!is_email_address(request.owner_email)) return invalid("invalid_field", "--owner-email is not an email address.");
  const auto name = trim_white_space(request.owner_name);
  if (!is_utf8(name) || is_invisible(name) || has_control_characters(name) || count_code_points(name) > team::kNameMax) {
    return invalid("invalid_field", "--owner-name must have 1 to 100 characters.");
  }
  return team::check_new_password(request.owner_password);
}

// The owner there is, if these are their email and password.
Result<Owner> prove_owner(db::Database& database, const team::Directory& directory, const BootstrapRequest& request,
                          const team::PasswordHasher& hasher) {
  const auto credentials = team::store::find_credentials(database, request.owner_email);
  const bool proven = hasher.verify(credentials ? credentials->password_hash : hasher.dummy(), request.owner_password);
  const auto* member = credentials ? directory.find_member(credentials->member) : nullptr;
  if (!proven || member == nullptr || member->role != team::Role::owner) {
    return fail(ErrorKind::forbidden, "not_the_owner",
                "There is an owner already, and this is not their email and password. Nothing was changed.");
  }
  return Owner{member->id, directory.organisation()->id};
}

Result<Owner> make_owner(db::Tx& tx, const BootstrapRequest& request, const std::string& password_hash, Random& random) {
  const team::NewOwner owner{request.organisation.empty() ? request.project : request.organisation,
                             std::string(trim_white_space(request.owner_name)), request.owner_email, password_hash};
  const auto made = team::create_owner(tx, owner, random);
  if (!made) return std::unexpected(made.error());
  return Owner{made->owner, made->organisation.id};
}

Result<Bootstrapped> add_project(db::Tx& tx, const Owner& owner, const SecretKey& key, const BootstrapRequest& request,
                                 Random& random) {
  projects::ProjectDraft draft;
  draft.name = request.project;
  draft.allowed_origins = request.origins.empty() ? std::vector<std::string>{"*"} : request.origins;
  projects::WidgetSettings widget;
  widget.live_chat = true;
  const auto project = projects::create_project(tx, random, draft, widget);
  if (!project) return std::unexpected(project.error());
  const auto secret = projects::generate_secret(tx, project->id, key, random);
  if (!secret) return std::unexpected(secret.error());
  const auto api_key = team::new_key("bootstrap", tx.now, random);
  if (const auto stored = team::create_key(tx, owner.member, api_key); !stored) return std::unexpected(stored.error());
  return Bootstrapped{owner.member, owner.organisation, project->id, project->key, secret->value, api_key.text};
}

}  // namespace

Result<Bootstrapped> bootstrap(OpenedData& data, const BootstrapRequest& request, const team::PasswordHasher& hasher,
                               const Clock& clock, Random& random) {
  auto& database = *data.database;
  const auto directory = team::Directory::load(database);
  Result<Owner> owner = fail(ErrorKind::internal, "internal", "");
  std::string password_hash;
  // Hashing is slow: it stays outside the transaction, so that a running server can write meanwhile.
  if (directory->organisation()) {
    owner = prove_owner(database, *directory, request, hasher);
    if (!owner) return std::unexpected(owner.error());
  } else {
    if (const auto good = check_new_owner(request); !good) return std::unexpected(good.error());
    password_hash = hasher.hash(request.owner_password);
  }
  db::Transaction transaction(database, db::Transaction::Kind::immediate);
  db::Tx tx(database, clock.now(), random.bits32());
  if (!directory->organisation()) owner = make_owner(tx, request, password_hash, random);
  if (!owner) return std::unexpected(owner.error());
  auto made = add_project(tx, *owner, data.key, request, random);
  if (!made) return std::unexpected(made.error());
  db::bump_directory_version(database);
  transaction.commit();
  return made;
}

}  // namespace seggwat::app
