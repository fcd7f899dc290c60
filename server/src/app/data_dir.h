#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"
#include "db/database.h"

// The directory that holds all of an installation: seggwat.db, search.db, files, secret.key, seggwat.toml, lock. Mode 0700, files
// 0600.
namespace seggwat::app {

std::string database_path(const std::string& dir);
// The search index, which is built from the database.
std::string index_path(const std::string& dir);
// Where the bytes of attachments are.
std::string files_path(const std::string& dir);

// Held by `serve` while it runs, so that no second one works on the same data. Ends with the process, whatever ends it.
class ServeLock {
 public:
  // 409 `data_dir_in_use` when another process holds it.
  static Result<ServeLock> take(const std::string& dir);
  // Is a server running on this directory? Never disturbs it.
  static bool is_held(const std::string& dir);

  ServeLock(ServeLock&& other) noexcept;
  ServeLock(const ServeLock&) = delete;
  ServeLock& operator=(const ServeLock&) = delete;
  ServeLock& operator=(ServeLock&&) = delete;
  ~ServeLock();

 private:
  explicit ServeLock(int file) : file_(file) {}
  int file_;
};

// A directory made ready: the newest schema, a key, the rows of `meta`.
struct OpenedData {
  std::unique_ptr<db::Database> database;  // may write
  SecretKey key;
  bool key_is_known = true;  // false: stored secrets were sealed with another key and must be made anew
};

// Makes what is missing (directory, database, key), migrates an older database. Safe while another process does the same.
// `key_file` empty: DIR/secret.key. 503 with a sentence for people when something cannot be made, read or migrated.
Result<OpenedData> open_data_dir(const std::string& dir, const std::string& key_file, Random& random);
// For commands that must not create anything: 404 `no_data` when there is no database.
Result<OpenedData> open_existing_data_dir(const std::string& dir, const std::string& key_file, Random& random);

// 64 hex characters in a file; white space at the end is ignored.
Result<SecretKey> read_key_file(const std::string& path);
// The key file in use.
std::string key_path(const std::string& dir, const std::string& key_file);

}  // namespace seggwat::app
