#include "http/client_address.h"

#include <algorithm>
#include <optional>
#include <ranges>

#include "base/text.h"
#include "http/header_check.h"

namespace seggwat::http {
namespace {

using Address = boost::asio::ip::address;
namespace ip = boost::asio::ip;

std::optional<Address> parse_address(std::string_view text) {
  boost::system::error_code fault;
  const auto address = ip::make_address(std::string(text), fault);
  if (fault) return std::nullopt;
  return address;
}

std::array<std::uint8_t, 16> to_bytes(const Address& address) {
  if (address.is_v6()) return address.to_v6().to_bytes();
  return ip::make_address_v6(ip::v4_mapped, address.to_v4()).to_bytes();
}

bool shares_prefix(const std::array<std::uint8_t, 16>& a, const std::array<std::uint8_t, 16>& b, unsigned bits) {
  const std::size_t whole = bits / 8;
  if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin())) return false;
  const unsigned rest = bits % 8;
  return rest == 0 || ((a[whole] ^ b[whole]) >> (8 - rest)) == 0;
}

// One entry of X-Forwarded-For; some proxies append the port.
std::optional<Address> parse_entry(std::string_view entry) {
  if (entry.starts_with('[')) return parse_address(entry.substr(1, entry.find(']') - 1));
  if (std::ranges::count(entry, ':') == 1) entry = entry.substr(0, entry.find(':'));
  return parse_address(entry);
}

// All entries, the right-most first.
std::vector<std::string_view> forwarded_for(const Request& request) {
  std::vector<std::string_view> entries;
  for (const auto& header : request.headers) {
    if (!equals_ignoring_case(header.name, "x-forwarded-for")) continue;
    for (const auto part : std::views::split(std::string_view(header.value), ',')) {
      entries.push_back(trim_blanks(std::string_view(part.begin(), part.end())));
    }
  }
  std::ranges::reverse(entries);
  return entries;
}

}  // namespace

Result<TrustedProxies> TrustedProxies::parse(const std::vector<std::string>& networks) {
  TrustedProxies proxies;
  for (const std::string_view text : networks) {
    const auto slash = text.find('/');
    const auto address = parse_address(text.substr(0, slash));
    const std::int64_t widest = address && address->is_v4() ? 32 : 128;
    const auto bits = slash == std::string_view::npos ? std::optional(widest) : parse_natural(text.substr(slash + 1));
    if (!address || !bits || *bits > widest)
      return invalid("invalid_network", "`" + std::string(text) + "` is no address or network.");
    proxies.networks_.push_back({to_bytes(*address), static_cast<unsigned>(*bits + 128 - widest)});
  }
  return proxies;
}

bool TrustedProxies::trusts(const Address& address) const {
  if (networks_.empty()) return false;
  const auto bytes = to_bytes(address);
  return std::ranges::any_of(networks_, [&](const Network& network) { return shares_prefix(bytes, network.bytes, network.bits); });
}

std::string TrustedProxies::client_of(const Address& peer, const Request& request) const {
  Address client = peer;
  if (!trusts(peer)) return to_text(client);
  for (const auto entry : forwarded_for(request)) {
    const auto address = parse_entry(entry);
    if (!address) break;
    client = *address;
    if (!trusts(client)) break;
  }
  return to_text(client);
}

std::string to_text(const Address& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return ip::make_address_v4(ip::v4_mapped, address.to_v6()).to_string();
  }
  return address.to_string();
}

}  // namespace seggwat::http
