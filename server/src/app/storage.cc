#include "app/storage.h"

namespace seggwat::app {
namespace {

constexpr std::size_t kReadThreads = 2;

}  // namespace

Storage::Storage(OpenedData data, const std::string& data_dir, const Clock& clock, Random& random, const db::Deliver& deliver)
    : path(database_path(data_dir)),
      key(data.key),
      cursors(journal::Cursors::load_or_create(*data.database, random)),
      write(std::move(data.database), clock, random, deliver),
      read(path, kReadThreads, deliver),
      work(deliver) {}

void Storage::stop() {
  work.stop();
  read.stop();
  write.stop();
}

}  // namespace seggwat::app
