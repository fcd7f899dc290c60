#include "app/storage.h"

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
      read(path, kReadThreads, deliver),
      work(deliver) {}

void Storage::stop() {
  work.stop();
  read.stop();
  write.stop();
  checkpointer.stop();
}

}  // namespace seggwat::app
