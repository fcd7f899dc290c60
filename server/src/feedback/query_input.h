#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "http/request.h"

// What the queries of all lists here have in common. 400 `invalid_parameter` for what cannot be understood; an empty value counts
// as not given.
namespace seggwat::feedback {

struct Pages {
  std::int64_t page = 1;
  std::int64_t limit = 20;

  std::int64_t offset() const { return (page - 1) * limit; }
};

constexpr std::size_t kFilterTextMax = 2048;
constexpr std::int64_t kExportMost = 10'000;  // lines of a file

std::optional<std::string> given(const http::Request& request, std::string_view name);
std::unexpected<Error> refuse_parameter(std::string_view name, std::string_view why);
// An integer from 1; what is above `most` is cut to it.
Result<std::int64_t> read_number(const http::Request& request, std::string_view name, std::int64_t fallback, std::int64_t most);
// `page` from 1, `limit` 20, at most 100.
Result<Pages> read_pages(const http::Request& request);
// Text to compare with, of at most `limit` characters.
Result<std::optional<std::string>> read_filter_text(const http::Request& request, std::string_view name,
                                                    std::size_t limit = kFilterTextMax);

// One of the names that `parse` knows.
template <class Enum, class Parse>
Result<std::optional<Enum>> read_filter_name(const http::Request& request, std::string_view name, Parse parse) {
  const auto text = given(request, name);
  if (!text) return std::optional<Enum>{};
  const std::optional<Enum> value = parse(*text);
  if (!value) return refuse_parameter(name, "is not one of the known values.");
  return value;
}

}  // namespace seggwat::feedback
