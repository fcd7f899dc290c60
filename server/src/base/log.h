#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

// JSON lines on standard error, one event each. Values are escaped, so nothing that a stranger sends can forge a line.
// Never pass tokens, cookies, secrets, passwords or message text.
namespace seggwat::log {

using Field = std::pair<std::string_view, std::string>;

void info(std::string_view event, std::initializer_list<Field> fields = {});
void warn(std::string_view event, std::initializer_list<Field> fields = {});
void error(std::string_view event, std::initializer_list<Field> fields = {});

// Tests and command-line tools that print their own words switch the log off.
void silence();

}  // namespace seggwat::log
