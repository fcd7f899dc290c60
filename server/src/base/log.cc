#include "base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace seggwat::log {
namespace {

spdlog::logger& logger() {
  static const auto instance = [] {
    auto made = spdlog::stderr_logger_mt("seggwat");
    made->set_pattern(R"({"at":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})", spdlog::pattern_time_type::utc);
    return made;
  }();
  return *instance;
}

// Never throws: no line of the log is worth what it would have told of.
void write(spdlog::level::level_enum level, std::string_view event, std::initializer_list<Field> fields) try {
  if (!logger().should_log(level)) return;
  std::string line = "\"event\":" + boost::json::serialize(boost::json::string(event));
  for (const auto& [name, value] : fields) {
    line += "," + boost::json::serialize(boost::json::string(name)) + ":" + boost::json::serialize(boost::json::string(value));
  }
  logger().log(level, "{}", line);
} catch (const std::exception&) {
}

}  // namespace

void info(std::string_view event, std::initializer_list<Field> fields) { write(spdlog::level::info, event, fields); }
void warn(std::string_view event, std::initializer_list<Field> fields) { write(spdlog::level::warn, event, fields); }
void error(std::string_view event, std::initializer_list<Field> fields) { write(spdlog::level::err, event, fields); }
void silence() { logger().set_level(spdlog::level::off); }

}  // namespace seggwat::log
