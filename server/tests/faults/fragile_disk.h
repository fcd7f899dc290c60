#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"

namespace seggwat::testing {

// A disk in memory, behind a SQLite VFS, that tells apart what was written and what was synced. A power cut may take any of the
// writes that were not synced, in any order, and may tear the ones it leaves.
//
// Connections to it are used one after the other, never at the same time: of all locks, only the one that a connection needs to be
// the last one is kept.
class FragileDisk {
 public:
  using Image = std::map<std::string, std::string>;  // path → content

  enum class Operation : std::uint8_t { write, truncate, sync };
  // What becomes of the writes that were not synced when the power goes.
  enum class Survival : std::uint8_t { none, all, some, torn };

  // `name` is the VFS's, for db::Database; unique among those alive.
  explicit FragileDisk(std::string name);
  ~FragileDisk();
  FragileDisk(const FragileDisk&) = delete;
  FragileDisk& operator=(const FragileDisk&) = delete;

  const std::string& name() const { return name_; }
  // Replaces everything on the disk, synced. No file may be open.
  void load(Image image);
  // What is found when the power is back.
  Image after_power_cut(Survival survival, Random& random) const;

  // Called before each sync takes effect, on the thread that syncs.
  std::function<void()> before_sync;
  // Asked before each operation; anything but SQLITE_OK is its result, and it does not happen. A failed sync has lost what waited:
  // the content can still be read, but no later sync makes it safe (as Linux does it).
  std::function<int(Operation)> fault;

  // One file. For the VFS.
  struct File {
    struct Change {
      std::int64_t offset = 0;
      std::string bytes;
      bool truncates = false;  // to `offset`
    };
    std::string content;           // as it is read now
    std::string synced;            // as it is after a power cut, but for `unsynced`
    std::vector<Change> unsynced;  // in the order they were made
    std::vector<std::unique_ptr<char[]>> shared;
    int connections = 0;  // that hold a lock
    void apply(Change change);
    void sync();
  };
  std::shared_ptr<File> find(const std::string& path) const;
  std::shared_ptr<File> open(const std::string& path);
  void remove(const std::string& path) { files_.erase(path); }
  int ask(Operation operation) const { return fault ? fault(operation) : SQLITE_OK; }

 private:
  const std::string name_;
  sqlite3_vfs vfs_{};
  std::map<std::string, std::shared_ptr<File>> files_;
};

}  // namespace seggwat::testing
