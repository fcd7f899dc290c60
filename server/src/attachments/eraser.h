#pragma once

#include "attachments/attachments.h"
#include "erasure/erasure.h"

namespace seggwat::attachments {

// Deletes the files of a person's conversation, whoever sent them, and the screenshots that came with their feedback.
class Eraser final : public erasure::Part {
 public:
  explicit Eraser(const Attachments& attachments) : attachments_(attachments) {}
  std::size_t erase_slice(db::Tx& tx, const erasure::Person& person, std::size_t at_most) override {
    if (attachments_.remove_of_user(tx, {person.user_key})) return at_most;
    return !person.sub.empty() && attachments_.remove_screenshots(tx, person.project, person.sub) ? at_most : 0;
  }

 private:
  const Attachments& attachments_;
};

}  // namespace seggwat::attachments
