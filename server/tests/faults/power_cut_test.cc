// The power goes at every moment at which it makes a difference: before each sync, and after each answer.
#include <gtest/gtest.h>

#include <iostream>

#include "faults/session.h"

namespace seggwat::testing {
namespace {

using Survival = FragileDisk::Survival;

// Cuts the power of a running session, looks at what a fresh start finds, and lets the session go on as if nothing had been.
class PowerCuts {
 public:
  explicit PowerCuts(Breakage breakage) : session_(disk_, breakage) {
    disk_.before_sync = [this] { cut(); };
    session_.after_answers = [this] { cut(); };
  }
  ~PowerCuts() { disk_.before_sync = nullptr; }

  void run(int bursts) {
    for (int i = 0; i < bursts; ++i) session_.burst(1 + static_cast<int>(random_.bits32() % 12));
  }

  int cuts = 0;
  int faulty = 0;
  Verdict worst;  // of all cuts, by what is lost and doubled

 private:
  void cut() {
    for (const auto survival : {Survival::none, Survival::all, Survival::some, Survival::torn}) {
      ++cuts;
      after_.load(disk_.after_power_cut(survival, random_));
      const auto verdict = judge_disk(session_.record(), Session::kPath, after_.name());
      if (!verdict.is_clean()) ++faulty;
      if (verdict.lost + verdict.doubled > worst.lost + worst.doubled || worst.is_clean()) worst = verdict;
    }
  }

  FragileDisk disk_{"fragile"};
  FragileDisk after_{"after-the-cut"};
  SeededRandom random_{7};
  Session session_;
};

TEST(PowerCut, nothing_acknowledged_is_lost_or_doubled_whatever_the_disk_forgets) {
  PowerCuts power(Breakage::none);
  power.run(is_long_form() ? 1'000 : 250);
  EXPECT_EQ(power.faulty, 0) << to_text(power.worst);
  std::cout << power.cuts << " power cuts\n";
  EXPECT_GT(power.cuts, is_long_form() ? 8'000 : 2'000);
}

TEST(PowerCut, the_check_notices_writes_that_are_not_synced) {
  PowerCuts power(Breakage::unsynced);
  power.run(20);
  EXPECT_GT(power.worst.lost, 0);
}

TEST(PowerCut, the_check_notices_answers_before_the_commit) {
  PowerCuts power(Breakage::answers_too_soon);
  power.run(20);
  EXPECT_GT(power.worst.lost, 0);
}

TEST(PowerCut, the_check_notices_repeats_that_are_stored_again) {
  PowerCuts power(Breakage::repeats_anew);
  power.run(20);
  EXPECT_GT(power.worst.doubled + power.worst.moved, 0);
}

}  // namespace
}  // namespace seggwat::testing
