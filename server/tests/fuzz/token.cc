// Users' tokens. The first byte chooses: `s` signs the rest as the claims, `h` signs the first line as the header and the rest as
// the claims, with the right secret, so that what lies behind the signature is reached too; all else is a token as it came.
#include "end_users/token.h"

#include "base/secret.h"
#include "base/text.h"
#include "end_users/token_check.h"
#include "fuzz/fuzz.h"

namespace seggwat::fuzz {
namespace {

const Instant kNow = from_millis(1'800'000'000'000);

projects::Project make_project() {
  projects::Project project;
  project.id = *ProjectId::parse("01890a5d-ac96-774b-bcce-b302099a8057");
  project.key = *ProjectKey::parse("01890a5d-ac96-774b-bcce-b302099a8058");
  project.secrets.push_back({.id = *projects::SecretId::parse("01890a5d-ac96-774b-bcce-b302099a8059"),
                             .value = "sws_0123456789abcdefghijklmnopqrstuvwxyz0123456",
                             .revoked_at = {}});
  return project;
}

std::string sign(const projects::Project& project, std::string_view header, std::string_view claims) {
  const auto text = to_base64url(header) + "." + to_base64url(claims);
  return text + "." + to_base64url(as_text(hmac_sha256(project.secrets[0].value, text)));
}

std::string token_of(const projects::Project& project, std::string_view bytes) {
  const char choice = bytes.empty() ? ' ' : bytes.front();
  if (choice == 's') return sign(project, R"({"alg":"HS256"})", bytes.substr(1));
  if (choice != 'h') return std::string(bytes);
  bytes.remove_prefix(1);
  const auto header = take_line(bytes);
  return sign(project, header, bytes);
}

}  // namespace

void run(std::string_view bytes) {
  static const auto project = make_project();
  const auto token = token_of(project, bytes);
  const auto find = [](const ProjectKey& key) { return key == project.key ? &project : nullptr; };
  const auto user = end_users::verify(find, token, std::nullopt, kNow);
  must(end_users::diagnose(project, token, kNow).valid >= user.has_value());
  if (!user) return must(user.error().kind == ErrorKind::unauthorized);
  must(bytes.starts_with('s') || bytes.starts_with('h'));
  must(user->project == project.id && user->secret == project.secrets[0].id);
  must(is_utf8(user->sub) && !has_control_characters(user->sub));
  must(count_code_points(user->sub) >= 1 && count_code_points(user->sub) <= end_users::kSubCodePoints);
  must(user->expires_at > kNow - end_users::kClockSkew && user->issued_at <= kNow + end_users::kClockSkew);
  must(user->expires_at <= user->issued_at + end_users::kTokenLifetime);
  must(!user->email || is_email_address(*user->email));
  must(!user->name || is_utf8(*user->name));
}

}  // namespace seggwat::fuzz
