#include "conversations/mentions.h"

#include <algorithm>

namespace seggwat::conversations {

std::vector<MemberId> find_mentions(std::string_view body) {
  constexpr std::size_t kIdLength = 36;
  std::vector<MemberId> mentioned;
  for (auto at = body.find("@{"); at != std::string_view::npos; at = body.find("@{", at + 2)) {
    if (at + 2 + kIdLength >= body.size() || body[at + 2 + kIdLength] != '}') continue;
    const auto member = MemberId::parse(body.substr(at + 2, kIdLength));
    if (member && std::ranges::find(mentioned, *member) == mentioned.end()) mentioned.push_back(*member);
  }
  return mentioned;
}

}  // namespace seggwat::conversations
