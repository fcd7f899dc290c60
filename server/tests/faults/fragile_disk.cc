#include "faults/fragile_disk.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <new>
#include <utility>

namespace seggwat::testing {
namespace {

constexpr std::size_t kSector = 512;

// What SQLite holds of an open file. Made by placement into SQLite's memory.
struct Handle {
  sqlite3_file base;
  FragileDisk* disk;
  std::shared_ptr<FragileDisk::File> file;
  int level;  // of its lock
};

Handle& of(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }
FragileDisk& disk_of(sqlite3_vfs* vfs) { return *static_cast<FragileDisk*>(vfs->pAppData); }

void put(std::string& content, std::size_t offset, std::string_view bytes) {
  if (content.size() < offset + bytes.size()) content.resize(offset + bytes.size());
  content.replace(offset, bytes.size(), bytes);
}

void make(std::string& content, const FragileDisk::File::Change& change) {
  if (change.truncates) {
    content.resize(static_cast<std::size_t>(change.offset));
  } else {
    put(content, static_cast<std::size_t>(change.offset), change.bytes);
  }
}

// Some sectors of a write, as a disk leaves it that lost its power on the way.
void make_torn(std::string& content, const FragileDisk::File::Change& change, Random& random) {
  for (std::size_t at = 0; at < change.bytes.size(); at += kSector) {
    if (random.bits32() % 2 == 0) continue;
    put(content, static_cast<std::size_t>(change.offset) + at, std::string_view(change.bytes).substr(at, kSector));
  }
}

int close(sqlite3_file* file) {
  of(file).~Handle();
  return SQLITE_OK;
}

int read(sqlite3_file* file, void* into, int amount, sqlite3_int64 offset) {
  const auto& content = of(file).file->content;
  const auto wanted = static_cast<std::size_t>(amount);
  const auto from = std::min(static_cast<std::size_t>(offset), content.size());
  const auto there = std::min(wanted, content.size() - from);
  std::memcpy(into, content.data() + from, there);
  if (there == wanted) return SQLITE_OK;
  std::memset(static_cast<char*>(into) + there, 0, wanted - there);
  return SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* file, const void* from, int amount, sqlite3_int64 offset) {
  if (const int refused = of(file).disk->ask(FragileDisk::Operation::write)) return refused;
  of(file).file->apply({offset, std::string(static_cast<const char*>(from), static_cast<std::size_t>(amount))});
  return SQLITE_OK;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (const int refused = of(file).disk->ask(FragileDisk::Operation::truncate)) return refused;
  of(file).file->apply({size, {}, true});
  return SQLITE_OK;
}

int sync(sqlite3_file* file, int) {
  auto& disk = *of(file).disk;
  if (disk.before_sync) disk.before_sync();
  if (const int refused = disk.ask(FragileDisk::Operation::sync)) {
    of(file).file->unsynced.clear();
    return refused;
  }
  of(file).file->sync();
  return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(of(file).file->content.size());
  return SQLITE_OK;
}

int lock(sqlite3_file* file, int level) {
  auto& handle = of(file);
  const int others = handle.file->connections - (handle.level > SQLITE_LOCK_NONE ? 1 : 0);
  if (level == SQLITE_LOCK_EXCLUSIVE && others > 0) return SQLITE_BUSY;
  handle.file->connections = others + (level > SQLITE_LOCK_NONE ? 1 : 0);
  handle.level = level;
  return SQLITE_OK;
}
int check_reserved_lock(sqlite3_file*, int* held) {
  *held = 0;
  return SQLITE_OK;
}
int file_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return static_cast<int>(kSector); }
int device_characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int shm_map(sqlite3_file* file, int region, int size, int, void volatile** memory) {
  auto& shared = of(file).file->shared;
  while (shared.size() <= static_cast<std::size_t>(region))
    shared.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
  *memory = shared[static_cast<std::size_t>(region)].get();
  return SQLITE_OK;
}
int shm_lock(sqlite3_file*, int, int, int) { return SQLITE_OK; }
void shm_barrier(sqlite3_file*) {}
int shm_unmap(sqlite3_file* file, int deletes) {
  if (deletes != 0) of(file).file->shared.clear();
  return SQLITE_OK;
}

constexpr sqlite3_io_methods kFileMethods{.iVersion = 2,
                                          .xClose = close,
                                          .xRead = read,
                                          .xWrite = write,
                                          .xTruncate = truncate,
                                          .xSync = sync,
                                          .xFileSize = file_size,
                                          .xLock = lock,
                                          .xUnlock = lock,
                                          .xCheckReservedLock = check_reserved_lock,
                                          .xFileControl = file_control,
                                          .xSectorSize = sector_size,
                                          .xDeviceCharacteristics = device_characteristics,
                                          .xShmMap = shm_map,
                                          .xShmLock = shm_lock,
                                          .xShmBarrier = shm_barrier,
                                          .xShmUnmap = shm_unmap};

int open_file(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* given) {
  auto& disk = disk_of(vfs);
  file->pMethods = nullptr;
  std::shared_ptr<FragileDisk::File> found;
  if (path == nullptr) {
    found = std::make_shared<FragileDisk::File>();
  } else {
    found = (flags & SQLITE_OPEN_CREATE) != 0 ? disk.open(path) : disk.find(path);
  }
  if (!found) return SQLITE_CANTOPEN;
  new (file) Handle{{&kFileMethods}, &disk, std::move(found), SQLITE_LOCK_NONE};
  if (given != nullptr) *given = flags;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* path, int) {
  disk_of(vfs).remove(path);
  return SQLITE_OK;
}

int access(sqlite3_vfs* vfs, const char* path, int, int* exists) {
  *exists = disk_of(vfs).find(path) ? 1 : 0;
  return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* path, int size, char* into) {
  sqlite3_snprintf(size, into, "%s", path);
  return SQLITE_OK;
}

int randomness(sqlite3_vfs*, int size, char* into) {
  std::memset(into, 7, static_cast<std::size_t>(size));
  return size;
}
int sleep(sqlite3_vfs*, int microseconds) { return microseconds; }
int last_error(sqlite3_vfs*, int, char*) { return 0; }
int current_time(sqlite3_vfs*, sqlite3_int64* milliseconds) {
  constexpr sqlite3_int64 kJulianOf1970 = 210'866'760'000'000;
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  *milliseconds = kJulianOf1970 + std::chrono::duration_cast<std::chrono::milliseconds>(since_1970).count();
  return SQLITE_OK;
}

}  // namespace

