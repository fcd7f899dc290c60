#include "app/serve.h"

#include <sys/resource.h>

#include <csignal>
#include <iostream>

#include "app/server.h"
#include "base/log.h"
#include "base/memory.h"
#include "http/asset.h"

namespace seggwat::app {
namespace {

// Every stream is a file descriptor: take as many as the system grants.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

// A file that may not grow any more is an error like a full disk, not the end.
void survive_file_limits() { std::signal(SIGXFSZ, SIG_IGN); }

int fail_to_start(const std::string& why) {
  std::cerr << "seggwat cannot start: " << why << "\n";
  return 1;
}

void announce(const Server& server, const Config& config) {
  std::cout << "SeggWat " << SEGGWAT_VERSION << " listens on http://" << config.listen.host << ":" << server.port() << "\n"
            << server.greeting() << std::flush;
}

}  // namespace

int serve(const Config& config, ServeMode mode) {
  raise_descriptor_limit();
  survive_file_limits();
  memory::keep_reserve();
  SystemClock clock;
  SystemRandom random;
  auto lock = ServeLock::take(config.data_dir);
  if (!lock) return fail_to_start(lock.error().message);
  auto data = open_data_dir(config.data_dir, config.key_file, random);
  if (!data) return fail_to_start(data.error().message);
  if (!data->key_is_known) {
    log::warn("other_secret_key", {{"meaning", "signing secrets were sealed with another key and must be made anew"}});
  }
  try {
    Server server({.config = config,
                   .mode = mode,
                   .clock = clock,
                   .random = random,
                   .data = std::move(*data),
                   .assets = http::embedded_assets()});
    announce(server, config);
    server.run();
  } catch (const Server::CannotListen& fault) {
    return fail_to_start(std::string("it cannot listen on ") + fault.what());
  } catch (const db::Failure& failure) {
    return fail_to_start(failure.what());
  }
  return 0;
}

}  // namespace seggwat::app
