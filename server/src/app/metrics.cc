#include "app/metrics.h"

#include "base/secret.h"

namespace seggwat::app {
namespace {

// Bytes of memory that are in use by this process (proc(5), statm, second number in pages).
std::uint64_t resident_bytes() {
  std::uint64_t pages = 0;
  if (FILE* statm = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(statm, "%*u %lu", &pages) != 1) pages = 0;
    std::fclose(statm);
  }
  return pages * 4096;
}

void add(std::string& text, std::string_view name, std::string_view type, std::string_view labels, std::uint64_t value) {
  if (!type.empty()) text += "# TYPE " + std::string(name) + " " + std::string(type) + "\n";
  text += std::string(name) + std::string(labels) + " " + std::to_string(value) + "\n";
}

}  // namespace

std::string Metrics::to_text(const Gauges& gauges) const {
  std::string text;
  std::string_view type = "counter";
  for (std::size_t digit = 1; digit < answers_.size(); ++digit) {
    add(text, "seggwat_http_answers_total", type, "{status=\"" + std::to_string(digit) + "xx\"}", answers_[digit]);
    type = "";
  }
  add(text, "seggwat_connections", "gauge", "", gauges.connections());
  add(text, "seggwat_streams", "gauge", "", gauges.streams());
  add(text, "process_resident_memory_bytes", "gauge", "", resident_bytes());
  return text;
}

Result<http::Plan> MetricsRoute::show(const http::Request&) const {
  http::Response response;
  response.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
  response.body = metrics_.to_text(gauges_);
  return response;
}

Result<http::Plan> MetricsRoute::show_with_token(const http::Request& request) const {
  if (token_.empty()) return not_found();
  if (!equal_in_constant_time(request.header("Authorization").value_or(""), "Bearer " + token_)) {
    return fail(ErrorKind::unauthorized, "unauthorized", "The metrics need their token.");
  }
  return show(request);
}

}  // namespace seggwat::app
