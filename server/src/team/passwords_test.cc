#include "team/passwords.h"

#include <gtest/gtest.h>

#include "base/secret.h"

namespace seggwat::team {
namespace {

constexpr PasswordHasher::Cost kCheap{1, 8192};

class Passwords : public ::testing::Test {
 protected:
  void SetUp() override { init_crypto(); }
};

TEST_F(Passwords, eight_characters_are_enough_and_seven_are_not) {
  EXPECT_TRUE(check_new_password("12345678"));
  EXPECT_EQ(check_new_password("1234567").error().code, "password_too_short");
  EXPECT_EQ(check_new_password("ééééééé").error().code, "password_too_short");
  EXPECT_TRUE(check_new_password("        "));
}

TEST_F(Passwords, what_is_tried_first_is_no_choice) {
  const PasswordOwner ada{"Ada.Lovelace@example.com", "Ada Lovelace"};
  for (const std::string bad : {"12345678", "Password123", "QWERTYUIOP", "aaaaaaaaaaaa", "        ", "ada.lovelace@example.com",
                                "ADA.LOVELACE", "ada lovelace"}) {
    const auto checked = check_choice(bad, ada);
    ASSERT_FALSE(checked) << bad;
    EXPECT_EQ(checked.error().code, "password_guessable");
  }
  for (const std::string good : {"ada lovelace likes engines", "correct horse", "Passwort, das keiner kennt", "ååååååbc"}) {
    EXPECT_TRUE(check_choice(good, ada)) << good;
  }
}

TEST_F(Passwords, one_kibibyte_is_the_most) {
  EXPECT_TRUE(check_new_password(std::string(1024, 'x')));
  EXPECT_EQ(check_new_password(std::string(1025, 'x')).error().code, "password_too_long");
}

TEST_F(Passwords, every_byte_counts_spaces_and_nul_included) {
  const PasswordHasher hasher(kCheap);
  const std::string password(" pass\0word é ", 14);
  const auto stored = hasher.hash(password);
  EXPECT_TRUE(hasher.verify(stored, password));
  EXPECT_FALSE(hasher.verify(stored, std::string_view(password).substr(0, 5)));
  EXPECT_FALSE(hasher.verify(stored, std::string(" pass\0nord é ", 14)));
  EXPECT_FALSE(hasher.verify(stored, std::string_view(password).substr(1)));
}

TEST_F(Passwords, the_usual_cost_is_argon2id_with_19_mebibytes_and_two_passes) {
  const PasswordHasher hasher;
  EXPECT_TRUE(hasher.hash("correct horse").starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
  EXPECT_TRUE(hasher.dummy().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
}

TEST_F(Passwords, no_password_fits_the_dummy_although_it_is_well_formed) {
  const PasswordHasher hasher(kCheap);
  EXPECT_FALSE(hasher.is_outdated(hasher.dummy()));
  EXPECT_FALSE(hasher.verify(hasher.dummy(), ""));
  EXPECT_FALSE(hasher.verify(hasher.dummy(), "correct horse"));
}

TEST_F(Passwords, a_hash_of_another_cost_is_outdated_but_still_verifies) {
  const PasswordHasher before(kCheap);
  const PasswordHasher now(PasswordHasher::Cost{2, 16384});
  const auto stored = before.hash("correct horse");
  EXPECT_TRUE(now.is_outdated(stored));
  EXPECT_TRUE(now.verify(stored, "correct horse"));
  EXPECT_FALSE(now.is_outdated(now.hash("correct horse")));
}

}  // namespace
}  // namespace seggwat::team
