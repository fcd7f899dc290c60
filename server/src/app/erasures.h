#pragma once

#include <vector>

#include "app/storage.h"
#include "attachments/eraser.h"
#include "conversations/eraser.h"
#include "end_users/eraser.h"
#include "erasure/erasure.h"
#include "feedback/eraser.h"
#include "notifications/eraser.h"
#include "realtime/realtime.h"
#include "search/eraser.h"

namespace seggwat::app {

// Carries out what was begun: rows in slices between other writes, then the files. Belongs to the event loop.
class Erasures {
 public:
  Erasures(Storage& storage, const Clock& clock, realtime::Realtime& realtime, const attachments::Attachments& attachments)
      : storage_(storage), clock_(clock), realtime_(realtime), attachments_(attachments) {}

  // There may be something to do: one was begun, the server has started, or an attempt failed a while ago.
  void wake();

 private:
  enum class Step { again, clean_files, nothing };

  void next();
  Step take_step(db::Tx& tx);
  void clean_files();
  void note_cleaned(Instant began);

  Storage& storage_;
  const Clock& clock_;
  realtime::Realtime& realtime_;
  notifications::Eraser notifications_;
  feedback::Eraser feedback_;
  attachments::Eraser attachments_;
  search::Eraser search_;
  conversations::Eraser conversations_;
  end_users::Eraser end_users_;
  // Whoever refers to another's rows comes first.
  const std::vector<erasure::Part*> parts_{&notifications_, &attachments_, &feedback_, &search_, &conversations_, &end_users_};
  bool running_ = false;
};

}  // namespace seggwat::app
