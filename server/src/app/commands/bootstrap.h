#pragma once

#include <string>
#include <vector>

#include "app/data_dir.h"
#include "base/clock.h"
#include "team/passwords.h"

namespace seggwat::app {

struct BootstrapRequest {
  std::string owner_email;
  std::string owner_password;
  std::string owner_name;
  std::string organisation;  // empty: named like the project
  std::string project;
  std::vector<std::string> origins;  // empty: any ("*")
};

struct Bootstrapped {
  MemberId owner;
  OrgId organisation;
  ProjectId project;
  ProjectKey project_key;
  std::string signing_secret;  // both are shown here and never again
  std::string api_key;
};

// Makes organisation and owner when there are none, then a project with live chat on, a signing secret and an API key that acts as
// the owner. With an owner there already, email and password must be theirs: 403 `not_the_owner`. Tells a running server in the
// same transaction.
Result<Bootstrapped> bootstrap(OpenedData& data, const BootstrapRequest& request, const team::PasswordHasher& hasher,
                               const Clock& clock, Random& random);

}  // namespace seggwat::app
