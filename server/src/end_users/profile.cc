#include "end_users/profile.h"

#include <algorithm>

#include "base/text.h"
#include "end_users/attributes.h"

namespace seggwat::end_users {
namespace {

constexpr std::size_t kUrlBytes = 2048;
constexpr std::size_t kTitleCodePoints = 200;
constexpr std::size_t kUserAgentCodePoints = 400;

bool is_made_of(std::string_view text, std::size_t limit, std::string_view marks) {
  return !text.empty() && text.size() <= limit && std::ranges::all_of(text, [marks](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || marks.contains(c);
  });
}

bool is_web_url(std::string_view url) {
  const auto start = to_lower_ascii(url.substr(0, 8));
  const bool web = start.starts_with("http://") || start.starts_with("https://");
  return web && url.size() <= kUrlBytes && !has_control_characters(url) && !url.contains(' ');
}

// A language tag (RFC 5646) or an IANA time zone, as far as their letters go.
std::optional<std::string> keep_locale(std::optional<std::string> text) {
  return text && is_made_of(*text, 35, "-_") ? text : std::nullopt;
}
std::optional<std::string> keep_timezone(std::optional<std::string> text) {
  return text && is_made_of(*text, 64, "_+-/") ? text : std::nullopt;
}

std::optional<std::string> read_user_agent(const http::Request& request) {
  const auto agent = request.header("User-Agent");
  if (!agent || !is_utf8(*agent) || has_control_characters(*agent)) return std::nullopt;
  return cut_to(*agent, kUserAgentCodePoints);
}

}  // namespace

std::optional<Page> read_page(const json::object& page, std::optional<std::string_view> origin) {
  Fields fields(page);
  const auto url = fields.text("url");
  if (!url || !is_web_url(*url)) return std::nullopt;
  auto title = fields.text("title");
  if (title) title = cut_to(trim_white_space(*title), kTitleCodePoints);
  return Page{*url, title, origin ? std::optional<std::string>(*origin) : std::nullopt};
}

Result<ProfileUpdate> read_profile(const json::object& body, const http::Request& request) {
  Fields fields(body);
  ProfileUpdate update;
  const auto email = fields.text("email");
  update.profile.locale = keep_locale(fields.text("locale"));
  update.profile.timezone = keep_timezone(fields.text("timezone"));
  const auto* attributes = fields.object("attributes");
  const auto* page = fields.object("page");
  if (const auto fine = fields.status(); !fine) return std::unexpected(fine.error());

  if (email && !email->empty()) {
    if (!is_email_address(*email)) return invalid("invalid_email", "`email` is not an address.");
    update.profile.email = email;
  }
  if (attributes != nullptr) {
    auto given = read_given_attributes(*attributes);
    if (!given) return std::unexpected(std::move(given.error()));
    update.profile.attributes_json = std::move(*given);
  }
  if (page != nullptr) update.page = read_page(*page, request.header("Origin"));
  update.profile.user_agent = read_user_agent(request);
  return update;
}

}  // namespace seggwat::end_users
