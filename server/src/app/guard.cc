#include "app/guard.h"

#include "base/text.h"
#include "end_users/identify.h"
#include "end_users/token.h"
#include "feedback/screenshot_form.h"
#include "http/multipart.h"
#include "projects/origin.h"

namespace seggwat::app {
namespace {

std::unexpected<Error> origin_refused() {
  return fail(ErrorKind::forbidden, "origin_refused", "This page's origin is not on the project's list of allowed origins.");
}

std::unexpected<Error> unsupported(std::string message) {
  return fail(ErrorKind::unsupported, "unsupported_media_type", std::move(message));
}

// `application/json`, alone or with charset=utf-8 (RFC 8259 §8.1 knows no other).
bool is_json_type(std::string_view type) {
  const auto semicolon = type.find(';');
  if (!equals_ignoring_case(trim_white_space(type.substr(0, semicolon)), "application/json")) return false;
  if (semicolon == std::string_view::npos) return true;
  const auto lower = to_lower_ascii(type.substr(semicolon + 1));
  const auto charset = lower.find("charset=");
  return charset == std::string::npos || lower.substr(charset + 8).starts_with("utf-8") ||
         lower.substr(charset + 8).starts_with("\"utf-8\"");
}

Status check_encoding(const http::Request& request) {
  const auto encoding = request.header("Content-Encoding");
  if (encoding && !equals_ignoring_case(*encoding, "identity")) return unsupported("Bodies must not be compressed.");
  return {};
}

Status check_json_body(const http::Request& request) {
  if (request.body.empty()) return {};
  if (auto checked = check_encoding(request); !checked) return checked;
  if (!is_json_type(request.header("Content-Type").value_or(""))) return unsupported("Send JSON as application/json.");
  return {};
}

Status check_body(const http::Request& request, BodyForm form) {
  if (form == BodyForm::json) return check_json_body(request);
  if (auto checked = check_encoding(request); !checked) return checked;
  if (auto boundary = http::read_boundary(request.header("Content-Type").value_or("")); !boundary)
    return std::unexpected(boundary.error());
  return {};
}

// Where a page says it is: Origin, else the origin of the Referer.
std::optional<std::string> page_origin(const http::Request& request) {
  if (const auto origin = request.header("Origin")) return std::string(*origin);
  if (const auto referer = request.header("Referer")) return projects::origin_of_url(*referer).value_or("null");
  return std::nullopt;
}

// What is submitted, apart from a file.
Result<json::object> read_submitted(const http::Request& request, BodyForm form) {
  if (form == BodyForm::json) return request.json();
  auto read = feedback::read_screenshot_form(request.header("Content-Type").value_or(""), request.body);
  if (!read) return std::unexpected(std::move(read.error()));
  return std::move(read->data);
}

Result<const projects::Project*> project_in_body(const projects::Directory& directory, const json::object& body) {
  Fields fields(body);
  const auto text = fields.required_text("project_key");
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  const auto key = ProjectKey::parse(text);
  const auto* project = key ? directory.find(*key) : nullptr;
  if (project == nullptr) return not_found();
  return project;
}

}  // namespace

Result<end_users::EndUser> Guard::identify(const http::Request& request) const {
  const auto directory = parts_.projects.current();
  const auto find = [&](const ProjectKey& key) { return directory->find(key); };
  auto user = end_users::identify(request, find, parts_.clock.now());
  if (user) {
    if (auto checked = parts_.kept_out.current()->check_signed_out(*user); !checked) return std::unexpected(checked.error());
    return user;
  }
  if (auto taken = parts_.limits.take_refused_token(request); !taken) return std::unexpected(taken.error());
  return user;
}

Status Guard::check_user(const http::Request& request, const end_users::EndUser& user) const {
  const auto directory = parts_.projects.current();
  const auto* project = directory->find(user.project);
  if (project == nullptr) return end_users::token_invalid();
  const auto origin = request.header("Origin");
  if (origin && !projects::allows_origin(*project, projects::OriginPresence::present, *origin)) return origin_refused();
  if (auto enabled = end_users::require_live_chat(*project); !enabled) return enabled;
  return parts_.kept_out.current()->check_blocked(user);
}

http::Handler Guard::for_user(UserCall call, UserHandler handler) const {
  return [this, call, handler = std::move(handler)](http::Request& request) -> Result<http::Plan> {
    auto user = identify(request);
    if (!user) return std::unexpected(user.error());
    if (auto checked = check_user(request, *user); !checked) return std::unexpected(checked.error());
    if (auto taken = parts_.limits.take_user_call(request, *user, call); !taken) {
      if (is_dropped_silently(call)) return http::no_content();
      return std::unexpected(taken.error());
    }
    parts_.projects.note_use(user->secret, parts_.clock.now());
    const auto form = call == UserCall::upload ? BodyForm::multipart : BodyForm::json;
    if (auto checked = check_body(request, form); !checked) return std::unexpected(checked.error());
    return handler(request, *user);
  };
}

http::Handler Guard::for_team(MemberHandler handler, BodyForm form) const {
  return [this, form, handler = std::move(handler)](http::Request& request) -> Result<http::Plan> {
    auto caller = parts_.gate.authenticate(request);
    if (!caller) return std::unexpected(caller.error());
    if (caller->key) {
      if (auto taken = parts_.limits.take_key_call(*caller->key); !taken) return std::unexpected(taken.error());
    }
    if (auto checked = check_body(request, form); !checked) return std::unexpected(checked.error());
    if (auto checked = parts_.gate.check_csrf(request, *caller); !checked) return std::unexpected(checked.error());
    return handler(request, *caller);
  };
}

http::Handler Guard::for_session(MemberHandler handler) const {
  return for_team([handler = std::move(handler)](http::Request& request, const team::Caller& caller) -> Result<http::Plan> {
    if (!caller.is_person()) return forbidden("An API key may not do this; sign in to the dashboard.");
    return handler(request, caller);
  });
}

Status Guard::check_submission(const http::Request& request, BodyForm form) const {
  if (auto taken = parts_.limits.take_submission(request); !taken) return taken;
  if (auto checked = check_encoding(request); !checked) return checked;
  const auto body = read_submitted(request, form);
  if (!body) return std::unexpected(body.error());
  const auto directory = parts_.projects.current();
  const auto project = project_in_body(*directory, *body);
  if (!project) return std::unexpected(project.error());
  const auto origin = page_origin(request);
  const auto presence = origin ? projects::OriginPresence::present : projects::OriginPresence::absent;
  if (!projects::allows_origin(**project, presence, origin.value_or(""))) return origin_refused();
  return parts_.limits.take_submission_of((*project)->id);
}

http::Handler Guard::for_submission(http::Handler handler, BodyForm form) const {
  return [this, form, handler = std::move(handler)](http::Request& request) -> Result<http::Plan> {
    if (auto checked = check_submission(request, form); !checked) return std::unexpected(checked.error());
    return handler(request);
  };
}

http::Handler Guard::open(http::Handler handler) const {
  return [handler = std::move(handler)](http::Request& request) -> Result<http::Plan> {
    if (auto checked = check_json_body(request); !checked) return std::unexpected(checked.error());
    return handler(request);
  };
}

}  // namespace seggwat::app
