// Last-Event-ID. A line each for a team's and a user's; in place of the first six bytes of a line that starts with `good-` stands
// what only the server can make.
#include "journal/cursor.h"

#include <string>

#include "fuzz/fuzz.h"

namespace seggwat::fuzz {
namespace {

const journal::Cursors& cursors() {
  static const journal::Cursors made("0123456789abcdef", std::string(32, 'k'));
  return made;
}

std::string with_prefix(std::string_view line, const std::string& prefix) {
  constexpr std::string_view kMark = "good-";
  return line.starts_with(kMark) ? prefix + std::string(line.substr(kMark.size())) : std::string(line);
}

}  // namespace

void run(std::string_view bytes) {
  const auto project = *ProjectId::parse("01890a5d-ac96-774b-bcce-b302099a8057");
  const auto team = with_prefix(take_line(bytes), "t-0123456789abcdef-");
  if (const auto at = cursors().parse_team(team)) must(at->no >= 0 && cursors().team(*at) == team);
  const auto user = with_prefix(bytes, cursors().user_prefix(project, "ada"));
  must(!cursors().parse_user(project, "eve", user));
  if (const auto at = cursors().parse_user(project, "ada", user)) must(cursors().user(project, "ada", *at) == user);
}

}  // namespace seggwat::fuzz
