#pragma once

#include <string>
#include <string_view>

#include "load/delivery_check.h"
#include "load/histogram.h"

namespace bench {

// One JSON object on one line, for the script that makes the table.
class Report {
 public:
  Report& add(std::string_view name, double value);
  Report& add(std::string_view name, std::string_view text);
  // In milliseconds: p50, p99, p999, max.
  Report& add(std::string_view name, const Histogram& times);
  Report& add(const Faults& faults);
  void print() const;

 private:
  void begin(std::string_view name);
  std::string text_;
};

}  // namespace bench
