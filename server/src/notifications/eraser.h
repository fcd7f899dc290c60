#pragma once

#include "erasure/erasure.h"

namespace seggwat::notifications {

// Deletes what the bell says about a person, and the mails to them.
class Eraser final : public erasure::Part {
 public:
  std::size_t erase_slice(db::Tx& tx, const erasure::Person& person, std::size_t at_most) override;
};

}  // namespace seggwat::notifications
