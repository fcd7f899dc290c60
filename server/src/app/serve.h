#pragma once

#include "app/config.h"

namespace seggwat::app {

enum class ServeMode {
  serve,
  demo,  // with the example site, an example user and a support member's login
};

// Runs the server until SIGTERM or SIGINT. Returns the exit code: 0 after an orderly end, 1 when it could not start (the reason is
// printed to standard error).
int serve(const Config& config, ServeMode mode);

}  // namespace seggwat::app
