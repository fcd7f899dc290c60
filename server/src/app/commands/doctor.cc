#include "app/commands/doctor.h"

#include <sys/stat.h>
#include <sys/timex.h>
#include <unistd.h>

#include <boost/asio/ip/address.hpp>
#include <filesystem>
#include <iostream>

#include "app/data_dir.h"
#include "app/doctor_store.h"
#include "app/mail_service.h"
#include "db/migrate.h"
#include "mail/smtp.h"

namespace seggwat::app {
namespace {

namespace fs = std::filesystem;
constexpr std::uintmax_t kMiB = 1024 * 1024;

void examine_mode(const std::string& path, mode_t wanted, const TellFinding& tell) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return;
  char octal[8];
  std::snprintf(octal, sizeof octal, "%04o", found.st_mode & 07777U);
  if ((found.st_mode & 0077) != 0) {
    tell(Finding::fault, path + " can be read by others (mode " + octal + "): chmod " + (wanted == 0700 ? "700 " : "600 ") + path);
  } else {
    tell(Finding::good, path + " is private (mode " + octal + ")");
  }
}

void examine_database(const Config& config, const TellFinding& tell) {
  db::Database database(database_path(config.data_dir), db::OpenMode::read_only);
  const int newest = db::migrations().back().version;
  const auto found = read_doctor_facts(database);
  if (found.schema > newest) {
    return tell(Finding::fault, "the database was written by a newer version (schema " + std::to_string(found.schema) + ")");
  }
  tell(Finding::good, "the database has schema " + std::to_string(found.schema) +
                          (found.schema < newest ? ", the next start brings it to " + std::to_string(newest) : ""));
  const auto key = read_key_file(key_path(config.data_dir, config.key_file));
  if (!key) {
    tell(Finding::fault, key.error().message);
  } else if (!found.key_fingerprint.empty() && found.key_fingerprint != key->fingerprint()) {
    tell(Finding::fault, "the key is not the one the signing secrets were encrypted with: put it back, or generate them anew");
  } else {
    tell(Finding::good, "the key fits the database");
  }
  if (found.newest > SystemClock().now() + Milliseconds{60'000}) {
    tell(Finding::fault, "the newest entry lies in the future (" + to_rfc3339(found.newest) + "): is the clock right?");
  }
}

void examine_clock(const TellFinding& tell) {
  struct timex kernel {};
  const bool asked = ::adjtimex(&kernel) != -1;
  const auto now = to_rfc3339(std::chrono::floor<Milliseconds>(SystemClock().now()));
  if (asked && (kernel.status & STA_UNSYNC) == 0) return tell(Finding::good, "the clock is synchronised: " + now);
  tell(Finding::warning, "the clock is not known to be synchronised: " + now +
                             ". Tokens carry times and allow a difference of 60 s; run systemd-timesyncd or chrony.");
}

void examine_disk(const std::string& dir, const TellFinding& tell) {
  std::error_code failed;
  const auto space = fs::space(dir, failed);
  if (failed) return;
  const auto free = std::to_string(space.available / kMiB) + " MiB free for the data";
  if (space.available < 100 * kMiB) return tell(Finding::fault, free + ": writes will soon fail");
  tell(space.available < 1024 * kMiB ? Finding::warning : Finding::good, free);
}

bool is_loopback(const ListenAddress& address) { return boost::asio::ip::make_address(address.host).is_loopback(); }

}  // namespace

void examine_data(const Config& config, const TellFinding& tell) {
  const auto& dir = config.data_dir;
  if (!fs::exists(database_path(dir))) {
    return tell(Finding::fault, "there is no database in " + dir + ": `seggwat serve` or `seggwat bootstrap` makes it");
  }
  examine_mode(dir, 0700, tell);
  examine_mode(database_path(dir), 0600, tell);
  if (fs::exists(index_path(dir))) examine_mode(index_path(dir), 0600, tell);
  examine_mode(key_path(dir, config.key_file), 0600, tell);
  if (fs::exists(dir + "/seggwat.toml")) examine_mode(dir + "/seggwat.toml", 0600, tell);
  struct stat found {};
  if (::stat(dir.c_str(), &found) == 0 && found.st_uid == 0) {
    tell(Finding::warning, dir + " belongs to root: let a user of its own run the server");
  }
  tell(Finding::good, ServeLock::is_held(dir) ? "a server is running on this directory" : "no server is running on this directory");
  try {
    examine_database(config, tell);
  } catch (const db::Failure& failure) {
    tell(Finding::fault, std::string("the database cannot be read: ") + failure.what());
  }
  examine_clock(tell);
  examine_disk(dir, tell);
}

void examine_settings(const Config& config, const TellFinding& tell) {
  tell(Finding::good, "listens on " + to_text(config.listen) + ", reached as " + config.public_url);
  const bool secure = config.public_url.starts_with("https://");
  if (!config.public_url_given) tell(Finding::warning, "SEGGWAT_PUBLIC_URL is not set: links in mails and sign-in need it");
  if (config.public_url_given && !secure) {
    tell(Finding::warning, "the public URL is not https: passwords and messages cross the network in the clear");
  }
  if (secure && is_loopback(config.listen) && config.trusted_proxies.empty()) {
    tell(Finding::warning,
         "no trusted proxy is set, so every visitor counts as one address for rate limits: SEGGWAT_TRUSTED_PROXIES=127.0.0.1");
  }
  if (config.rate_limits == RateLimits::off) tell(Finding::warning, "rate limits are off: only for measuring");
}

void examine_mail(const Config& config, const TellFinding& tell) {
  if (!config.mail.server) {
    return tell(Finding::warning,
                "no mail server is set (SEGGWAT_SMTP_URL): users who left are not reached, invitations are links only");
  }
  auto options = smtp_options(config.mail);
  options.connect_timeout = Seconds{10};
  options.reply_timeout = Seconds{20};
  const auto probe = mail::probe_smtp(*config.mail.server, options);
  for (const auto& step : probe.steps) {
    tell(step.ok ? Finding::good : Finding::fault, "mail, " + step.name + ": " + (step.said.empty() ? "done" : step.said));
  }
  if (probe.ok) tell(Finding::good, "mail can be handed to " + mail::to_text(*config.mail.server));
}

int run_doctor(const Config& config, const std::string& url) {
  int faults = 0;
  const TellFinding tell = [&](Finding finding, const std::string& what) {
    const auto* mark = finding == Finding::good ? "ok      " : finding == Finding::warning ? "warning " : "FAULT   ";
    if (finding == Finding::fault) ++faults;
    std::cout << mark << what << std::endl;
  };
  examine_settings(config, tell);
  examine_data(config, tell);
  examine_mail(config, tell);
  if (!url.empty() || ServeLock::is_held(config.data_dir)) examine_url(config, url.empty() ? config.public_url : url, tell);
  std::cout << (faults == 0 ? std::string("Nothing is wrong.") : std::to_string(faults) + " faults.") << std::endl;
  return faults == 0 ? 0 : 1;
}

}  // namespace seggwat::app
