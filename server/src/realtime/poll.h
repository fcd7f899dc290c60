#pragma once

#include <functional>
#include <string>
#include <vector>

#include "http/response.h"
#include "realtime/follower.h"

namespace seggwat::realtime {

// One waiting long poll: answers with the events there are, else with the first that comes, else, when its time is over, with none.
class Poll final : public Follower {
 public:
  using Answer = std::move_only_function<void(http::Response)>;

  // At the latest at `until`.
  Poll(Context& context, const Audience& audience, Answer answer, Tick until);
  // After hub.add(). Without a cursor the head is the answer, at once.
  void start(Given given);

  void end(std::optional<std::string_view> code) override;
  void dismiss() override { answer_now(); }
  void abandon() override;
  Tick on_due(Tick now) override;

 private:
  void take(const SharedFrame& frame) override;
  void begin_with(const Page& page) override;
  void page_taken(const Page& page) override;
  void fail(const Error& error) override;
  // What belongs to the same commit is still to come within this turn of the loop.
  void answer_soon();
  void answer_now();

  Answer answer_;
  const Tick until_;
  std::vector<SharedFrame> events_;
  std::string cursor_;
  bool wants_head_ = false;
  bool answering_ = false;
};

}  // namespace seggwat::realtime
