#include "app/config_values.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "app/config.h"
#include "base/text.h"

// The library for TOML asserts what a malformed file does not keep. Here that is a fault of the file like any other, in every
// build.
#undef NDEBUG
#define TOML_ASSERT(expression) ((expression) ? void() : throw std::runtime_error("it is not TOML"))
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wterminate"  // some of them stand in functions that are noexcept, as the asserts did
#endif
#include <toml++/toml.h>

namespace seggwat::app {
namespace ip = boost::asio::ip;
namespace {

template <class Integer>
std::optional<Integer> parse_number(std::string_view text) {
  Integer value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool is_network(const std::string& text) {
  boost::system::error_code failed;
  if (text.find('/') == std::string::npos) {
    ip::make_address(text, failed);
    return !failed;
  }
  ip::make_network_v4(text, failed);
  if (!failed) return true;
  failed.clear();
  ip::make_network_v6(text, failed);
  return !failed;
}

std::optional<std::string> text_of(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* number = node.as_integer()) return std::to_string(number->get());
  if (const auto* flag = node.as_boolean()) return flag->get() ? "on" : "off";
  const auto* list = node.as_array();
  if (list == nullptr) return std::nullopt;
  std::string joined;
  for (const auto& item : *list) {
    const auto* text = item.as_string();
    if (text == nullptr) return std::nullopt;
    joined += (joined.empty() ? "" : ",") + text->get();
  }
  return joined;
}

}  // namespace

std::string to_text(const ListenAddress& address) {
  const bool is_v6 = address.host.find(':') != std::string::npos;
  return (is_v6 ? "[" + address.host + "]" : address.host) + ":" + std::to_string(address.port);
}

std::optional<ListenAddress> parse_listen_address(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  auto host = text.substr(0, colon);
  const auto port = parse_number<std::uint16_t>(text.substr(colon + 1));
  if (!port) return std::nullopt;
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (bracketed) host = host.substr(1, host.size() - 2);
  if (host == "localhost") host = "127.0.0.1";
  boost::system::error_code failed;
  const auto address = ip::make_address(std::string(host), failed);
  if (failed || address.is_v6() != bracketed) return std::nullopt;
  return ListenAddress{address.to_string(), *port};
}

std::optional<Milliseconds> parse_duration(std::string_view text) {
  const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const auto count = parse_number<std::int64_t>(text.substr(0, digits));
  const auto unit = text.substr(digits);
  const std::map<std::string_view, std::int64_t> units{{"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}};
  const auto found = units.find(unit);
  if (!count || found == units.end()) return std::nullopt;
  constexpr std::int64_t kLongest = std::int64_t{366} * 86'400'000;
  if (*count > kLongest / found->second) return std::nullopt;
  return Milliseconds{*count * found->second};
}

std::optional<std::int64_t> parse_size(std::string_view text) {
  const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const auto count = parse_number<std::int64_t>(text.substr(0, digits));
  const std::map<std::string_view, int> units{{"", 0}, {"K", 10}, {"M", 20}, {"G", 30}, {"T", 40}};
  const auto found = units.find(text.substr(digits));
  if (!count || *count == 0 || found == units.end()) return std::nullopt;
  if (*count > (std::int64_t{1} << 60 >> found->second)) return std::nullopt;
  return *count << found->second;
}

std::optional<std::string> parse_public_url(std::string_view text) {
  const auto parsed = boost::urls::parse_uri(text);
  if (!parsed) return std::nullopt;
  const auto& url = *parsed;
  const std::string scheme = to_lower_ascii(url.scheme());
  if ((scheme != "http" && scheme != "https") || url.host().empty() || url.has_userinfo()) return std::nullopt;
  if ((!url.encoded_path().empty() && url.encoded_path() != "/") || url.has_query() || url.has_fragment()) return std::nullopt;
  if (!url.port().empty() && !parse_number<std::uint16_t>(std::string_view(url.port()))) return std::nullopt;
  std::string made = scheme + "://" + to_lower_ascii(std::string(url.encoded_host()));
  const bool is_default = url.port() == (scheme == "https" ? "443" : "80");
  if (url.has_port() && !url.port().empty() && !is_default) made += ":" + std::string(url.port());
  return made;
}

std::optional<std::vector<std::string>> parse_networks(std::string_view text) {
  std::vector<std::string> networks;
  while (true) {
    const auto start = text.find_first_not_of(", \t");
    if (start == std::string_view::npos) return networks;
    text.remove_prefix(start);
    const auto end = std::min(text.find_first_of(", \t"), text.size());
    networks.emplace_back(text.substr(0, end));
    if (!is_network(networks.back())) return std::nullopt;
    text.remove_prefix(end);
  }
}

std::optional<bool> parse_switch(std::string_view text) {
  const std::string word = to_lower_ascii(text);
  if (word == "on" || word == "true" || word == "yes" || word == "1") return true;
  if (word == "off" || word == "false" || word == "no" || word == "0") return false;
  return std::nullopt;
}

std::optional<std::string> parse_metrics_token(const std::string& text) {
  const bool printable = std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; });
  if (text.size() < 16 || !printable) return std::nullopt;
  return text;
}

std::map<std::string, std::string> parse_settings(std::string_view toml, std::vector<std::string>& faults) {
  std::map<std::string, std::string> settings;
  try {
    const toml::table table = toml::parse(toml);
    for (const auto& [name, node] : table) {
      auto text = text_of(node);
      if (text) {
        settings.emplace(name.str(), std::move(*text));
      } else {
        faults.push_back(std::string(name.str()) + " in seggwat.toml: expected a text, a number, on/off or a list of texts.");
      }
    }
  } catch (const toml::parse_error& fault) {
    faults.push_back("seggwat.toml, line " + std::to_string(fault.source().begin.line) + ": " + std::string(fault.description()) +
                     ".");
  } catch (const std::runtime_error& fault) {
    faults.push_back(std::string("seggwat.toml cannot be read: ") + fault.what() + ".");
  }
  return settings;
}

std::map<std::string, std::string> read_settings_file(const std::string& path, std::vector<std::string>& faults) {
  if (!std::filesystem::exists(path)) return {};
  std::ifstream file(path, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  if (!file.is_open() || file.bad()) faults.emplace_back("seggwat.toml cannot be read.");
  return parse_settings(text, faults);
}

}  // namespace seggwat::app
