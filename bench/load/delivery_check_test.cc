#include "load/delivery_check.h"

#include <gtest/gtest.h>

namespace bench {
namespace {

// Two streams that both show one thread's three messages, whole and in order.
DeliveryCheck shown_well() {
  DeliveryCheck check(2, 2);
  for (std::uint64_t message = 0; message < 3; ++message) {
    check.acknowledged(message);
    check.shown(0, message, static_cast<std::int64_t>(message) + 1);
    check.shown(1, message, static_cast<std::int64_t>(message) + 1);
  }
  return check;
}

TEST(DeliveryCheck, finds_nothing_when_all_is_well) {
  const auto check = shown_well();
  EXPECT_TRUE(check.is_complete());
  EXPECT_EQ(check.faults().total(), 0U) << check.faults().to_text();
  EXPECT_EQ(check.shown_in_all(), 6U);
  EXPECT_EQ(check.acknowledged_in_all(), 3U);
}

TEST(DeliveryCheck, takes_an_event_before_its_acknowledgement) {
  DeliveryCheck check(1, 1);
  check.shown(0, 0, 1);
  check.acknowledged(0);
  EXPECT_TRUE(check.is_complete());
  EXPECT_EQ(check.faults().total(), 0U);
}

TEST(DeliveryCheck, finds_what_was_acknowledged_and_is_missing) {
  auto check = shown_well();
  check.acknowledged(3);
  check.shown(0, 3, 4);
  EXPECT_FALSE(check.is_complete());
  EXPECT_EQ(check.faults().lost, 1U);
}

TEST(DeliveryCheck, finds_a_double) {
  auto check = shown_well();
  check.shown(1, 2, 3);
  EXPECT_GE(check.faults().doubled, 1U);
}

TEST(DeliveryCheck, finds_a_double_without_numbers) {
  DeliveryCheck check(1, 1);
  check.acknowledged(0);
  check.shown(0, 0, 0);
  check.shown(0, 0, 0);
  EXPECT_EQ(check.faults().doubled, 1U);
}

TEST(DeliveryCheck, finds_a_gap) {
  auto check = shown_well();
  check.acknowledged(3);
  check.shown(0, 3, 5);
  check.shown(1, 3, 4);
  EXPECT_EQ(check.faults().gaps, 1U);
  EXPECT_EQ(check.faults().total(), 1U);
}

TEST(DeliveryCheck, finds_what_comes_out_of_order) {
  DeliveryCheck check(1, 1);
  for (std::uint64_t message = 0; message < 3; ++message) check.acknowledged(message);
  check.shown(0, 0, 1);
  check.shown(0, 2, 3);
  check.shown(0, 1, 2);
  EXPECT_EQ(check.faults().out_of_order, 1U);
}

TEST(DeliveryCheck, finds_what_was_shown_and_never_acknowledged) {
  auto check = shown_well();
  check.shown(0, 7, 4);
  EXPECT_EQ(check.faults().unexpected, 1U);
}

TEST(DeliveryCheck, begins_anywhere_in_a_thread) {
  DeliveryCheck check(1, 1);
  check.acknowledged(0);
  check.acknowledged(1);
  check.shown(0, 0, 41);
  check.shown(0, 1, 42);
  EXPECT_EQ(check.faults().total(), 0U);
}

}  // namespace
}  // namespace bench
