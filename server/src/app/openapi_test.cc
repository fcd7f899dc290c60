#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "app/domains.h"
#include "app/routes.h"
#include "base/json.h"
#include "support/fakes.h"
#include "support/temp_dir.h"

namespace seggwat::app {
namespace {

using testing::ManualClock;
using testing::SeededRandom;
using testing::TempDir;

json::object read_openapi() {
  std::ifstream in(SEGGWAT_SOURCE_DIR "/docs/openapi.json");
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  auto document = parse_json_object(text);
  EXPECT_TRUE(document);
  return document.value_or(json::object{});
}

std::set<std::string> documented_calls(const json::object& document) {
  std::set<std::string> calls;
  for (const auto& [path, methods] : document.at("paths").as_object()) {
    for (const auto& [method, operation] : methods.as_object()) calls.insert(std::string(method) + " " + std::string(path));
  }
  return calls;
}

std::string lower(std::string_view method) {
  std::string text(method);
  for (char& c : text) c = static_cast<char>(std::tolower(c));
  return text;
}

// A real server's parts, without its sockets.
std::set<std::string> served_calls() {
  const TempDir dir;
  const ManualClock clock;
  SeededRandom random;
  boost::asio::io_context loop;
  Config config;
  config.data_dir = dir.file("data");
  config.public_url = "http://127.0.0.1:8080";
  auto data = open_data_dir(config.data_dir, "", random);
  EXPECT_TRUE(data);
  FirstLook first{1, projects::Directory::load(*data->database, data->key), team::Directory::load(*data->database),
                  end_users::KeptOut::load(*data->database, clock.now())};
  Storage storage(std::move(*data), config.data_dir, clock, random, [](db::Deliveries) {});
  Domains domains({config, clock, random, loop, storage}, std::move(first));
  std::set<std::string> calls;
  const Routes routes(domains);
  for (const auto& route : routes.table()) calls.insert(lower(http::to_text(route.method)) + " " + std::string(route.pattern));
  storage.stop();
  return calls;
}

TEST(OpenApi, every_route_stands_in_the_openapi_file_and_nothing_else_does) {
  auto documented = documented_calls(read_openapi());
  // Added by the listener's own settings, not by the table.
  documented.erase("get /metrics");
  auto served = served_calls();
  served.erase("get /metrics");
  for (const auto& call : served) EXPECT_TRUE(documented.contains(call)) << call << " is missing in docs/openapi.json";
  for (const auto& call : documented) EXPECT_TRUE(served.contains(call)) << call << " is in docs/openapi.json, but not served";
}

TEST(OpenApi, every_reference_leads_somewhere_and_every_operation_has_a_name_of_its_own) {
  const auto document = read_openapi();
  std::set<std::string> names;
  for (const auto& [path, methods] : document.at("paths").as_object()) {
    for (const auto& [method, operation] : methods.as_object()) {
      EXPECT_TRUE(names.insert(std::string(operation.at("operationId").as_string())).second) << path;
    }
  }
  const std::string text = json::serialize(document);
  const std::string mark = "\"$ref\":\"#/components/";
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
    const auto start = at + mark.size();
    const auto end = text.find('"', start);
    const auto slash = text.find('/', start);
    const auto& kind = document.at("components").at(text.substr(start, slash - start)).as_object();
    EXPECT_TRUE(kind.contains(text.substr(slash + 1, end - slash - 1))) << text.substr(start, end - start);
  }
}

}  // namespace
}  // namespace seggwat::app
