#pragma once

#include "erasure/erasure.h"

namespace seggwat::feedback {

// Deletes what a person has submitted under their own id.
class Eraser final : public erasure::Part {
 public:
  std::size_t erase_slice(db::Tx& tx, const erasure::Person& person, std::size_t at_most) override;
};

}  // namespace seggwat::feedback
