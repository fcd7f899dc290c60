#include "app/data_dir.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>

#include "base/log.h"
#include "base/text.h"
#include "db/meta_store.h"
#include "db/migrate.h"
#include "journal/cursor.h"

namespace seggwat::app {
namespace {

namespace fs = std::filesystem;
constexpr auto* kKeyFingerprint = "secret_key";

std::unexpected<Error> broken(const std::string& what) { return fail(ErrorKind::unavailable, "data_dir", what); }
std::string why() { return std::strerror(errno); }

// One process at a time makes or migrates the data. A lock on the directory itself, so that it needs no file.
class SetUpLock {
 public:
  explicit SetUpLock(const std::string& dir) : file_(::open(dir.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (file_ >= 0) ::flock(file_, LOCK_EX);
  }
  ~SetUpLock() {
    if (file_ >= 0) ::close(file_);
  }
  SetUpLock(const SetUpLock&) = delete;
  SetUpLock& operator=(const SetUpLock&) = delete;

 private:
  int file_;
};

Status make_dir(const std::string& dir) {
  std::error_code failed;
  if (fs::is_directory(dir, failed)) return {};
  const auto parent = fs::absolute(dir).lexically_normal().parent_path();
  fs::create_directories(parent, failed);
  if (::mkdir(dir.c_str(), 0700) != 0 && errno != EEXIST)
    return broken("The data directory " + dir + " cannot be made: " + why() + ".");
  return {};
}

// The whole file or nothing: a key half-written would be lost secrets.
Status write_key_file(const std::string& path, const std::string& text) {
  const std::string unfinished = path + ".new";
  const int file = ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return broken("The key file " + path + " cannot be made: " + why() + ".");
  const bool written = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
  ::close(file);
  if (!written || ::rename(unfinished.c_str(), path.c_str()) != 0)
    return broken("The key file " + path + " cannot be written: " + why() + ".");
  return {};
}

Status make_key_file(const std::string& path, Random& random) {
  std::array<std::uint8_t, SecretKey::kBytes> bytes{};
  random.fill(bytes);
  std::string hex(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
  hex.back() = '\n';
  return write_key_file(path, hex);
}

// Notes which key seals the secrets. True when it is the one noted before, or nothing was noted.
bool note_key(db::Database& database, const SecretKey& key) {
  const auto noted = db::find_meta(database, kKeyFingerprint);
  if (!noted) db::set_meta(database, kKeyFingerprint, key.fingerprint());
  return !noted || *noted == key.fingerprint();
}

Result<OpenedData> open_locked(const std::string& dir, const std::string& key_file, Random& random) {
  const auto path = database_path(dir);
  auto database = std::make_unique<db::Database>(path, db::OpenMode::read_write);
  const auto migrated = db::migrate(*database, path);
  if (!migrated) return std::unexpected(migrated.error());
  const auto key_at = key_path(dir, key_file);
  if (key_file.empty() && !fs::exists(key_at)) {
    const auto made = make_key_file(key_at, random);
    if (!made) return std::unexpected(made.error());
  }
  auto key = read_key_file(key_at);
  if (!key) return std::unexpected(key.error());
  journal::Cursors::load_or_create(*database, random);
  if (!db::find_meta(*database, "directory_version")) db::bump_directory_version(*database);
  const bool known = note_key(*database, *key);
  if (!known)
    log::warn("other_secret_key", {{"key_file", key_at}, {"what", "signing secrets sealed with another key must be made anew"}});
  return OpenedData{std::move(database), std::move(*key), known};
}

struct flock whole_file(short type) {
  struct flock lock {};
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  return lock;
}

std::string lock_path(const std::string& dir) { return dir + "/lock"; }

}  // namespace

std::string database_path(const std::string& dir) { return dir + "/seggwat.db"; }
std::string index_path(const std::string& dir) { return dir + "/search.db"; }
std::string files_path(const std::string& dir) { return dir + "/files"; }
std::string key_path(const std::string& dir, const std::string& key_file) {
  return key_file.empty() ? dir + "/secret.key" : key_file;
}

Result<ServeLock> ServeLock::take(const std::string& dir) {
  if (auto made = make_dir(dir); !made) return std::unexpected(made.error());
  const int file = ::open(lock_path(dir).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return broken("The data directory " + dir + " cannot be used: " + why() + ".");
  ServeLock held(file);
  // An open-file-description lock: unlike flock() it can be asked for without being taken.
  auto lock = whole_file(F_WRLCK);
  if (::fcntl(file, F_OFD_SETLK, &lock) != 0) {
    return fail(ErrorKind::conflict, "data_dir_in_use", "Another seggwat server is running on " + dir + ".");
  }
  return held;
}

bool ServeLock::is_held(const std::string& dir) {
  const int file = ::open(lock_path(dir).c_str(), O_RDWR | O_CLOEXEC);
  if (file < 0) return false;
  auto lock = whole_file(F_WRLCK);
  const bool asked = ::fcntl(file, F_OFD_GETLK, &lock) == 0;
  ::close(file);
  return asked && lock.l_type != F_UNLCK;
}

ServeLock::ServeLock(ServeLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
ServeLock::~ServeLock() {
  if (file_ >= 0) ::close(file_);
}

Result<SecretKey> read_key_file(const std::string& path) {
  std::ifstream in(path);
  std::string text;
  if (!in || !std::getline(in, text)) {
    return broken("The key file " + path + " cannot be read. `openssl rand -hex 32` makes the contents of a new one.");
  }
  const auto hex = trim_white_space(text);
  std::array<std::uint8_t, SecretKey::kBytes> bytes{};
  std::size_t length = 0;
  const int failed = sodium_hex2bin(bytes.data(), bytes.size(), hex.data(), hex.size(), nullptr, &length, nullptr);
  if (failed != 0 || length != bytes.size() || hex.size() != 2 * bytes.size()) {
    return broken("The key file " + path + " must hold 64 hexadecimal characters.");
  }
  return SecretKey(bytes);
}

Result<OpenedData> open_data_dir(const std::string& dir, const std::string& key_file, Random& random) {
  if (auto made = make_dir(dir); !made) return std::unexpected(made.error());
  const SetUpLock alone(dir);
  try {
    return open_locked(dir, key_file, random);
  } catch (const db::Failure& failure) {
    return broken("The database in " + dir + " cannot be opened: " + failure.what() + ".");
  }
}

Result<OpenedData> open_existing_data_dir(const std::string& dir, const std::string& key_file, Random& random) {
  if (!fs::exists(database_path(dir))) return fail(ErrorKind::not_found, "no_data", "There is no seggwat database in " + dir + ".");
  return open_data_dir(dir, key_file, random);
}

}  // namespace seggwat::app
