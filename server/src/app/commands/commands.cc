#include "app/commands/commands.h"

#include <cstdio>
#include <filesystem>
#include <iostream>
#include <thread>

#include "app/verify_store.h"
#include "audit/acts.h"
#include "base/json.h"
#include "db/meta_store.h"
#include "projects/directory.h"
#include "search/index_file.h"
#include "team/accounts.h"
#include "team/two_factor.h"

namespace seggwat::app {
namespace {

// A running server looks for changes made beside it twice a second.
constexpr Milliseconds kServerNotices{600};

int failed(const Error& error) {
  std::cerr << "seggwat: " << error.message << "\n";
  return 1;
}

// Whoever started us may go on at once: a running server must know by then what was changed.
void let_server_notice(const std::string& dir) {
  if (ServeLock::is_held(dir)) std::this_thread::sleep_for(kServerNotices);
}

void print(const Bootstrapped& made, OutputForm form) {
  if (form == OutputForm::json) {
    std::cout << json::serialize(json::object{{"owner_id", to_string(made.owner)},
                                              {"org_id", to_string(made.organisation)},
                                              {"project_id", to_string(made.project)},
                                              {"project_key", to_string(made.project_key)},
                                              {"signing_secret", made.signing_secret},
                                              {"api_key", made.api_key}})
              << std::endl;
    return;
  }
  std::cout << "project key     " << to_string(made.project_key) << "\n"
            << "project id      " << to_string(made.project) << "\n"
            << "owner id        " << to_string(made.owner) << "\n"
            << "organisation id " << to_string(made.organisation) << "\n"
            << "signing secret  " << made.signing_secret << "   (shown once: keep it on your site's server)\n"
            << "API key         " << made.api_key << "   (shown once)" << std::endl;
}

const projects::Project* find_project(const projects::Directory& directory, const std::string& text) {
  if (const auto key = ProjectKey::parse(text)) {
    if (const auto* project = directory.find(*key)) return project;
  }
  const auto id = ProjectId::parse(text);
  return id ? directory.find(*id) : nullptr;
}

const projects::SigningSecret* find_live_secret(const projects::Project& project) {
  for (const auto& secret : project.secrets) {
    if (!secret.revoked_at) return &secret;
  }
  return nullptr;
}

struct ResetRequest {
  std::string email;
  SecondFactor second_factor;
};

Result<team::StartedReset> start_reset(db::Database& database, const ResetRequest& request, const Clock& clock, Random& random) {
  db::Transaction transaction(database, db::Transaction::Kind::immediate);
  db::Tx tx(database, clock.now(), random.bits32());
  auto started = team::start_reset(tx, request.email, random);
  if (started && request.second_factor == SecondFactor::reset && team::reset_two_factor(tx, started->member.member)) {
    audit::record(tx, {}, {.name = audit::kTwoFactorReset, .subject = started->member.email});
  }
  if (started) transaction.commit();
  return started;
}

}  // namespace

int run_bootstrap(const Config& config, const BootstrapRequest& request, OutputForm form) {
  SystemRandom random;
  auto data = open_data_dir(config.data_dir, config.key_file, random);
  if (!data) return failed(data.error());
  const auto made = bootstrap(*data, request, team::PasswordHasher(), SystemClock(), random);
  if (!made) return failed(made.error());
  let_server_notice(config.data_dir);
  print(*made, form);
  return 0;
}

int run_token(const Config& config, TokenArguments arguments) {
  SystemRandom random;
  auto data = open_existing_data_dir(config.data_dir, config.key_file, random);
  if (!data) return failed(data.error());
  const auto directory = projects::Directory::load(*data->database, data->key);
  const auto* project = find_project(*directory, arguments.project);
  if (project == nullptr) return failed({ErrorKind::not_found, "not_found", "There is no project with this key."});
  const auto* secret = find_live_secret(*project);
  if (secret == nullptr) {
    return failed({ErrorKind::not_found, "no_secret",
                   "The project has no signing secret that can be used: make one in the dashboard under Authentication."});
  }
  arguments.request.project = project->key;
  std::cout << mint_token(arguments.request, secret->value, SystemClock().now()) << std::endl;
  return 0;
}

int run_reset_password(const Config& config, const std::string& email, SecondFactor second_factor) {
  SystemRandom random;
  auto data = open_existing_data_dir(config.data_dir, config.key_file, random);
  if (!data) return failed(data.error());
  const auto started = start_reset(*data->database, {email, second_factor}, SystemClock(), random);
  if (!started) return failed({ErrorKind::not_found, "not_found", "There is no member with the address " + email + "."});
  std::cout << "Open this link within an hour to choose a new password for " << started->member.email << ":\n"
            << config.public_url << "/reset#token=" << started->token << std::endl;
  if (second_factor == SecondFactor::reset)
    std::cout << "Signing in takes no code until they set two-factor sign-in up again." << std::endl;
  return 0;
}

int run_backup(const Config& config, const std::string& file, BackupKey with_key) {
  const auto done = back_up(config.data_dir, config.key_file, file, with_key);
  if (!done) return failed(done.error());
  std::cout << "Backed up to " << file << (with_key == BackupKey::include ? ", with the key: keep it secret." : ".") << "\n";
  if (with_key == BackupKey::leave_out) {
    std::cout << "The key that opens the signing secrets is not in it. Keep a copy of "
              << key_path(config.data_dir, config.key_file) << " elsewhere, or use --with-key.\n";
  }
  return 0;
}

int run_restore(const Config& config, const std::string& file) {
  SystemRandom random;
  const auto restored = restore(file, config.data_dir, random);
  if (!restored) return failed(restored.error());
  std::cout << "Restored into " << config.data_dir << ".\n";
  if (*restored == RestoredKey::missing) {
    std::cout
        << "The backup holds no key. Conversations, members and settings work; signing secrets do not: generate a new one for\n"
           "each project in the dashboard under Authentication, or put the old key back as "
        << key_path(config.data_dir, config.key_file) << " before the first start.\n";
  }
  return 0;
}

namespace {

// A backup holds no index, and a directory that was never served has none yet.
std::vector<std::string> faults_of_index(const Config& config) {
  if (!std::filesystem::exists(index_path(config.data_dir))) return {};
  try {
    return verify_index(*search::open_reader(index_path(config.data_dir), database_path(config.data_dir)));
  } catch (const db::Failure& failure) {
    return {std::string("the search index cannot be read: run doctor --reindex (") + failure.what() + ")"};
  }
}

}  // namespace

int run_verify(const Config& config) {
  if (!std::filesystem::exists(database_path(config.data_dir))) {
    return failed({ErrorKind::not_found, "no_data", "There is no seggwat database in " + config.data_dir + "."});
  }
  db::Database database(database_path(config.data_dir), db::OpenMode::read_only);
  auto report = verify_database(database);
  for (auto& fault : faults_of_index(config)) report.faults.push_back(std::move(fault));
  for (auto& fault : verify_files(database, files_path(config.data_dir))) report.faults.push_back(std::move(fault));
  for (const auto& fault : report.faults) std::cout << "FAULT  " << fault << "\n";
  std::cout << report.counts.threads << " threads, " << report.counts.messages << " messages, " << report.counts.journal
            << " journal rows, " << report.counts.files << " files: ";
  std::cout << (report.faults.empty() ? std::string("everything holds") : std::to_string(report.faults.size()) + " faults")
            << std::endl;
  return report.faults.empty() ? 0 : 1;
}

}  // namespace seggwat::app
