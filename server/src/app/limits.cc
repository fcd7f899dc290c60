#include "app/limits.h"

namespace seggwat::app {
namespace {

struct NamedLimit {
  std::string_view name;
  http::Limit limit;
};

constexpr http::Limit kProvenOfAddress{1200, 1200.0 / 60};
constexpr http::Limit kRefusedOfAddress{60, 1};
constexpr http::Limit kSubmissionsOfAddress{20, 20.0 / 60};
constexpr http::Limit kSubmissionsOfProject{600, 600.0 / 60};
constexpr http::Limit kCallsOfKey{1200, 1200.0 / 60};
constexpr http::Limit kCallsOfMember{1200, 1200.0 / 60};
constexpr http::Limit kSearchesOfMember{60, 4};
constexpr http::Limit kUploadsOfMember{60, 1};

NamedLimit limit_of(UserCall call) {
  switch (call) {
    case UserCall::message:
      return {"message", {30, 1}};
    case UserCall::unsend:
      return {"unsend", {30, 1}};
    case UserCall::typing:
      return {"typing", {2, 2}};
    case UserCall::read:
      return {"read", {4, 2}};
    case UserCall::session:
      return {"session", {60, 1}};
    case UserCall::stream:
      return {"stream", {60, 1}};
    case UserCall::poll:
      return {"poll", {120, 4}};
    case UserCall::profile:
      return {"profile", {60, 1}};
    case UserCall::rating:
      return {"rating", {30, 1}};
    case UserCall::upload:
      return {"upload", {10, 10.0 / 60}};
    case UserCall::history:
      return {"history", {120, 4}};
  }
  return {"other", {60, 1}};
}

Error rate_limited(Seconds retry_after) {
  return {ErrorKind::rate_limited, "rate_limited", "That was a lot at once. Please wait a moment and try again.", retry_after};
}

}  // namespace

bool is_dropped_silently(UserCall call) { return call == UserCall::typing || call == UserCall::read; }

Status Limits::take_bucket(const std::string& key, const http::Limit& limit) {
  if (mode_ == RateLimits::off) return {};
  if (const auto wait = buckets_.try_take(key, limit)) return std::unexpected(rate_limited(*wait));
  return {};
}

Status Limits::take_user_call(const http::Request& request, const end_users::EndUser& user, UserCall call) {
  const auto [name, limit] = limit_of(call);
  const auto who = to_string(user.project) + user.sub;
  if (auto taken = take_bucket("user " + std::string(name) + " " + who, limit); !taken) return taken;
  return take_bucket("proven " + request.client_address, kProvenOfAddress);
}

Status Limits::take_refused_token(const http::Request& request) {
  return take_bucket("refused " + request.client_address, kRefusedOfAddress);
}

Status Limits::take_submission(const http::Request& request) {
  return take_bucket("submission " + request.client_address, kSubmissionsOfAddress);
}

Status Limits::take_submission_of(const ProjectId& project) {
  return take_bucket("submission of " + to_string(project), kSubmissionsOfProject);
}

Status Limits::take_key_call(const team::ApiKeyId& key) { return take_bucket("key " + to_string(key), kCallsOfKey); }

Status Limits::take_call_of(const MemberId& member) { return take_bucket("calls of " + to_string(member), kCallsOfMember); }

Status Limits::take_search_of(const MemberId& member) { return take_bucket("searches of " + to_string(member), kSearchesOfMember); }

Status Limits::take_upload_of(const MemberId& member) { return take_bucket("uploads of " + to_string(member), kUploadsOfMember); }

Status Limits::take(const std::string& key, team::Allowance allowance) {
  return take_bucket("team " + key, http::Limit{allowance.burst, allowance.per_second});
}

}  // namespace seggwat::app
