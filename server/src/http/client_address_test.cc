#include "http/client_address.h"

#include <gtest/gtest.h>

namespace seggwat::http {
namespace {

std::string client_of(const std::vector<std::string>& trusted, const char* peer, const std::vector<std::string>& forwarded) {
  const auto proxies = TrustedProxies::parse(trusted);
  EXPECT_TRUE(proxies.has_value());
  Request request;
  for (const auto& value : forwarded) request.headers.push_back({"X-Forwarded-For", value});
  return proxies->client_of(boost::asio::ip::make_address(peer), request);
}

TEST(ClientAddress, a_stranger_cannot_say_who_it_is) {
  EXPECT_EQ(client_of({}, "1.2.3.4", {"9.9.9.9"}), "1.2.3.4");
  EXPECT_EQ(client_of({"10.0.0.0/8"}, "1.2.3.4", {"9.9.9.9"}), "1.2.3.4");
}

TEST(ClientAddress, a_trusted_proxy_is_believed) {
  EXPECT_EQ(client_of({"10.0.0.0/8"}, "10.1.2.3", {"9.9.9.9"}), "9.9.9.9");
  EXPECT_EQ(client_of({"127.0.0.1"}, "127.0.0.1", {"2001:db8::1"}), "2001:db8::1");
  EXPECT_EQ(client_of({"fd00::/8"}, "fd12::1", {"9.9.9.9"}), "9.9.9.9");
  EXPECT_EQ(client_of({"10.0.0.0/8"}, "::ffff:10.1.2.3", {"9.9.9.9"}), "9.9.9.9");
}

TEST(ClientAddress, the_right_most_untrusted_address_counts) {
  EXPECT_EQ(client_of({"10.0.0.0/8"}, "10.0.0.1", {"6.6.6.6, 9.9.9.9, 10.0.0.2"}), "9.9.9.9");
  EXPECT_EQ(client_of({"10.0.0.0/8"}, "10.0.0.1", {"6.6.6.6", "9.9.9.9"}), "9.9.9.9");
  EXPECT_EQ(client_of({"10.0.0.0/8"}, "10.0.0.1", {"10.0.0.3, 10.0.0.2"}), "10.0.0.3");
}

TEST(ClientAddress, entries_may_carry_ports_and_rubbish_ends_the_search) {
  EXPECT_EQ(client_of({"10.0.0.0/8"}, "10.0.0.1", {"9.9.9.9:1234"}), "9.9.9.9");
  EXPECT_EQ(client_of({"10.0.0.0/8"}, "10.0.0.1", {"[2001:db8::1]:1234"}), "2001:db8::1");
  EXPECT_EQ(client_of({"10.0.0.0/8"}, "10.0.0.1", {"9.9.9.9, unknown, 10.0.0.2"}), "10.0.0.2");
  EXPECT_EQ(client_of({"10.0.0.0/8"}, "10.0.0.1", {"["}), "10.0.0.1");
  EXPECT_EQ(client_of({"10.0.0.0/8"}, "10.0.0.1", {""}), "10.0.0.1");
}

TEST(ClientAddress, networks_match_by_their_bits) {
  const auto proxies = TrustedProxies::parse({"192.168.4.0/22"});
  EXPECT_TRUE(proxies->trusts(boost::asio::ip::make_address("192.168.7.255")));
  EXPECT_FALSE(proxies->trusts(boost::asio::ip::make_address("192.168.8.0")));
  EXPECT_TRUE(TrustedProxies::parse({"0.0.0.0/0"})->trusts(boost::asio::ip::make_address("1.2.3.4")));
  EXPECT_FALSE(TrustedProxies::parse({"0.0.0.0/0"})->trusts(boost::asio::ip::make_address("2001:db8::1")));
}

TEST(ClientAddress, wrong_networks_are_refused) {
  for (const auto* text : {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::1/129", "proxy", "10.0.0/8"}) {
    EXPECT_FALSE(TrustedProxies::parse({text}).has_value()) << text;
  }
}

}  // namespace
}  // namespace seggwat::http
