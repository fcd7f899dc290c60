#include "http/body_room.h"

#include <gtest/gtest.h>

namespace seggwat::http {
namespace {

constexpr std::size_t kMiB = 1024 * 1024;

TEST(BodyRoom, large_bodies_leave_half_of_it_to_small_ones) {
  BodyRoom room(16 * kMiB);
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(room.count("address " + std::to_string(i), 0, 2 * kMiB));
  EXPECT_FALSE(room.count("one more", 0, kMiB));
  EXPECT_TRUE(room.count("one more", kMiB, 0));
  EXPECT_TRUE(room.count("a message", 0, 64 * 1024));
}

TEST(BodyRoom, one_address_fills_an_eighth_with_large_ones) {
  BodyRoom room(16 * kMiB);
  EXPECT_TRUE(room.count("greedy", 0, kMiB));
  EXPECT_TRUE(room.count("greedy", 0, kMiB));
  EXPECT_FALSE(room.count("greedy", 0, 70'000));
  EXPECT_TRUE(room.count("neighbour", 0, kMiB));
  EXPECT_TRUE(room.count("greedy", 0, 1000)) << "a message of the greedy one";
  EXPECT_TRUE(room.count("greedy", 70'000, 0));
  EXPECT_TRUE(room.count("greedy", kMiB, 0));
  EXPECT_TRUE(room.count("greedy", 0, kMiB)) << "what is done takes no room";
}

TEST(BodyRoom, a_body_that_grows_counts_once) {
  BodyRoom room(16 * kMiB);
  EXPECT_TRUE(room.count("slow", 0, 60'000));
  EXPECT_TRUE(room.count("slow", 60'000, 70'000));
  EXPECT_TRUE(room.count("slow", 70'000, 2 * kMiB));
  EXPECT_EQ(room.bytes(), 2 * kMiB);
  EXPECT_FALSE(room.count("slow", 2 * kMiB, 2 * kMiB + 1));
  EXPECT_TRUE(room.count("slow", 2 * kMiB + 1, 0));
  EXPECT_EQ(room.bytes(), 0U);
}

}  // namespace
}  // namespace seggwat::http
