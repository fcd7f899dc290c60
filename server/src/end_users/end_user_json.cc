#include "end_users/end_user_json.h"

namespace seggwat::end_users {
namespace {

// Stored by us, hence well-formed; what is not shows as nothing rather than failing the whole answer.
json::object parse_stored(std::string_view text) {
  auto object = parse_json_object(text);
  return object ? std::move(*object) : json::object{};
}

json::object merge_attributes(const StoredUser& user) {
  auto attributes = parse_stored(user.attributes_json);
  for (auto& [name, value] : parse_stored(user.claims_json)) attributes[name] = value;
  return attributes;
}

}  // namespace

json::object to_team_json(const StoredUser& user) {
  return {{"id", user.sub},
          {"name", or_null(user.name)},
          {"email", or_null(user.email)},
          {"email_verified", user.email_verified},
          {"attributes", merge_attributes(user)},
          {"blocked", user.blocked},
          {"subscription_id", or_null(user.subscription_id)},
          {"locale", or_null(user.locale)},
          {"timezone", or_null(user.timezone)},
          {"user_agent", or_null(user.user_agent)}};
}

json::object to_user_json(const EndUser& user, const StoredUser* stored) {
  const bool from_token = user.email.has_value();
  const bool known = stored != nullptr;
  return {{"id", user.sub},
          {"name", or_null(user.name || !known ? user.name : stored->name)},
          {"email", or_null(from_token || !known ? user.email : stored->email)},
          {"email_verified", from_token || (known && stored->email_verified)}};
}

}  // namespace seggwat::end_users
