#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace seggwat {

// One line of RFC 4180, CRLF included; every cell quoted. What a spreadsheet would take for a formula (= + - @ at a cell's start,
// and behind a semicolon, tab or line end, where many of them begin another cell) gets an apostrophe in front.
std::string csv_line(const std::vector<std::string>& cells);
// The cell alone, quoted.
std::string csv_cell(std::string_view text);

}  // namespace seggwat
