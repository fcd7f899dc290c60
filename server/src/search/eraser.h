#pragma once

#include "erasure/erasure.h"
#include "search/indexer.h"

namespace seggwat::search {

// Takes a person's conversation out of the index, before its messages go. What is left of its words in the index's pages goes with
// the slices that make it compact.
class Eraser final : public erasure::Part {
 public:
  std::size_t erase_slice(db::Tx& tx, const erasure::Person& person, std::size_t at_most) override {
    return person.thread ? forget_thread(tx, *person.thread, at_most) : 0;
  }
};

}  // namespace seggwat::search
