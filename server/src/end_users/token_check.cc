#include "end_users/token_check.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/json_claims.h"
#include "base/secret.h"
#include "base/text.h"
#include "end_users/claims.h"
#include "end_users/jwt.h"

namespace seggwat::end_users {
namespace {

constexpr std::array<std::string_view, 3> kPartNames{"header", "claims", "signature"};

Diagnosis refuse(Diagnosis so_far, std::string code, std::string message) {
  so_far.valid = false;
  so_far.code = std::move(code);
  so_far.message = std::move(message);
  return so_far;
}

// What came along when the token was copied.
std::string_view strip_pasted(std::string_view token) {
  token = trim_white_space(token);
  if (equals_ignoring_case(token.substr(0, 7), "Bearer ")) token = trim_white_space(token.substr(7));
  return token;
}

std::vector<std::string_view> split_at_dots(std::string_view token) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto dot = token.find('.');
    parts.push_back(token.substr(0, dot));
    if (dot == std::string_view::npos) return parts;
    token.remove_prefix(dot + 1);
  }
}

std::string find_encoding_fault(std::string_view part) {
  if (part.empty()) return "is empty.";
  if (part.contains('=')) return "ends with `=`: base64url in a token has no padding.";
  if (part.find_first_of("+/") != std::string_view::npos)
    return "holds `+` or `/`: it is base64, but must be base64url (`-` and `_`).";
  if (part.find_first_of(" \t\r\n") != std::string_view::npos) return "holds white space or a line end.";
  return "is not base64url.";
}

std::optional<json::object> read_object(std::string_view part) {
  const auto text = from_base64url(part);
  if (!text) return std::nullopt;
  auto object = parse_claims(*text);
  if (!object) return std::nullopt;
  return std::move(*object);
}

// The first fault of form; nothing when read_jwt() takes the token.
std::optional<std::string> find_form_fault(std::string_view token) {
  if (token.empty()) return "There is no token.";
  if (token.size() > kTokenBytes) return "The token is longer than 8 KiB.";
  const auto parts = split_at_dots(token);
  if (parts.size() != 3) {
    return "A token has three parts with a dot between them; this one has " + std::to_string(parts.size()) + ".";
  }
  for (std::size_t i = 0; i < 3; ++i) {
    if (parts[i].empty() || !from_base64url(parts[i]))
      return "The " + std::string(kPartNames[i]) + " " + find_encoding_fault(parts[i]);
  }
  for (std::size_t i = 0; i < 2; ++i) {
    if (!read_object(parts[i])) return "The " + std::string(kPartNames[i]) + " is not a JSON object that names each member once.";
  }
  return std::nullopt;
}

struct Slip {
  std::string key;
  std::string_view message;
};

void add_decoded(std::vector<Slip>& slips, std::string text) {
  constexpr std::string_view kMessage =
      "The token was signed with the base64-decoded secret. Use the text of the secret as it was shown, without decoding it.";
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  while (!text.empty()) {
    if (auto bytes = from_base64url(text)) {
      slips.push_back({std::move(*bytes), kMessage});
      return;
    }
    // Forgiving decoders drop what is left over, bits or a whole character.
    if (text.size() % 4 == 1) {
      text.pop_back();
      continue;
    }
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const auto value = kAlphabet.find(text.back());
    if (value == std::string_view::npos) return;
    text.back() = kAlphabet[text.size() % 4 == 2 ? value & ~std::size_t{15} : value & ~std::size_t{3}];
    if (!from_base64url(text)) return;
  }
}

std::vector<Slip> list_slips(const projects::Project& project, const std::string& secret) {
  const auto body = secret.substr(std::min<std::size_t>(4, secret.size()));
  std::vector<Slip> slips{
      {body, "The token was signed with the secret without its `sws_` prefix. The prefix is part of the secret."},
      {'"' + secret + '"', "The token was signed with quotation marks around the secret."},
      {'\'' + secret + '\'', "The token was signed with quotation marks around the secret."},
      {secret + "\n", "The token was signed with a line end behind the secret. Trim it when you read it from a file."},
      {secret + "\r\n", "The token was signed with a line end behind the secret. Trim it when you read it from a file."},
      {secret + " ", "The token was signed with a space behind the secret."},
      {to_string(project.key), "The token was signed with the project's key. Use the signing secret."},
      {"", "The token was signed with an empty secret. Is the setting that holds it missing?"},
  };
  add_decoded(slips, body);
  add_decoded(slips, secret);
  return slips;
}

