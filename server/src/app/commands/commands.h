#pragma once

#include <string>

#include "app/backup.h"
#include "app/commands/bootstrap.h"
#include "app/config.h"
#include "app/mint_token.h"

// The commands beside `serve` and `demo`. Each prints its result to standard output and what went wrong, as one sentence, to
// standard error; the value is the exit code: 0 good, 1 failed.
namespace seggwat::app {

enum class OutputForm { text, json };

int run_bootstrap(const Config& config, const BootstrapRequest& request, OutputForm form);

struct TokenArguments {
  std::string project;  // key or id
  TokenRequest request;
};
int run_token(const Config& config, TokenArguments arguments);

enum class SecondFactor { keep, reset };
int run_reset_password(const Config& config, const std::string& email, SecondFactor second_factor);
int run_backup(const Config& config, const std::string& file, BackupKey with_key);
int run_restore(const Config& config, const std::string& file);
int run_verify(const Config& config);

}  // namespace seggwat::app
