#include "attachments/archive_path.h"

#include "base/text.h"

namespace seggwat::attachments {

// Names were cleaned when they came; what unpacks on another system is asked again all the same.
std::string archive_path(const Attachment& attachment) {
  constexpr std::size_t kMostBytes = 200;  // a name may take 255 with the id in front
  constexpr std::size_t kMostOfEnding = 20;
  const auto& given = attachment.name;
  const auto dot = given.rfind('.');
  const auto ending = dot == std::string::npos || given.size() - dot > kMostOfEnding ? std::string() : given.substr(dot);
  auto name = given.substr(0, given.size() - ending.size());
  if (name.size() + ending.size() > kMostBytes) {
    name.resize(kMostBytes - ending.size());
    while (!is_utf8(name)) name.pop_back();
  }
  name += ending;
  for (char& c : name) {
    if (c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20) c = '_';
  }
  return "files/" + to_string(attachment.id) + "-" + name;
}

}  // namespace seggwat::attachments
