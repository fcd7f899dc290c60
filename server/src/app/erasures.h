#pragma once

#include <vector>

#include "app/storage.h"
#include "attachments/eraser.h"
#include "conversations/eraser.h"
#include "end_users/eraser.h"
#include "erasure/erasure.h"
#include "feedback/eraser.h"
#include "figures/eraser.h"
#include "notifications/eraser.h"
#include "realtime/realtime.h"

namespace seggwat::app {

// Carries out what was begun: rows in slices between other writes, then, once the search index has let go of them, the files.
// Belongs to the event loop.
class Erasures {
 public:
  Erasures(Storage& storage, const Clock& clock, realtime::Realtime& realtime, const attachments::Attachments& attachments)
      : storage_(storage), clock_(clock), realtime_(realtime), attachments_(attachments) {}

  // There may be something to do: one was begun, the server has started, the search index has let go of something, or an attempt
  // failed a while ago.
  void wake();

 private:
  enum class Step { again, look_at_index, nothing };

  void next();
  Step take_step(db::Tx& tx);
  void look_at_index();
  void clean_index();
  void clean_files(Instant began);
  void note_cleaned(Instant began);
  void rest();

  Storage& storage_;
  const Clock& clock_;
  realtime::Realtime& realtime_;
  notifications::Eraser notifications_;
  feedback::Eraser feedback_;
  figures::Eraser figures_;
  attachments::Eraser attachments_;
  conversations::Eraser conversations_;
  end_users::Eraser end_users_;
  // Whoever refers to another's rows comes first.
  const std::vector<erasure::Part*> parts_{&notifications_, &attachments_, &feedback_, &figures_, &conversations_, &end_users_};
  bool running_ = false;
  bool woken_ = false;  // meanwhile
};

}  // namespace seggwat::app
