#include "app/server.h"

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <future>
#include <limits>
#include <thread>

#include "app/demo.h"
#include "app/domains.h"
#include "app/housekeeping.h"
#include "app/routes.h"
#include "app/web_service.h"
#include "base/log.h"
#include "base/memory.h"
#include "db/meta_store.h"
#include "http/listener.h"

namespace seggwat::app {
namespace {

namespace asio = boost::asio;

asio::ip::tcp::endpoint endpoint_of(const ListenAddress& address) { return {asio::ip::make_address(address.host), address.port}; }

// Where memory is limited, bodies take a quarter of it at most; a large one may fill half of that, and the largest must fit in.
constexpr std::size_t kLeastForBodies = 24 * 1024 * 1024;

http::Options http_options(const Config& config) {
  http::Options options;
  if (const auto room = memory::room_left()) {
    options.max_body_bytes = std::min(options.max_body_bytes, std::max(*room / 4, kLeastForBodies));
  }
  if (auto proxies = http::TrustedProxies::parse(config.trusted_proxies)) options.trusted_proxies = std::move(*proxies);
  return options;
}

// One that fails, for want of memory, takes none of the others with it.
void run(std::move_only_function<void()>& delivery) {
  try {
    delivery();
  } catch (const std::exception& fault) {
    log::error("delivery_failed", {{"what", fault.what()}});
  }
}

// What the lanes hand over runs on the event loop, one wake-up for each commit.
db::Deliver deliver_to(asio::io_context& loop) {
  return [&loop](db::Deliveries deliveries) {
    asio::post(loop, [deliveries = std::move(deliveries)]() mutable {
      for (auto& delivery : deliveries) run(delivery);
    });
  };
}

FirstLook first_look(db::Database& database, const SecretKey& key, Instant now) {
  const auto version = db::directory_version(database);
  return {version, projects::Directory::load(database, key), team::Directory::load(database),
          end_users::KeptOut::load(database, now), journal::head(database)};
}

constexpr Milliseconds kBreath{5};

// Makes what listens on an address.
template <class Make>
auto listen_on(const ListenAddress& address, const Make& make) {
  try {
    return make(endpoint_of(address));
  } catch (const boost::system::system_error& fault) {
    throw Server::CannotListen(to_text(address) + ": " + fault.code().message());
  }
}

std::string setup_link(Domains& domains) {
  if (domains.team.current()->organisation()) return {};
  return "\nThis server has no owner yet. Open this link once to set it up:\n\n  " + domains.parts.config.public_url +
         "/setup#token=" + domains.setup_token.issue(domains.parts.random) + "\n";
}

}  // namespace

struct Server::Core {
  explicit Core(Parts parts)
      : config(parts.config),
        demo(parts.mode == ServeMode::demo ? prepare_demo(parts.data, config, parts.clock, parts.random)
                                           : std::optional<DemoLogin>{}),
        look(first_look(*parts.data.database, parts.data.key, parts.clock.now())),
        storage(std::move(parts.data), config.data_dir, parts.clock, parts.random, deliver_to(loop)),
        domains({.config = config, .clock = parts.clock, .random = parts.random, .loop = loop, .storage = storage}, look),
        routes(domains),
        demo_routes(domains),
        metrics_route(metrics, gauges(), config.metrics_token),
        service(http::Router(table()),
                {.files = http::StaticFiles(parts.assets), .metrics = metrics, .write = storage.write, .clock = parts.clock}),
        listener(listen_on(
            config.listen,
            [&](const auto& at) { return http::Listener(loop, at, service, storage.lanes(), parts.clock, http_options(config)); })),
        metrics_service(metrics_route),
        housekeeping(loop, domains, look.version) {
    if (config.metrics_listen) {
      listen_on(*config.metrics_listen,
                [&](const auto& at) { metrics_listener.emplace(loop, at, metrics_service, storage.lanes(), parts.clock); });
    }
    message = demo ? demo_greeting(*demo, config) : setup_link(domains);
  }

  Gauges gauges() {
    return {.connections = [this] { return listener.connections(); },
            .streams = [this] { return domains.realtime.open_streams(); }};
  }

  std::vector<http::Route> table() {
    auto all = routes.table();
    all.push_back({http::Method::get, "/metrics", http::Access::open,
                   [this](const http::Request& request) { return metrics_route.show_with_token(request); }});
    if (demo) demo_routes.add_to(all);
    return all;
  }

  void start() {
    wait_to_stop_lanes();
    housekeeping.start();
    listener.start();
    if (metrics_listener) metrics_listener->start();
    domains.realtime.start();
    domains.mail.start();
    domains.search.start();
  }

  // A handler that fails, for want of memory, is over; the others go on.
  void run_loop() {
    while (true) {
      try {
        listener.revive();
        if (metrics_listener) metrics_listener->revive();
        loop.run();
        return;
      } catch (const std::exception& fault) {
        log::error("handler_failed", {{"what", fault.what()}});
        std::this_thread::sleep_for(kBreath);
      }
    }
  }

  // In this order: nobody new comes in, what is under way is answered, streams are told, mail stops, the lanes are emptied.
  void stop() {
    if (std::exchange(stopping, true)) return;
    signals.cancel();
    housekeeping.stop();
    domains.search.stop();
    if (metrics_listener) metrics_listener->stop([] {});
    auto parts_left = std::make_shared<int>(2);
    const auto one_done = [this, parts_left] {
      if (--*parts_left == 0) closing.set_value();
    };
    listener.stop(one_done);
    domains.realtime.shutdown(one_done);
  }

  // Off the loop, which must go on delivering meanwhile; by a thread that is there from the start, since in the end there may be no
  // memory for one.
  void wait_to_stop_lanes() {
    closer = std::thread([this] {
      closing.get_future().wait();
      domains.mail.stop();
      storage.stop();
      asio::post(loop, [this] { work.reset(); });
    });
  }

  Config config;
  asio::io_context loop{1};
  asio::executor_work_guard<asio::io_context::executor_type> work = asio::make_work_guard(loop);
  asio::signal_set signals{loop};
  std::optional<DemoLogin> demo;
  FirstLook look;
  Storage storage;
  Domains domains;
  Routes routes;
  DemoRoutes demo_routes;
  Metrics metrics;
  MetricsRoute metrics_route;
  WebService service;
  http::Listener listener;
  MetricsService metrics_service;
  std::optional<http::Listener> metrics_listener;
  Housekeeping housekeeping;
  std::string message;
  std::promise<void> closing;
  std::thread closer;
  bool stopping = false;
};

Server::Server(Parts parts) : core_(std::make_unique<Core>(std::move(parts))) {}

Server::~Server() {
  if (core_->closer.joinable()) core_->closer.join();
}

std::string Server::greeting() const { return core_->message; }
std::uint16_t Server::port() const { return core_->listener.port(); }

void Server::run() {
  for (const int signal : {SIGTERM, SIGINT}) core_->signals.add(signal);
  core_->signals.async_wait([this](const boost::system::error_code& fault, int) {
    if (!fault) core_->stop();
  });
  core_->start();
  core_->run_loop();
  core_->closer.join();
}

void Server::stop() {
  asio::post(core_->loop, [core = core_.get()] { core->stop(); });
}

}  // namespace seggwat::app
