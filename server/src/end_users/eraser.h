#pragma once

#include <optional>

#include "end_users/end_user.h"
#include "erasure/erasure.h"

namespace seggwat::end_users {

// At the beginning of an erasure: takes name, address, attributes and the `sub` from the row, so that it names nobody and whoever
// comes with that `sub` is somebody new. Returns the `sub` it had.
std::optional<std::string> make_nameless(db::Tx& tx, UserKey user, Random& random);

// Deletes the row, last.
class Eraser final : public erasure::Part {
 public:
  std::size_t erase_slice(db::Tx& tx, const erasure::Person& person, std::size_t at_most) override;
};

}  // namespace seggwat::end_users
