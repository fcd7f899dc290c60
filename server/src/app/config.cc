#include "app/config.h"

#include <unistd.h>

#include <algorithm>

#include "app/config_values.h"
#include "base/log.h"
#include "base/text.h"

namespace seggwat::app {
namespace {

std::string variable_of(std::string_view setting) {
  std::string name = "SEGGWAT_";
  for (const char c : setting) name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return name;
}

bool is_setting(std::string_view name) {
  return std::ranges::any_of(setting_infos(), [&](const SettingInfo& info) { return info.name == name; });
}

// Collects the text of every setting, and where it came from for the words of a fault.
class Texts {
 public:
  Texts(const ConfigSources& sources, const std::map<std::string, std::string>& file) : sources_(sources), file_(file) {}

  struct Found {
    std::string text;
    std::string origin;  // how the operator wrote it: --listen, SEGGWAT_LISTEN, "listen in seggwat.toml"
  };
  // An empty text means "not set", so that a variable can be cleared in a unit file.
  std::optional<Found> find(const std::string& name) const {
    if (const auto flag = sources_.flags.find(name); flag != sources_.flags.end()) return Found{flag->second, flag_of(name)};
    const auto variable = sources_.environment.find(variable_of(name));
    if (variable != sources_.environment.end() && !variable->second.empty()) return Found{variable->second, variable->first};
    const auto entry = file_.find(name);
    if (entry != file_.end() && !entry->second.empty()) return Found{entry->second, name + " in seggwat.toml"};
    return std::nullopt;
  }

 private:
  static std::string flag_of(std::string name) {
    std::ranges::replace(name, '_', '-');
    return "--" + name;
  }
  const ConfigSources& sources_;
  const std::map<std::string, std::string>& file_;
};

// Fills a Config, keeping every fault on the way.
class Reader {
 public:
  Reader(const Texts& texts, std::vector<std::string>& faults) : texts_(texts), faults_(faults) {}

  // `parse` answers an optional; nothing is the fault "NAME: EXPECTED".
  template <class Parse, class Use>
  void read(const std::string& name, std::string_view expected, Parse parse, Use use) {
    const auto found = texts_.find(name);
    if (!found) return;
    if (auto value = parse(found->text)) {
      use(std::move(*value));
    } else {
      faults_.push_back(found->origin + ": " + std::string(expected) + ".");
    }
  }
  // `parse` answers a Result; its message is the fault.
  template <class Parse, class Use>
  void read_checked(const std::string& name, Parse parse, Use use) {
    const auto found = texts_.find(name);
    if (!found) return;
    auto value = parse(found->text);
    if (!value) return faults_.push_back(found->origin + ": " + value.error().message);
    use(std::move(*value));
  }

