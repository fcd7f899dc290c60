#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "mail/settings.h"

namespace seggwat::app {

struct ListenAddress {
  std::string host = "127.0.0.1";  // a numeric address, IPv6 without brackets
  std::uint16_t port = 8080;       // 0: any free one

  bool operator==(const ListenAddress&) const = default;
};
std::string to_text(const ListenAddress& address);  // 127.0.0.1:8080, [::1]:8080
// Nothing unless it is a numeric address and a port; `localhost` is 127.0.0.1.
std::optional<ListenAddress> parse_listen_address(std::string_view text);

// "500ms", "60s", "2m", "1h", "3d"; nothing for anything else, also for what is above 366 days.
std::optional<Milliseconds> parse_duration(std::string_view text);

// "500M", "10G", "1T" (of 1,024), or plain bytes; nothing for anything else, also for 0.
std::optional<std::int64_t> parse_size(std::string_view text);

enum class RateLimits { on, off };

// How this installation runs. Made once at the start, checked whole, never changed.
struct Config {
  std::string data_dir;
  ListenAddress listen;
  std::string public_url;         // scheme://host[:port] in lower case, without a slash at the end
  bool public_url_given = false;  // otherwise made from `listen`
  mail::Settings mail;
  std::vector<std::string> trusted_proxies;  // addresses and networks (10.0.0.0/8) whose X-Forwarded-For counts
  RateLimits rate_limits = RateLimits::on;
  std::int64_t attachment_quota = std::int64_t{10} << 30;  // bytes of files a project may keep
  std::string key_file;                                    // empty: DIR/secret.key
  Milliseconds audit_keep = std::chrono::days{365};        // how long the record of members' acts is kept
  std::string metrics_token;                               // empty: none
  std::optional<ListenAddress> metrics_listen;
};

// Where settings come from. A flag beats a variable, a variable beats the file.
struct ConfigSources {
  std::map<std::string, std::string> flags;        // by the setting's name in the file: {"public_url", "https://…"}
  std::map<std::string, std::string> environment;  // every variable that starts with SEGGWAT_, by its whole name
};

// The variables of this process that start with SEGGWAT_.
std::map<std::string, std::string> seggwat_variables();

// Reads DIR/seggwat.toml too, when there is one. Every fault is named, one sentence each. Variables nobody knows are logged and
// ignored; a name in the file that nobody knows is a fault.
std::expected<Config, std::vector<std::string>> load_config(const ConfigSources& sources);

// A setting as --help and the documents list it.
struct SettingInfo {
  std::string_view name;   // in the file; upper case after SEGGWAT_ as a variable, with dashes as a flag
  std::string_view value;  // what stands for the value in --help
  std::string_view meaning;
};
const std::vector<SettingInfo>& setting_infos();

}  // namespace seggwat::app
