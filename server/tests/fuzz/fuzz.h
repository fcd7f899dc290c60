#pragma once

#include <cstdlib>
#include <iostream>
#include <source_location>
#include <string_view>

// What the fuzz targets share. A target is one run() over bytes that nobody vouches for. Crashes and undefined behaviour are found
// by the sanitizers; what else has to hold of the result a target says with must().
namespace seggwat::fuzz {

void run(std::string_view bytes);

// Ends the run, so that libFuzzer keeps the bytes.
inline void must(bool holds, std::source_location at = std::source_location::current()) {
  if (holds) return;
  std::cerr << "does not hold: " << at.file_name() << ':' << at.line() << '\n';
  std::abort();
}

// Takes a line off the front, without its line end: for targets that need several inputs.
inline std::string_view take_line(std::string_view& bytes) {
  const auto end = bytes.find('\n');
  const auto line = bytes.substr(0, end);
  bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
  return line;
}

}  // namespace seggwat::fuzz
