#include "app/command_line.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <filesystem>
#include <functional>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>

#include "app/commands/commands.h"
#include "app/commands/doctor.h"
#include "app/config.h"
#include "app/serve.h"
#include "base/log.h"
#include "base/secret.h"
#include "base/text.h"

namespace seggwat::app {
namespace {

constexpr int kWrongUsage = 2;
constexpr auto* kAbout =
    "SeggWat: feedback and live chat for signed-in users, on your own machine.\n"
    "\n"
    "Everything of an installation lives in one directory, DIR: a database, a key, and if you like a settings file.\n"
    "Try it:        seggwat demo\n"
    "Run it:        seggwat serve --data /var/lib/seggwat --public-url https://chat.example.com\n"
    "Safeguard it:  seggwat backup --data /var/lib/seggwat --to /backup/seggwat.backup --with-key";
constexpr auto* kFooter =
    "A setting is given as a flag (--public-url), else as a variable (SEGGWAT_PUBLIC_URL), else in DIR/seggwat.toml (public_url).\n"
    "Passwords belong into a variable or the file: other users of the machine can see flags.\n"
    "Exit codes: 0 good, 1 failed, 2 wrong usage.";

// The command line as it is being read: every command adds its options here, and what to do once they are known.
struct Reading {
  CLI::App app{kAbout, "seggwat"};
  ConfigSources sources;
  std::function<int(const Config&)> run;

