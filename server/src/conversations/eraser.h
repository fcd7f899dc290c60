#pragma once

#include "erasure/erasure.h"

namespace seggwat::conversations {

// Deletes where a user has been, and a conversation: read marks, messages and notes, the thread. Its journal rows stay as numbers
// that say nothing, so that every cursor goes on without a gap.
class Eraser final : public erasure::Part {
 public:
  std::size_t erase_slice(db::Tx& tx, const erasure::Person& person, std::size_t at_most) override;
};

}  // namespace seggwat::conversations
