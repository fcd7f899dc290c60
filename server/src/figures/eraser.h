#pragma once

#include "erasure/erasure.h"

namespace seggwat::figures {

// An erased person's episodes are deleted. Those of a conversation that has only become old stay as numbers, without what was said
// and of whom.
class Eraser final : public erasure::Part {
 public:
  std::size_t erase_slice(db::Tx& tx, const erasure::Person& person, std::size_t at_most) override;
};

}  // namespace seggwat::figures
