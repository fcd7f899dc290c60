#include "load/report.h"

#include <array>
#include <cstdio>
#include <iostream>

namespace bench {
namespace {

std::string number(double value) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%.6g", value);
  return text.data();
}

std::string quoted(std::string_view text) {
  std::string made = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') made += '\\';
    made += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return made + '"';
}

double millis(std::int64_t nanos) { return static_cast<double>(nanos) / 1e6; }

}  // namespace

void Report::begin(std::string_view name) {
  text_ += text_.empty() ? "{" : ",";
  text_ += quoted(name) + ":";
}

Report& Report::add(std::string_view name, double value) {
  begin(name);
  text_ += number(value);
  return *this;
}

Report& Report::add(std::string_view name, std::string_view text) {
  begin(name);
  text_ += quoted(text);
  return *this;
}

Report& Report::add(std::string_view name, const Histogram& times) {
  begin(name);
  text_ += "{\"count\":" + number(static_cast<double>(times.count())) + ",\"p50\":" + number(millis(times.at(0.5))) +
           ",\"p99\":" + number(millis(times.at(0.99))) + ",\"p999\":" + number(millis(times.at(0.999))) +
           ",\"max\":" + number(millis(times.max())) + "}";
  return *this;
}

Report& Report::add(const Faults& faults) {
  add("faults", static_cast<double>(faults.total()));
  if (faults.total() > 0) add("what", faults.to_text());
  return *this;
}

void Report::print() const { std::cout << text_ << "}" << std::endl; }

}  // namespace bench
