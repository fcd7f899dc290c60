#include "app/storage.h"

#include "search/index_file.h"

namespace seggwat::app {
namespace {

constexpr std::size_t kReadThreads = 2;

}  // namespace

Storage::Storage(OpenedData data, const std::string& data_dir, const Clock& clock, Random& random, const db::Deliver& deliver)
    : path(database_path(data_dir)),
      key(data.key),
      cursors(journal::Cursors::load_or_create(*data.database, random)),
      checkpointer(path),
      write(std::move(data.database), clock, random,
            [this, deliver](db::Deliveries deliveries) {
              checkpointer.note_commit();
              deliver(std::move(deliveries));
            }),
      index(search::open_index(index_path(data_dir), path), clock, random, deliver, db::WriteLane::Priority::background),
      read([index = index_path(data_dir), this] { return search::open_reader(index, path); }, kReadThreads, deliver),
      work(deliver) {}

void Storage::stop() {
  work.stop();
  read.stop();
  index.stop();
  write.stop();
  checkpointer.stop();
}

}  // namespace seggwat::app
