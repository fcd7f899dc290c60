#include "notifications/conversation_link.h"

#include <algorithm>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "base/text.h"

namespace seggwat::notifications {
namespace {

constexpr std::string_view kFragment = "#seggwat-chat";
constexpr std::size_t kLongestLink = 1000;

// An absolute http or https address in plain ASCII, without user information.
std::optional<boost::urls::url_view> parse_web_address(std::string_view text) {
  if (text.size() > kLongestLink) return std::nullopt;
  const auto parsed = boost::urls::parse_uri(text);
  if (!parsed || parsed->has_userinfo() || parsed->encoded_host().empty()) return std::nullopt;
  if (parsed->scheme_id() != boost::urls::scheme::http && parsed->scheme_id() != boost::urls::scheme::https) return std::nullopt;
  // What follows a colon without digits is no path, although the library takes it for one.
  if (!parsed->encoded_path().empty() && !parsed->encoded_path().starts_with('/')) return std::nullopt;
  return *parsed;
}

std::string origin_text(const boost::urls::url_view& url) {
  std::string origin =
      to_lower_ascii(std::string_view(url.scheme())) + "://" + to_lower_ascii(std::string_view(url.encoded_host()));
  const std::string_view own_port = url.scheme_id() == boost::urls::scheme::https ? "443" : "80";
  if (url.has_port() && !url.port().empty() && std::string_view(url.port()) != own_port)
    origin += ":" + std::string(std::string_view(url.port()));
  return origin;
}

bool lists(const std::vector<std::string>& origins, std::string_view origin) {
  return std::ranges::find(origins, origin) != origins.end();
}

bool may_link_page(const SiteAddresses& site, const std::string& origin) {
  if (lists(site.allowed_origins, origin)) return true;
  const bool anybody = site.allowed_origins.empty() || lists(site.allowed_origins, "*");
  return anybody && site.page_origin && origin_of(*site.page_origin) == origin;
}

std::optional<std::string> page_link(const SiteAddresses& site) {
  if (!site.page_url) return std::nullopt;
  const auto url = parse_web_address(*site.page_url);
  if (!url) return std::nullopt;
  const auto origin = origin_text(*url);
  if (!may_link_page(site, origin)) return std::nullopt;
  const std::string_view path = url->encoded_path();
  return origin + (path.empty() ? "/" : std::string(path)) + std::string(kFragment);
}

std::optional<std::string> site_link(const SiteAddresses& site) {
  if (!site.site_url || !parse_web_address(*site.site_url)) return std::nullopt;
  return site.site_url->substr(0, site.site_url->find('#')) + std::string(kFragment);
}

}  // namespace

std::optional<std::string> origin_of(std::string_view url) {
  const auto parsed = parse_web_address(url);
  if (!parsed) return std::nullopt;
  return origin_text(*parsed);
}

std::optional<std::string> conversation_link(const SiteAddresses& site) {
  if (auto link = page_link(site)) return link;
  if (auto link = site_link(site)) return link;
  for (const auto& origin : site.allowed_origins) {
    if (parse_web_address(origin)) return origin + "/" + std::string(kFragment);
  }
  return std::nullopt;
}

std::vector<std::string> linkable_origins(const SiteAddresses& site, std::string_view public_url) {
  std::vector<std::string> origins;
  const auto add = [&](std::string_view url) {
    if (auto origin = origin_of(url)) origins.push_back(std::move(*origin));
  };
  add(public_url);
  for (const auto& origin : site.allowed_origins) add(origin);
  if (site.site_url) add(*site.site_url);
  if (auto link = page_link(site)) add(*link);
  return origins;
}

}  // namespace seggwat::notifications
