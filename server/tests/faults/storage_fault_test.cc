// Storage that fails at its Nth write or sync, once or for a while: no false acknowledgement, 503 for the rest, and the lane goes
// on by itself when storage works again.
#include <gtest/gtest.h>

#include "faults/session.h"

namespace seggwat::testing {
namespace {

using Operation = FragileDisk::Operation;

constexpr int kBursts = 12;
constexpr int kBurst = 6;

struct Fault {
  Operation operation;
  int result;
  const char* name;
};
constexpr Fault kFaults[]{{Operation::write, SQLITE_FULL, "no space left"},
                          {Operation::write, SQLITE_IOERR_WRITE, "a write fails"},
                          {Operation::sync, SQLITE_IOERR_FSYNC, "a sync fails"},
                          {Operation::truncate, SQLITE_IOERR_TRUNCATE, "a truncation fails"}};

// Runs a session in which operations `first` … `last` of the kind fail. Returns how many operations there were.
int run_with(const Fault& fault, int first, int last) {
  FragileDisk disk("faulty");
  FragileDisk after("after-the-fault");
  SeededRandom random(3);
  int count = 0;
  Session session(disk);
  disk.fault = [&](Operation operation) {
    if (operation != fault.operation) return SQLITE_OK;
    ++count;
    return count >= first && count <= last ? fault.result : SQLITE_OK;
  };
  const auto where = std::string(fault.name) + " from " + std::to_string(first) + " to " + std::to_string(last);
  for (int i = 0; i < kBursts; ++i) session.burst(kBurst);
  auto reader = session.open(db::OpenMode::read_only);
  EXPECT_TRUE(judge(session.record(), reader).is_clean()) << where;
  while (count < last) session.burst(1);
  EXPECT_EQ(session.greet(), 0) << where << ": storage works again, the lane does not";
  EXPECT_EQ(session.burst(kBurst), 0) << where << ": storage works again, the lane does not";
  for (const auto survival : {FragileDisk::Survival::none, FragileDisk::Survival::torn}) {
    after.load(disk.after_power_cut(survival, random));
    const auto verdict = judge_disk(session.record(), Session::kPath, after.name());
    EXPECT_TRUE(verdict.is_clean()) << where << ", then a power cut: " << to_text(verdict);
  }
  disk.fault = nullptr;
  return count;
}

// At every operation in the long form, at some of them in the short one.
int step_for(int operations) { return is_long_form() ? 1 : 1 + operations / 60; }

TEST(StorageFault, one_that_happens_once_costs_no_acknowledged_message) {
  for (const auto& fault : kFaults) {
    const int operations = run_with(fault, 0, 0);
    for (int at = 1; at <= operations; at += step_for(operations)) run_with(fault, at, at);
  }
}

TEST(StorageFault, one_that_lasts_refuses_and_is_over_when_it_is_over) {
  for (const auto& fault : kFaults) {
    const int operations = run_with(fault, 0, 0);
    for (int at = 1; at <= operations; at += 7 * step_for(operations)) run_with(fault, at, at + 25);
  }
}

}  // namespace
}  // namespace seggwat::testing
