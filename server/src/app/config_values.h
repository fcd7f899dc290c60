#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// How the text of single settings is read. Nothing means that the text is not of the kind.
namespace seggwat::app {

// http(s)://host[:port], lower case, without a default port; one slash at the end is forgiven.
std::optional<std::string> parse_public_url(std::string_view text);
// Addresses and networks with commas or spaces between.
std::optional<std::vector<std::string>> parse_networks(std::string_view text);
// on/off, true/false, yes/no, 1/0
std::optional<bool> parse_switch(std::string_view text);
std::optional<std::string> parse_metrics_token(const std::string& text);

// The settings of a TOML document as text: strings as they are, numbers and booleans printed, lists joined by commas. What cannot
// be read is appended to `faults`.
std::map<std::string, std::string> parse_settings(std::string_view toml, std::vector<std::string>& faults);
// The same of a file; empty when there is no such file.
std::map<std::string, std::string> read_settings_file(const std::string& path, std::vector<std::string>& faults);

}  // namespace seggwat::app