 private:
  const Texts& texts_;
  std::vector<std::string>& faults_;
};

std::optional<std::string> as_given(const std::string& text) { return text; }

std::optional<std::string> readable_file(const std::string& path) {
  if (access(path.c_str(), R_OK) != 0) return std::nullopt;
  return path;
}

void read_mail(Reader& reader, Config& config) {
  reader.read_checked("smtp_url", mail::parse_smtp_url, [&](auto server) { config.mail.server = std::move(server); });
  reader.read_checked("mail_from", mail::parse_mailbox, [&](auto from) { config.mail.from = std::move(from); });
  reader.read_checked("mail_reply_to", mail::parse_mailbox, [&](auto reply_to) { config.mail.reply_to = std::move(reply_to); });
  reader.read("smtp_ca", "expected a readable file with PEM certificates", readable_file,
              [&](std::string path) { config.mail.ca_file = std::move(path); });
  reader.read("mail_quiet", "expected a time such as 60s or 2m", parse_duration,
              [&](Milliseconds quiet) { config.mail.quiet = quiet; });
  reader.read("team_mail_wait", "expected a time such as 90s or 3m", parse_duration,
              [&](Milliseconds wait) { config.mail.team_wait = wait; });
}

void read_network(Reader& reader, Config& config) {
  reader.read("listen", "expected ADDRESS:PORT with a numeric address, such as 127.0.0.1:8080 or [::]:8080", parse_listen_address,
              [&](ListenAddress address) { config.listen = std::move(address); });
  reader.read("public_url", "expected http(s)://HOST[:PORT] without a path", parse_public_url, [&](std::string url) {
    config.public_url = std::move(url);
    config.public_url_given = true;
  });
  reader.read("trusted_proxies", "expected addresses or networks with commas between, such as 127.0.0.1, 10.0.0.0/8",
              parse_networks, [&](std::vector<std::string> networks) { config.trusted_proxies = std::move(networks); });
  reader.read("metrics_listen", "expected ADDRESS:PORT with a numeric address", parse_listen_address,
              [&](ListenAddress address) { config.metrics_listen = std::move(address); });
}

void read_rest(Reader& reader, Config& config) {
  reader.read("audit_keep", "expected a time such as 90d or 365d", parse_duration,
              [&](Milliseconds keep) { config.audit_keep = keep; });
  reader.read("rate_limits", "expected on or off", parse_switch,
              [&](bool on) { config.rate_limits = on ? RateLimits::on : RateLimits::off; });
  reader.read("attachment_quota", "expected a size such as 500M or 10G", parse_size,
              [&](std::int64_t quota) { config.attachment_quota = quota; });
  reader.read("key_file", "expected a path", as_given, [&](std::string path) { config.key_file = std::move(path); });
  reader.read("metrics_token", "expected at least 16 printable ASCII characters without spaces", parse_metrics_token,
              [&](std::string token) { config.metrics_token = std::move(token); });
}

void check_together(const Config& config, std::vector<std::string>& faults) {
  if (config.mail.server && config.mail.from.address.empty()) {
    faults.emplace_back("SEGGWAT_SMTP_URL is set, so SEGGWAT_MAIL_FROM must say who the mails come from.");
  }
  if (config.metrics_listen && *config.metrics_listen == config.listen && config.listen.port != 0) {
    faults.emplace_back("SEGGWAT_METRICS_LISTEN must differ from SEGGWAT_LISTEN.");
  }
}

// A server that listens everywhere is reached, without further knowledge, on this machine.
std::string url_of(ListenAddress address) {
  if (address.host == "0.0.0.0") address.host = "127.0.0.1";
  if (address.host == "::") address.host = "::1";
  return "http://" + to_text(address);
}

void report_unknown_variables(const std::map<std::string, std::string>& environment) {
  for (const auto& [name, value] : environment) {
    if (!is_setting(to_lower_ascii(std::string_view(name).substr(8)))) log::warn("unknown_variable_ignored", {{"name", name}});
  }
}

}  // namespace

const std::vector<SettingInfo>& setting_infos() {
  static const std::vector<SettingInfo> infos{
      {"data", "DIR", "The directory that holds everything: database, key, settings file"},
      {"listen", "ADDRESS:PORT", "Where to listen (default 127.0.0.1:8080)"},
      {"public_url", "URL", "How browsers reach this server, e.g. https://chat.example.com (default: http://LISTEN)"},
      {"smtp_url", "URL", "smtp://user:password@host:587 or smtps://…; without it no mail is sent"},
      {"smtp_ca", "FILE", "PEM file with the only certificates to trust for SMTP (default: the system's)"},
      {"mail_from", "MAILBOX", "Sender of every mail, e.g. 'Acme Support <support@example.com>'"},
      {"mail_reply_to", "MAILBOX", "Where answers to mails go (default: the sender)"},
      {"mail_quiet", "TIME", "How long after the last reply a user who left is mailed (default 60s)"},
      {"team_mail_wait", "TIME", "How long a user waits unread before the team is mailed, when nobody is online (default 3m)"},
      {"trusted_proxies", "LIST", "Addresses or networks whose X-Forwarded-For is believed, with commas between"},
      {"rate_limits", "on|off", "off lifts every rate limit, for measuring (default on)"},
      {"attachment_quota", "SIZE", "How much the attachments of one project may take, e.g. 500M or 20G (default 10G)"},
      {"key_file", "FILE", "The key that encrypts signing secrets (default DIR/secret.key)"},
      {"audit_keep", "TIME", "How long the audit log is kept (default 365d)"},
      {"metrics_token", "TEXT", "Serves /metrics to whoever sends it as 'Authorization: Bearer TEXT'"},
      {"metrics_listen", "ADDRESS:PORT", "Serves /metrics on an address of its own, without a token"},
  };
  return infos;
}

std::map<std::string, std::string> seggwat_variables() {
  std::map<std::string, std::string> found;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const auto equals = text.find('=');
    if (!text.starts_with("SEGGWAT_") || equals == std::string_view::npos) continue;
    found.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return found;
}

std::expected<Config, std::vector<std::string>> load_config(const ConfigSources& sources) {
  std::vector<std::string> faults;
  Config config;
  const std::map<std::string, std::string> nothing;
  const auto data = Texts(sources, nothing).find("data");
  if (!data || data->text.empty()) {
    faults.emplace_back("No data directory: give --data DIR or set SEGGWAT_DATA.");
  } else {
    config.data_dir = data->text;
  }
  const auto file = config.data_dir.empty() ? nothing : read_settings_file(config.data_dir + "/seggwat.toml", faults);
  for (const auto& [name, value] : file) {
    if (name == "data") faults.emplace_back("data in seggwat.toml: the file stands in the data directory and cannot choose it.");
    if (!is_setting(name)) faults.push_back(name + " in seggwat.toml: there is no such setting.");
  }
  const Texts texts(sources, file);
  Reader reader(texts, faults);
  read_network(reader, config);
  read_mail(reader, config);
  read_rest(reader, config);
  check_together(config, faults);
  if (!faults.empty()) return std::unexpected(std::move(faults));
  report_unknown_variables(sources.environment);
  if (!config.public_url_given) config.public_url = url_of(config.listen);
  config.mail.public_url = config.public_url;
  return config;
}

}  // namespace seggwat::app
