#include "http/static_files.h"

#include <algorithm>
#include <ranges>

#include "base/text.h"
#include "http/header_check.h"

namespace seggwat::http {
namespace {

constexpr std::string_view kDashboard = "/index.html";
constexpr std::string_view kForEver = "public, max-age=31536000, immutable";
constexpr std::string_view kScriptTag = "public, max-age=300, stale-while-revalidate=86400";  // what script tags in old pages name
constexpr std::string_view kAskAgain = "no-cache";
constexpr std::size_t kHashLength = 8;

bool is_hash_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// `chat-4F3KQ2ZD.js`: before the ending, a hyphen and eight characters with a digit or capital, as the bundlers write them.
bool is_hashed(std::string_view path) {
  const auto file = path.substr(path.rfind('/') + 1);
  const auto stem = file.substr(0, file.find('.'));
  if (stem.size() <= kHashLength || stem[stem.size() - kHashLength - 1] != '-') return false;
  const auto hash = stem.substr(stem.size() - kHashLength);
  const bool looks_random = std::ranges::any_of(hash, [](char c) { return (c < 'a' || c > 'z') && c != '-'; });
  return looks_random && std::ranges::all_of(hash, is_hash_character);
}

std::string_view cache_rule(const Asset& asset) {
  if (is_hashed(asset.path)) return kForEver;
  return asset.path.starts_with("/static/") ? kScriptTag : kAskAgain;
}

// Scripts for the pages of sites, and the description of the API for tools that run in a browser.
bool is_for_any_page(std::string_view path) { return path.starts_with("/static/") || path == "/api/v1/openapi.json"; }

// Does one element of a comma-separated list, without its parameters, fit `accept`?
template <class Accept>
bool any_element(std::string_view list, Accept accept) {
  return std::ranges::any_of(std::views::split(list, ','),
                             [&](auto part) { return accept(trim_blanks(std::string_view(part.begin(), part.end()))); });
}

// RFC 9110 §12.5.3: named, and not with a quality of zero.
bool takes_gzip(const Request& request) {
  return any_element(request.header("accept-encoding").value_or(""), [](std::string_view element) {
    const auto semicolon = element.find(';');
    const auto quality = semicolon == std::string_view::npos ? std::string_view{} : trim_blanks(element.substr(semicolon + 1));
    const bool refused = quality.starts_with("q=0") && quality.find_first_not_of("0.", 2) == std::string_view::npos;
    return equals_ignoring_case(trim_blanks(element.substr(0, semicolon)), "gzip") && !refused;
  });
}

// RFC 9110 §13.1.2, by the weak comparison.
bool has_it_already(const Request& request, const Asset& asset) {
  const auto known = request.header("if-none-match");
  return known && any_element(*known, [&](std::string_view tag) {
           if (tag.starts_with("W/")) tag.remove_prefix(2);
           return tag == "*" || tag == asset.etag;
         });
}

Response respond_with(const Request& request, const Asset& asset) {
  Response response;
  response.headers = {{"ETag", "W/" + std::string(asset.etag)},  // weak: one tag for both codings
                      {"Cache-Control", std::string(cache_rule(asset))},
                      {"Vary", "Accept-Encoding"}};
  if (is_for_any_page(asset.path)) {
    response.add("Access-Control-Allow-Origin", "*");
    response.add("Cross-Origin-Resource-Policy", "cross-origin");
  }
  if (has_it_already(request, asset)) {
    response.status = 304;
    return response;
  }
  response.add("Content-Type", std::string(asset.type));
  response.add("X-Content-Type-Options", "nosniff");
  const bool packed = !asset.gzip.empty() && takes_gzip(request);
  if (packed) response.add("Content-Encoding", "gzip");
  response.static_body = packed ? asset.gzip : asset.plain;
  return response;
}

}  // namespace

const Asset* StaticFiles::find(std::string_view path) const {
  const auto found = std::ranges::lower_bound(assets_, path, {}, &Asset::path);
  return found != assets_.end() && found->path == path ? &*found : nullptr;
}

Result<Plan> StaticFiles::serve(const Request& request) const {
  const bool folder = request.path.ends_with('/');
  const Asset* asset = folder ? find(request.path + "index.html") : find(request.path);
  if (asset == nullptr) return not_found();
  return respond_with(request, *asset);
}

Result<Plan> StaticFiles::serve_dashboard(const Request& request) const {
  const Asset* asset = find(kDashboard);
  if (asset == nullptr) return not_found();
  return respond_with(request, *asset);
}

}  // namespace seggwat::http
