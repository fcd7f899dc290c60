// Values of single headers: Range, Cookie, X-Forwarded-For, times; and text that becomes one, as a file's name does.
#include <boost/asio/ip/address.hpp>

#include "base/text.h"
#include "base/time_text.h"
#include "fuzz/fuzz.h"
#include "http/client_address.h"
#include "http/header_check.h"
#include "http/serve_file.h"

namespace seggwat::fuzz {
namespace {

void read_a_range(std::string_view text) {
  constexpr std::uint64_t kSize = 1000;
  const auto range = http::read_range(text, kSize);
  if (range.extent == http::Extent::part) must(range.length >= 1 && range.first < kSize && range.first + range.length <= kSize);
}

void find_the_client(std::string_view text) {
  static const auto proxies = *http::TrustedProxies::parse({"127.0.0.0/8", "10.0.0.0/8", "fd00::/8"});
  http::Request request;
  request.headers.push_back({"X-Forwarded-For", std::string(text)});
  const auto client = proxies.client_of(boost::asio::ip::make_address("127.0.0.1"), request);
  boost::system::error_code failed;
  boost::asio::ip::make_address(client, failed);
  must(!failed);
  must(proxies.client_of(boost::asio::ip::make_address("9.9.9.9"), request) == "9.9.9.9");
}

}  // namespace

void run(std::string_view bytes) {
  read_a_range(bytes);
  find_the_client(bytes);
  http::Request request;
  request.headers.push_back({"Cookie", std::string(bytes)});
  if (const auto value = request.cookie("__Host-seggwat")) must(bytes.contains(*value));
  must(http::is_field_value(http::content_disposition("attachment", bytes)));
  if (const auto at = parse_rfc3339(bytes)) must(to_millis(*at) >= -86'400'000);
}

}  // namespace seggwat::fuzz
