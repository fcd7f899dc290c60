#pragma once

#include <cstddef>
#include <string>

#include "base/clock.h"
#include "base/ids.h"

namespace seggwat::views {

using ViewId = Id<struct ViewTag>;

constexpr std::size_t kNameLimit = 60;  // code points
constexpr std::int64_t kMostOfMember = 100;
constexpr std::int64_t kMostDays = 3650;
constexpr std::int64_t kCountedMost = 100;  // conversations; whoever shows it says 99+

enum class Sharing { own, team };

// A filter of the inbox with a name.
struct View {
  ViewId id;
  MemberId member;
  std::string member_name;
  std::string name;
  std::string filter_json = "{}";  // an object of checked members, see read_filter
  Sharing sharing = Sharing::own;
  Instant created_at;
};

}  // namespace seggwat::views
