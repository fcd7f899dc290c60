#include <gtest/gtest.h>

#include "app/commands/doctor.h"
#include "app/data_dir.h"
#include "search/index_file.h"
#include "search/indexer.h"
#include "support/fakes.h"
#include "support/temp_dir.h"

namespace seggwat::app {
namespace {

TEST(Reindex, ends_also_when_something_was_deleted_and_no_server_is_there_to_forget_it) {
  const testing::TempDir dir;
  testing::SeededRandom random;
  Config config;
  config.data_dir = dir.file("data");
  const auto data = open_data_dir(config.data_dir, "", random);
  ASSERT_TRUE(data);
  data->database->execute(
      "WITH RECURSIVE keys (key) AS (SELECT 1 UNION ALL SELECT key + 1 FROM keys WHERE key < 1100)"
      " INSERT INTO search_erased (message_key) SELECT key FROM keys");
  EXPECT_EQ(run_reindex(config), 0);
  EXPECT_FALSE(search::has_erased(*data->database));
  const auto reader = search::open_reader(index_path(config.data_dir), database_path(config.data_dir));
  EXPECT_FALSE(search::has_work(*reader));
  EXPECT_TRUE(search::is_compact(*reader));
}

}  // namespace
}  // namespace seggwat::app
