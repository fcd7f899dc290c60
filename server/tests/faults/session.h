#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "conversations/conversations.h"
#include "db/write_lane.h"
#include "faults/fragile_disk.h"
#include "faults/record.h"
#include "support/fakes.h"

namespace seggwat::testing {

// Ways to break the product on purpose, so that the checks can be seen to notice.
enum class Breakage : std::uint8_t {
  none,
  unsynced,          // synchronous=OFF
  answers_too_soon,  // acknowledged before the commit
  repeats_anew,      // a message sent again is taken for another one
};

// Users and a member who write to each other through the real write lane, on a disk of the test's. Everything is repeatable but
// how the lane groups the writes of a burst.
class Session {
 public:
  explicit Session(FragileDisk& disk, Breakage breakage = Breakage::none);
  ~Session();

  // Sends `count` writes at once and waits for their answers. Returns how many were refused; whatever else a refusal says but 503
  // `unavailable` is thrown.
  int burst(int count);
  // Each user writes once, so that members can answer whoever a fault has kept from beginning. As above.
  int greet();
  const Record& record() const { return record_; }
  db::Database open(db::OpenMode mode) const { return {kPath, mode, disk_.name()}; }

  // Called after each batch of answers, on the lane's thread.
  std::function<void()> after_answers;

  static constexpr const char* kPath = "seggwat.db";

 private:
  enum class By : std::uint8_t { user, member, member_note };
  struct Write;
  struct Ports;
  void prepare(db::Database& database);
  Write next_write();
  Write write_of(By by, int user);
  int send(std::vector<Write> writes);
  void submit(Write write);
  Result<std::int64_t> apply(db::Tx& tx, const Write& write);

  FragileDisk& disk_;
  const Breakage breakage_;
  ManualClock clock_;
  SeededRandom random_;
  Record record_;
  std::unique_ptr<Ports> ports_;
  ProjectId project_;
  team::Member member_;
  std::vector<Write> sent_;
  int number_ = 0;
  std::unique_ptr<db::WriteLane> lane_;
};

}  // namespace seggwat::testing
