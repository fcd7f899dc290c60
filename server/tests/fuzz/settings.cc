// seggwat.toml, and the text of every setting by itself.
#include <algorithm>

#include "app/config.h"
#include "app/config_values.h"
#include "fuzz/fuzz.h"

namespace seggwat::fuzz {
namespace {

void read_values(std::string_view text) {
  if (const auto address = app::parse_listen_address(text)) must(app::parse_listen_address(app::to_text(*address)) == address);
  if (const auto url = app::parse_public_url(text)) must(app::parse_public_url(*url) == url);
  if (const auto size = app::parse_size(text)) must(*size > 0);
  if (const auto time = app::parse_duration(text)) must(time->count() >= 0 && *time <= std::chrono::days(366));
  (void)app::parse_networks(text);
  (void)app::parse_switch(text);
}

}  // namespace

void run(std::string_view bytes) {
  read_values(bytes);
  // The library for TOML asks of letters beyond ASCII whether they are white space, and has no answer for some: undefined, and
  // without consequence. Only the operator writes this file.
  if (std::ranges::any_of(bytes, [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) return;
  std::vector<std::string> faults;
  for (const auto& [name, text] : app::parse_settings(bytes, faults)) read_values(text);
  for (const auto& fault : faults) must(!fault.empty());
}

}  // namespace seggwat::fuzz
