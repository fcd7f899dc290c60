#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/ids.h"
#include "projects/project.h"

namespace seggwat::end_users {

// A user of a site, as proven by a verified token. Identity is (project, sub), compared byte for byte, and nothing else.
struct EndUser {
  ProjectId project;
  ProjectKey project_key;
  std::string sub;
  std::optional<std::string> name;  // claims of the token, hence verified
  std::optional<std::string> email;
  std::optional<std::string> attributes_json;  // claim `attributes`, a JSON object
  std::optional<std::string> subscription_id;
  Instant issued_at;
  Instant expires_at;         // the claim; accepted for 60 s more
  projects::SecretId secret;  // whose signature it was
};

// Row key in end_users.
struct UserKey {
  std::int64_t value = 0;
  auto operator<=>(const UserKey&) const = default;
};

// What remembering a user came to: their row, and whether it says something it did not say before.
struct Remembered {
  UserKey key;
  bool is_news = false;
};

// A user as stored, once they have written or told something about themselves.
struct StoredUser {
  UserKey key;
  ProjectId project;
  std::string sub;
  std::optional<std::string> name;
  std::optional<std::string> email;
  bool email_verified = false;         // a token's claim said so; else the page did
  std::string attributes_json = "{}";  // given by the page, unverified
  std::string claims_json = "{}";      // attributes of the token, verified: they win
  std::optional<std::string> subscription_id;
  std::optional<std::string> locale;
  std::optional<std::string> timezone;
  std::optional<std::string> user_agent;
  bool blocked = false;
  bool mail_off = false;               // unsubscribed from reply mails
  std::optional<Instant> tokens_from;  // tokens issued before this moment are revoked
  Instant created_at;

  bool operator==(const StoredUser&) const = default;
};

// Whether a user may chat at all.
enum class Access { open, blocked };

// Where in the site a user is, as their page says: never trusted, never put into a link unchecked.
struct Page {
  std::string url;  // http or https, at most 2,048 bytes
  std::optional<std::string> title;
  std::optional<std::string> origin;  // the request's Origin header
};

}  // namespace seggwat::end_users
