#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/secret.h"

namespace seggwat::attachments {

// The bytes of files, each once, under their SHA-256: DIR/files/ab/cdef…. A file is there whole and on stable storage, or not at
// all. Which files are still wanted, the database says; so a file is removed in two steps: its last row goes, then, in the write
// lane, the file does, unless somebody is just bringing the same content again. Safe to call from any thread.
class DiskFiles {
 public:
  explicit DiskFiles(std::string dir);

  // Keeps a file from being removed until the row that names it is written. When it ends without keep(), nobody may want the file.
  class Pin {
   public:
    Pin(DiskFiles& files, const Digest& hash) : files_(files), hash_(hash) {}
    ~Pin() { files_.unpin(hash_, kept_); }
    Pin(const Pin&) = delete;
    Pin& operator=(const Pin&) = delete;
    void keep() { kept_ = true; }

   private:
    DiskFiles& files_;
    Digest hash_;
    std::atomic<bool> kept_ = false;
  };
  struct Stored {
    Digest hash;
    std::int64_t size = 0;
    std::shared_ptr<Pin> pin;
  };

  // In the work lane. 507 `storage_full` when the disk is full, 503 when it refuses; nothing is left behind then.
  Result<Stored> put(std::string_view bytes);
  std::string path_of(const Digest& hash) const;
  // For unfinished files too: what has the name of one is removed at the start.
  const std::string& dir() const { return dir_; }

  // Files that perhaps nobody wants any more.
  void suspect(const std::vector<Digest>& hashes);
  bool has_suspects() const { return has_suspects_; }
  std::vector<Digest> take_suspects(std::size_t most);
  // Suspects every file there is and clears what a crash left half-written. At the start, before anybody uploads.
  void suspect_all();
  // For whoever has just seen, in the write lane, that no row names the file. Leaves a pinned one alone.
  void remove(const Digest& hash);

 private:
  std::shared_ptr<Pin> pin(const Digest& hash);
  void unpin(const Digest& hash, bool kept);
  Status write(const std::string& path, std::string_view bytes);
  std::string unfinished_path();

  const std::string dir_;
  std::atomic<std::uint64_t> next_{0};
  mutable std::mutex mutex_;
  std::map<Digest, int> pins_;
  std::vector<Digest> suspects_;
  std::atomic<bool> has_suspects_ = false;
};

std::string to_hex(const Digest& hash);

}  // namespace seggwat::attachments