std::optional<std::string> find_slip(const projects::Project& project, const Jwt& jwt) {
  for (const auto& secret : project.secrets) {
    for (const auto& slip : list_slips(project, secret.value)) {
      if (is_signed_with(jwt, slip.key)) return std::string(slip.message);
    }
  }
  return std::nullopt;
}

bool names_another_project(const projects::Project& project, const json::object& claims) {
  const auto* key = claims.if_contains("project_key");
  return key != nullptr && key->is_string() && std::string_view(key->get_string()) != to_string(project.key);
}

Diagnosis explain_signature(const projects::Project& project, const Jwt& jwt, Diagnosis so_far) {
  const auto live = std::ranges::count_if(project.secrets, [](const auto& secret) { return !secret.revoked_at; });
  if (std::ranges::any_of(project.secrets, [&](const auto& secret) { return is_signed_with(jwt, secret.value); })) {
    return refuse(std::move(so_far), "bad_signature",
                  "The header's `kid` is not the id of the secret that made the signature. Leave it out.");
  }
  if (auto slip = find_slip(project, jwt)) return refuse(std::move(so_far), "bad_signature", std::move(*slip));
  if (names_another_project(project, jwt.claims)) {
    return refuse(std::move(so_far), "unknown_project",
                  "The claim `project_key` names another project, and none of this project's secrets made the signature.");
  }
  if (live == 0) return refuse(std::move(so_far), "bad_signature", "This project has no signing secret yet. Generate one first.");
  return refuse(std::move(so_far), "bad_signature",
                live == 1 ? "The signature was not made with this project's live secret."
                          : "The signature was made with neither of this project's live secrets.");
}

std::string name_algorithm(const json::object& header) {
  const auto* alg = header.if_contains("alg");
  if (alg == nullptr) return "The header has no `alg`; it must be \"HS256\".";
  return "The token says `alg` " + json::serialize(*alg) + "; only \"HS256\" is accepted.";
}

bool has_right_algorithm(const json::object& header) {
  const auto* alg = header.if_contains("alg");
  return alg != nullptr && alg->is_string() && alg->get_string() == "HS256";
}

}  // namespace

Diagnosis diagnose(const projects::Project& project, std::string_view pasted, Instant now) {
  const auto token = strip_pasted(pasted);
  Diagnosis result;
  if (token.size() <= kTokenBytes) {
    const auto parts = split_at_dots(token);
    result.header = read_object(parts[0]);
    if (parts.size() > 1) result.claims = read_object(parts[1]);
  }
  if (result.header && !has_right_algorithm(*result.header))
    return refuse(result, "wrong_algorithm", name_algorithm(*result.header));
  if (const auto fault = find_form_fault(token)) return refuse(result, "malformed", *fault);
  const auto jwt = read_jwt(token);
  if (!jwt) return refuse(result, "malformed", "This is not a token.");
  if (const auto fault = find_header_fault(jwt->header)) return refuse(result, "malformed", "In the header, " + *fault);

  const auto* secret = find_signer(project, *jwt, SecretState::live);
  if (secret == nullptr) {
    secret = find_signer(project, *jwt, SecretState::revoked);
    if (secret == nullptr) return explain_signature(project, *jwt, std::move(result));
    result.secret = secret->id;
    return refuse(result, "token_revoked", "The token was signed with a secret that has been revoked.");
  }
  result.secret = secret->id;
  const auto user = accept_claims(project, jwt->claims, now);
  if (!user) return refuse(result, user.error().code, user.error().message);
  result.valid = true;
  result.message = "The token is valid.";
  return result;
}

json::object to_json(const Diagnosis& diagnosis) {
  json::object object{{"valid", diagnosis.valid}, {"code", or_null(diagnosis.code)}, {"message", diagnosis.message}};
  object["header"] = or_null(diagnosis.header);
  object["claims"] = or_null(diagnosis.claims);
  object["secret_id"] = diagnosis.secret ? json::value(to_string(*diagnosis.secret)) : json::value(nullptr);
  return object;
}

}  // namespace seggwat::end_users
