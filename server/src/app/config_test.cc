#include "app/config.h"

#include <gtest/gtest.h>

#include <fstream>

#include "app/config_values.h"
#include "support/temp_dir.h"

namespace seggwat::app {
namespace {

using testing::TempDir;

class ConfigTest : public ::testing::Test {
 protected:
  ConfigTest() { sources.flags["data"] = dir.path().string(); }
  void write_file(const std::string& text) { std::ofstream(dir.file("seggwat.toml")) << text; }
  std::vector<std::string> faults() {
    const auto config = load_config(sources);
    return config ? std::vector<std::string>{} : config.error();
  }

  TempDir dir;
  ConfigSources sources;
};

TEST_F(ConfigTest, without_settings_the_defaults_hold) {
  const auto config = load_config(sources);
  ASSERT_TRUE(config);
  EXPECT_EQ(to_text(config->listen), "127.0.0.1:8080");
  EXPECT_EQ(config->public_url, "http://127.0.0.1:8080");
  EXPECT_FALSE(config->public_url_given);
  EXPECT_FALSE(config->mail.configured());
  EXPECT_EQ(config->mail.quiet, Milliseconds{60'000});
  EXPECT_EQ(config->mail.team_wait, Milliseconds{180'000});
  EXPECT_EQ(config->rate_limits, RateLimits::on);
}

TEST_F(ConfigTest, a_flag_beats_a_variable_and_a_variable_beats_the_file) {
  write_file("listen = '127.0.0.1:1'\npublic_url = 'https://file.example'\nmail_quiet = '3m'\nteam_mail_wait = '90s'\n");
  sources.environment["SEGGWAT_LISTEN"] = "127.0.0.1:2";
  sources.environment["SEGGWAT_PUBLIC_URL"] = "https://variable.example";
  sources.flags["listen"] = "127.0.0.1:3";
  const auto config = load_config(sources);
  ASSERT_TRUE(config);
  EXPECT_EQ(config->listen.port, 3);
  EXPECT_EQ(config->public_url, "https://variable.example");
  EXPECT_EQ(config->mail.quiet, Milliseconds{180'000});
  EXPECT_EQ(config->mail.team_wait, Milliseconds{90'000});
}

TEST_F(ConfigTest, every_fault_is_named_at_once_and_says_where_it_stands) {
  write_file("trusted_proxies = ['10.0.0.0/8', 'elsewhere']\ncolour = 'red'\n");
  sources.flags["listen"] = "nowhere";
  sources.environment["SEGGWAT_MAIL_QUIET"] = "soon";
  sources.environment["SEGGWAT_RATE_LIMITS"] = "perhaps";
  const auto found = faults();
  ASSERT_EQ(found.size(), 5U);
  std::string all;
  for (const auto& fault : found) all += fault + "\n";
  for (const auto* words : {"--listen:", "SEGGWAT_MAIL_QUIET:", "SEGGWAT_RATE_LIMITS:", "trusted_proxies in seggwat.toml:",
                            "colour in seggwat.toml: there is no such setting"}) {
    EXPECT_NE(all.find(words), std::string::npos) << words << " in\n" << all;
  }
}

TEST_F(ConfigTest, an_unknown_variable_is_ignored) {
  sources.environment["SEGGWAT_FLAVOUR"] = "vanilla";
  EXPECT_TRUE(load_config(sources));
}

TEST_F(ConfigTest, a_broken_file_is_a_fault_with_its_line) {
  write_file("listen = '127.0.0.1:1'\nlisten = = 3\n");
  ASSERT_EQ(faults().size(), 1U);
  EXPECT_NE(faults().front().find("line 2"), std::string::npos) << faults().front();
  write_file("[::1]:8080\n");
  EXPECT_EQ(faults().size(), 1U);
}

TEST_F(ConfigTest, the_file_cannot_choose_the_directory_it_stands_in) {
  write_file("data = '/elsewhere'\n");
  EXPECT_EQ(faults().size(), 1U);
}

TEST_F(ConfigTest, a_data_directory_is_required) {
  sources.flags.clear();
  EXPECT_EQ(faults().size(), 1U);
}

TEST_F(ConfigTest, mail_needs_a_sender) {
  sources.environment["SEGGWAT_SMTP_URL"] = "smtp://mail.example:587";
  EXPECT_EQ(faults().size(), 1U);
  sources.environment["SEGGWAT_MAIL_FROM"] = "Acme <support@acme.example>";
  const auto config = load_config(sources);
  ASSERT_TRUE(config);
  EXPECT_EQ(config->mail.from.address, "support@acme.example");
  EXPECT_TRUE(config->mail.configured());
}

TEST_F(ConfigTest, a_fault_in_the_mail_url_never_repeats_the_password) {
  sources.environment["SEGGWAT_SMTP_URL"] = "http://user:hunter22@mail.example";
  ASSERT_FALSE(faults().empty());
  for (const auto& fault : faults()) EXPECT_EQ(fault.find("hunter22"), std::string::npos);
}

TEST_F(ConfigTest, a_cleared_variable_counts_as_not_set) {
  sources.environment["SEGGWAT_LISTEN"] = "";
  const auto config = load_config(sources);
  ASSERT_TRUE(config);
  EXPECT_EQ(config->listen.port, 8080);
}

TEST(ConfigValues, listen_addresses_are_numeric_with_a_port) {
  EXPECT_EQ(to_text(*parse_listen_address("[::1]:80")), "[::1]:80");
  EXPECT_EQ(to_text(*parse_listen_address("0.0.0.0:65535")), "0.0.0.0:65535");
  EXPECT_EQ(to_text(*parse_listen_address("localhost:0")), "127.0.0.1:0");
  for (const auto* bad : {"", ":", ":80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "example.com:80", "::1:80",
                          "[127.0.0.1]:80", "127.0.0.1: 80"}) {
    EXPECT_FALSE(parse_listen_address(bad)) << bad;
  }
}

TEST(ConfigValues, durations_have_a_unit) {
  EXPECT_EQ(parse_duration("250ms"), Milliseconds{250});
  EXPECT_EQ(parse_duration("60s"), Milliseconds{60'000});
  EXPECT_EQ(parse_duration("2m"), Milliseconds{120'000});
  EXPECT_EQ(parse_duration("1h"), Milliseconds{3'600'000});
  EXPECT_EQ(parse_duration("366d"), Milliseconds{std::int64_t{366} * 86'400'000});
  for (const auto* bad : {"", "60", "s", "-1s", "1.5s", "1 s", "1w", "367d", "99999999999999999999s", "9223372036854775807h"}) {
    EXPECT_FALSE(parse_duration(bad)) << bad;
  }
}

TEST(ConfigValues, a_public_url_is_an_origin) {
  EXPECT_EQ(parse_public_url("HTTPS://Chat.Example.com/"), "https://chat.example.com");
  EXPECT_EQ(parse_public_url("https://chat.example.com:443"), "https://chat.example.com");
  EXPECT_EQ(parse_public_url("http://127.0.0.1:8080"), "http://127.0.0.1:8080");
  for (const auto* bad :
       {"", "chat.example.com", "ftp://chat.example.com", "https://chat.example.com/chat", "https://u@chat.example.com",
        "https://chat.example.com?x", "https://", "https://chat.example.com#x", "https://chat.example.com:99999"}) {
    EXPECT_FALSE(parse_public_url(bad)) << bad;
  }
}

TEST(ConfigValues, proxies_are_addresses_and_networks) {
  EXPECT_EQ(parse_networks("127.0.0.1, 10.0.0.0/8,fd00::/8 ::1")->size(), 4U);
  EXPECT_TRUE(parse_networks("")->empty());
  for (const auto* bad : {"localhost", "10.0.0.0/33", "10.0.0.0/", "fd00::/129", "1.2.3.4;5.6.7.8"})
    EXPECT_FALSE(parse_networks(bad)) << bad;
}

}  // namespace
}  // namespace seggwat::app