  CLI::App* command(const std::string& name, const std::string& about) {
    auto* made = app.add_subcommand(name, about);
    made->footer(kFooter);
    return made;
  }
  void setting(CLI::App* command, std::string_view name) {
    const auto& infos = setting_infos();
    const auto info = std::ranges::find(infos, name, &SettingInfo::name);
    std::string flag(name);
    std::ranges::replace(flag, '_', '-');
    command
        ->add_option_function<std::string>(
            "--" + flag, [this, name = std::string(name)](const std::string& value) { sources.flags[name] = value; },
            std::string(info->meaning))
        ->type_name(std::string(info->value));
  }
  void data_settings(CLI::App* command) {
    setting(command, "data");
    setting(command, "key_file");
  }
  void all_settings(CLI::App* command) {
    for (const auto& info : setting_infos()) setting(command, info.name);
  }
  // Once the line is read and correct, `command` means `what`.
  void means(CLI::App* command, std::function<int(const Config&)> what) {
    command->callback([this, what = std::move(what)] { run = what; });
  }
};

std::string must_be_duration(const std::string& text) {
  const auto time = parse_duration(text);
  if (!time || *time < Seconds{1} || *time > Seconds{86400}) return "expected a time from 1s to 24h, such as 15m";
  return {};
}

std::string must_be_subject(const std::string& text) {
  if (!is_utf8(text) || count_code_points(text) < 1 || count_code_points(text) > 255) return "expected 1 to 255 characters";
  return {};
}

// All of standard input, without one newline at its end.
std::string read_password() {
  if (::isatty(STDIN_FILENO) != 0) std::cerr << "Password of the owner, then Enter and Ctrl-D: " << std::flush;
  std::string password{std::istreambuf_iterator<char>(std::cin), {}};
  if (password.ends_with('\n')) password.pop_back();
  return password;
}

void add_serve(Reading& reading) {
  auto* serve_command = reading.command("serve", "Run the server");
  reading.all_settings(serve_command);
  reading.means(serve_command, [](const Config& config) { return serve(config, ServeMode::serve); });
}

// Without --data the demo lives in a directory of its own, which goes when it ends.
class DemoDir {
 public:
  explicit DemoDir(ConfigSources& sources) {
    if (sources.flags.contains("data") || sources.environment.contains("SEGGWAT_DATA")) return;
    std::string pattern = (std::filesystem::temp_directory_path() / "seggwat-demo-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) return;
    path_ = pattern;
    sources.flags["data"] = path_;
  }
  ~DemoDir() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  DemoDir(const DemoDir&) = delete;
  DemoDir& operator=(const DemoDir&) = delete;

 private:
  std::string path_;
};

void add_demo(Reading& reading) {
  auto* demo = reading.command("demo",
                               "Run the server with an example shop at /demo, a signed-in example user and a login for the team.\n"
                               "Without --data everything is gone when it ends.");
  reading.all_settings(demo);
  reading.means(demo, [](const Config& config) { return serve(config, ServeMode::demo); });
}

void add_bootstrap(Reading& reading) {
  auto* command = reading.command("bootstrap",
                                  "Make an owner, a project with live chat, a signing secret and an API key, without a browser.\n"
                                  "With the same owner and password again it adds a project and a key. A server may be running.");
  reading.data_settings(command);
  auto request = std::make_shared<BootstrapRequest>();
  auto json = std::make_shared<bool>(false);
  request->owner_name = "Support";
  command->add_option("--owner-email", request->owner_email, "The owner's address, for signing in")->required()->type_name("EMAIL");
  command
      ->add_flag_callback(
          "--owner-password-stdin", [] {}, "Read the owner's password from standard input")
      ->required();
  command->add_option("--owner-name", request->owner_name, "How users see the owner (default Support)")->type_name("NAME");
  command->add_option("--organisation", request->organisation, "Its name (default: the project's)")->type_name("NAME");
  command->add_option("--project", request->project, "The project's name")->required()->type_name("NAME");
  command
      ->add_option("--origin", request->origins,
                   "An origin whose pages may use it, e.g. https://shop.example; repeatable (default: any)")
      ->type_name("ORIGIN")
      ->expected(1)
      ->take_all();
  command->add_flag("--json", *json, "Print one JSON object");
  reading.means(command, [request, json](const Config& config) {
    request->owner_password = read_password();
    return run_bootstrap(config, *request, *json ? OutputForm::json : OutputForm::text);
  });
}

void add_token(Reading& reading) {
  auto* command = reading.command("token", "Print a token for a user, as your site's backend would make it: for trying things out");
  reading.data_settings(command);
  auto arguments = std::make_shared<TokenArguments>();
  auto ttl = std::make_shared<std::string>("1h");
  command->add_option("--project", arguments->project, "The project's key")->required()->type_name("KEY");
  command->add_option("--sub", arguments->request.sub, "The user's id on your site")
      ->required()
      ->type_name("ID")
      ->check(CLI::Validator(must_be_subject, ""));
  command->add_option("--email", arguments->request.email, "The user's address")->type_name("EMAIL");
  command->add_option("--name", arguments->request.name, "The user's name")->type_name("NAME");
  command->add_option("--ttl", *ttl, "How long it is valid, at most 24h (default 1h)")
      ->type_name("TIME")
      ->check(CLI::Validator(must_be_duration, ""));
  reading.means(command, [arguments, ttl](const Config& config) {
    arguments->request.lifetime = std::chrono::floor<Seconds>(*parse_duration(*ttl));
    return run_token(config, *arguments);
  });
}

void add_reset_password(Reading& reading) {
  auto* command = reading.command("reset-password", "Print a link with which a member chooses a new password; valid for an hour");
  reading.data_settings(command);
  reading.setting(command, "public_url");
  auto email = std::make_shared<std::string>();
  command->add_option("--email", *email, "The member's address")->required()->type_name("EMAIL");
  auto reset = std::make_shared<bool>(false);
  command->add_flag("--reset-two-factor", *reset,
                    "Also switch their two-factor sign-in off: they have lost phone and recovery codes");
  reading.means(command, [email, reset](const Config& config) {
    return run_reset_password(config, *email, *reset ? SecondFactor::reset : SecondFactor::keep);
  });
}

void add_backup_and_restore(Reading& reading) {
  auto* backup = reading.command("backup", "Copy the database into one file, also while the server runs");
  reading.data_settings(backup);
  auto to = std::make_shared<std::string>();
  auto with_key = std::make_shared<bool>(false);
  backup->add_option("--to", *to, "The file to write; one that is there is replaced when the new one is complete")
      ->required()
      ->type_name("FILE");
  backup->add_flag("--with-key", *with_key, "Put the key of the signing secrets into it too: the file is then a secret itself");
  reading.means(backup, [to, with_key](const Config& config) {
    return run_backup(config, *to, *with_key ? BackupKey::include : BackupKey::leave_out);
  });

  auto* restore = reading.command("restore", "Fill an empty directory from a backup");
  reading.setting(restore, "data");
  auto from = std::make_shared<std::string>();
  restore->add_option("--from", *from, "The backup")->required()->type_name("FILE")->check(CLI::ExistingFile);
  reading.means(restore, [from](const Config& config) { return run_restore(config, *from); });
}

void add_verify_and_doctor(Reading& reading) {
  auto* verify = reading.command("verify", "Check that the stored data is whole and consistent; the server may run");
  reading.setting(verify, "data");
  reading.means(verify, run_verify);

  auto* doctor = reading.command("doctor",
                                 "Look for what is wrong around the server: settings, file modes, clock, disk, the mail server,\n"
                                 "and whether a proxy lets streams through");
  reading.all_settings(doctor);
  auto url = std::make_shared<std::string>();
  doctor->add_option("--url", *url, "How browsers reach the server (default: the public URL, when a server is running)")
      ->type_name("URL")
      ->check(
          CLI::Validator([](const std::string& text) { return text.starts_with("http") ? "" : "expected http(s)://HOST"; }, ""));
  auto reindex = std::make_shared<bool>(false);
  doctor->add_flag("--reindex", *reindex, "Only build the search index anew; the server may run");
  reading.means(doctor, [url, reindex](const Config& config) {
    if (*reindex) return run_reindex(config);
    while (url->ends_with('/')) url->pop_back();
    return run_doctor(config, *url);
  });
}

int run_with_settings(Reading& reading) {
  const bool is_server = reading.app.got_subcommand("serve") || reading.app.got_subcommand("demo");
  if (!is_server) log::silence();
  std::optional<DemoDir> demo_dir;
  if (reading.app.got_subcommand("demo")) demo_dir.emplace(reading.sources);
  const auto config = load_config(reading.sources);
  if (!config) {
    for (const auto& fault : config.error()) std::cerr << "seggwat: " << fault << "\n";
    return kWrongUsage;
  }
  return reading.run(*config);
}

}  // namespace

int run_command_line(int argc, char** argv) {
  ::umask(0077);  // whatever this program writes is its own
  init_crypto();
  Reading reading;
  reading.sources.environment = seggwat_variables();
  reading.app.set_version_flag("--version", "seggwat " SEGGWAT_VERSION);
  reading.app.require_subcommand(1);
  reading.app.footer(kFooter);
  for (const auto add :
       {add_serve, add_demo, add_bootstrap, add_token, add_reset_password, add_backup_and_restore, add_verify_and_doctor}) {
    add(reading);
  }
  try {
    reading.app.parse(argc, argv);
  } catch (const CLI::ParseError& fault) {
    return reading.app.exit(fault) == 0 ? 0 : kWrongUsage;
  }
  try {
    return run_with_settings(reading);
  } catch (const std::exception& fault) {
    std::cerr << "seggwat: " << fault.what() << "\n";
    return 1;
  }
}

}  // namespace seggwat::app