void FragileDisk::File::apply(Change change) {
  make(content, change);
  unsynced.push_back(std::move(change));
}

void FragileDisk::File::sync() {
  for (const auto& change : unsynced) make(synced, change);
  unsynced.clear();
}

FragileDisk::FragileDisk(std::string name) : name_(std::move(name)) {
  vfs_.iVersion = 2;
  vfs_.szOsFile = sizeof(Handle);
  vfs_.mxPathname = 512;
  vfs_.zName = name_.c_str();
  vfs_.pAppData = this;
  vfs_.xOpen = open_file;
  vfs_.xDelete = delete_file;
  vfs_.xAccess = access;
  vfs_.xFullPathname = full_path;
  vfs_.xRandomness = randomness;
  vfs_.xSleep = sleep;
  vfs_.xGetLastError = last_error;
  vfs_.xCurrentTimeInt64 = current_time;
  sqlite3_vfs_register(&vfs_, 0);
}

FragileDisk::~FragileDisk() { sqlite3_vfs_unregister(&vfs_); }

void FragileDisk::load(Image image) {
  files_.clear();
  for (auto& [path, content] : image) {
    auto file = open(path);
    file->content = content;
    file->synced = std::move(content);
  }
}

FragileDisk::Image FragileDisk::after_power_cut(Survival survival, Random& random) const {
  Image image;
  for (const auto& [path, file] : files_) {
    auto& content = image[path];
    content = file->synced;
    for (const auto& change : file->unsynced) {
      const bool survives = survival == Survival::all || (survival != Survival::none && random.bits32() % 2 == 0);
      if (!survives) continue;
      if (survival == Survival::torn && !change.truncates) {
        make_torn(content, change, random);
      } else {
        make(content, change);
      }
    }
  }
  return image;
}

std::shared_ptr<FragileDisk::File> FragileDisk::find(const std::string& path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : found->second;
}

std::shared_ptr<FragileDisk::File> FragileDisk::open(const std::string& path) {
  auto& file = files_[path];
  if (!file) file = std::make_shared<File>();
  return file;
}

}  // namespace seggwat::testing
