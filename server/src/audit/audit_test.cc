#include <gtest/gtest.h>

#include "audit/acts.h"
#include "audit/audit_store.h"
#include "db/migrate.h"
#include "support/fakes.h"
#include "support/query_plans.h"
#include "support/temp_dir.h"

namespace seggwat::audit {
namespace {

class Audit : public ::testing::Test {
 protected:
  Audit() : path_(dir_.file("seggwat.db")), database_(path_, db::OpenMode::read_write) {
    EXPECT_TRUE(db::migrate(database_, path_).has_value());
    for (const auto& member : {ada_, ben_}) {
      database_
          .query("INSERT INTO members (id, email, name, role, password_hash, joined_at) VALUES (?1, ?2, 'x', 'Owner', '', 0)",
                 member, to_string(member))
          .run();
    }
  }

  void record_at(Instant at, const MemberId& member, std::string_view act) {
    db::Tx tx(database_, at, 1);
    record(tx, {member, "192.0.2.1", false}, {.name = act, .subject = "it"});
  }

  std::vector<std::string> acts(const Filter& filter, std::size_t limit = 100) {
    std::vector<std::string> names;
    for (const auto& entry : list_entries(database_, filter, limit)) names.push_back(entry.act);
    return names;
  }

  seggwat::testing::TempDir dir_;
  seggwat::testing::SeededRandom random_;
  std::string path_;
  db::Database database_;
  const MemberId ada_ = MemberId::make(from_millis(1), random_);
  const MemberId ben_ = MemberId::make(from_millis(2), random_);
};

using Names = std::vector<std::string>;

TEST_F(Audit, is_listed_newest_first_by_member_and_by_area_page_by_page) {
  record_at(from_millis(1), ada_, kSignedIn);
  record_at(from_millis(2), ben_, kSignedIn);
  record_at(from_millis(3), ada_, kKeyMade);
  EXPECT_EQ(acts({}), (Names{"key.made", "sign_in.done", "sign_in.done"}));
  EXPECT_EQ(acts({.member = ada_}), (Names{"key.made", "sign_in.done"}));
  EXPECT_EQ(acts({.area = "sign_in"}).size(), 2u);
  EXPECT_EQ(acts({.member = ada_, .area = "key"}), (Names{"key.made"}));
  const auto first = list_entries(database_, {}, 1);
  EXPECT_EQ(acts({.before = first.back().no}), (Names{"sign_in.done", "sign_in.done"}));
  EXPECT_EQ(first.front().actor.address, "192.0.2.1");
  EXPECT_EQ(first.front().subject, "it");
}

TEST_F(Audit, what_is_too_old_leaves_in_slices_and_the_rest_stays) {
  for (int i = 0; i < 600; ++i) record_at(from_millis(i), ada_, kSignedIn);
  db::Tx tx(database_, from_millis(1000), 1);
  EXPECT_EQ(trim_slice(tx, from_millis(590)), kTrimSlice);
  EXPECT_EQ(trim_slice(tx, from_millis(590)), 90u);
  EXPECT_EQ(trim_slice(tx, from_millis(590)), 0u);
  EXPECT_EQ(acts({}).size(), 10u);
}

TEST_F(Audit, no_question_walks_the_whole_table) {
  record_at(from_millis(1), ada_, kSignedIn);
  acts({});
  acts({.member = ada_});
  acts({.area = "sign_in"});
  db::Tx tx(database_, from_millis(1000), 1);
  trim_slice(tx, from_millis(0));
  EXPECT_EQ(seggwat::testing::scanning_statements(database_), Names{});
}

}  // namespace
}  // namespace seggwat::audit
