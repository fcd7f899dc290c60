// bench_load SCENARIO [options]: plays the users and the team of a server, and says on one line of JSON what it saw.
#include <sodium.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>

#include "load/report.h"
#include "load/scenarios.h"

int main(int argc, char** argv) {
  if (sodium_init() < 0) return 1;
  bench::Plan plan;
  CLI::App app("Load for bin/bench");
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--port", plan.target.port)->required();
  app.add_option("--kind", plan.target.kind)
      ->transform(CLI::CheckedTransformer(std::map<std::string, bench::Kind>{
          {"chat", bench::Kind::chat}, {"nchan", bench::Kind::nchan}, {"xmpp", bench::Kind::xmpp}}));
  app.add_option("--project-key", plan.target.project_key);
  app.add_option("--signing-secret", plan.target.signing_secret)->envname("BENCH_SIGNING_SECRET");
  app.add_option("--api-key", plan.target.api_key)->envname("BENCH_API_KEY");
  app.add_option("--prefix", plan.target.prefix);
  app.add_option("--streams", plan.streams);
  app.add_option("--in-flight", plan.in_flight);
  app.add_option("--rate", plan.rate);
  app.add_option("--seconds", plan.seconds);
  app.add_option("--warm-up", plan.warm_up);
  app.add_subcommand("throughput")->callback([&] { bench::measure_throughput(plan); });
  app.add_subcommand("latency")->callback([&] { bench::measure_latency(plan); });
  app.add_subcommand("fan-out")->callback([&] { bench::measure_fan_out(plan); });
  app.add_subcommand("overload")->callback([&] { bench::measure_overload(plan); });
  app.add_subcommand("idle")->callback([&] { bench::hold_idle(plan); });
  app.add_subcommand("storm")->callback([&] { bench::measure_storm(plan); });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& fault) {
    return app.exit(fault);
  } catch (const std::exception& fault) {
    bench::Report().add("error", fault.what()).print();
    return 1;
  }
  return 0;
}
