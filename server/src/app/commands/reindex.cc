#include <filesystem>
#include <iostream>
#include <thread>

#include "app/commands/doctor.h"
#include "app/data_dir.h"
#include "search/index_file.h"
#include "search/indexer.h"

namespace seggwat::app {
namespace {

constexpr std::size_t kTellEvery = 50'000;
constexpr Milliseconds kPause{2};  // lets a running server write between two slices

// A running server does it by itself.
void forget_erased(const std::string& path, std::int64_t through) {
  db::Database database(path, db::OpenMode::read_write);
  for (bool more = true; more;) {
    db::Transaction transaction(database, db::Transaction::Kind::immediate);
    more = search::forget_erased(database, through);
    transaction.commit();
  }
}

search::Progress index_one_slice(db::Database& index) {
  db::Transaction transaction(index, db::Transaction::Kind::immediate);
  const auto progress = search::index_slice(index);
  transaction.commit();
  return progress;
}

}  // namespace

int run_reindex(const Config& config) {
  const auto path = database_path(config.data_dir);
  if (!std::filesystem::exists(path)) {
    std::cerr << "seggwat: There is no seggwat database in " << config.data_dir << ".\n";
    return 1;
  }
  // Without a server nobody has the file open: then it may be damaged in any way.
  if (!ServeLock::is_held(config.data_dir)) search::remove_index(index_path(config.data_dir));
  const auto index = search::open_index(index_path(config.data_dir), path);
  {
    db::Transaction transaction(*index, db::Transaction::Kind::immediate);
    search::start_over(*index);
    transaction.commit();
  }
  std::size_t done = 0;
  std::size_t told = 0;
  while (true) {
    const auto progress = index_one_slice(*index);
    done += progress.messages;
    if (progress.erased > 0 && !ServeLock::is_held(config.data_dir)) forget_erased(path, progress.erased);
    if (done - told >= kTellEvery) {
      told = done;
      std::cout << done << " messages" << std::endl;
    }
    if (!progress.more) break;
    std::this_thread::sleep_for(kPause);
  }
  std::cout << "The search index is whole." << std::endl;
  return 0;
}

}  // namespace seggwat::app
