#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/random.h"
#include "db/database.h"
#include "journal/journal_store.h"

namespace seggwat::journal {

// Makes and reads the text of cursors, opaque to clients:
//   team  t-EPOCH-NO-CHECK
//   user  u-TAG-N-CHECK   TAG = HMAC(key; epoch, project, sub), so that a cursor is good for nobody else
// NO and N are numbers of the journal and of the user's own view. Immutable: any thread.
class Cursors {
 public:
  Cursors(std::string epoch, std::string key) : epoch_(std::move(epoch)), key_(std::move(key)) {}

  // The epoch and key in `meta`; makes them when there are none yet. Needs a connection that may write.
  static Cursors load_or_create(db::Database& database, Random& random);
  // Which history this database is of; empty before there is one.
  static std::string epoch_of(db::Database& database);
  // After a restore: every cursor given out before is refused from now on.
  static void renew_epoch(db::Database& database, Random& random);

  std::string team(const Position& at) const;
  std::string user(const ProjectId& project, std::string_view sub, const Position& at) const;
  // What a cursor of this user begins with, "u-TAG-". For those who make many of them.
  std::string user_prefix(const ProjectId& project, std::string_view sub) const;

  // Nothing for any text that this installation did not make in this epoch, for this reader.
  std::optional<Position> parse_team(std::string_view text) const;
  std::optional<Position> parse_user(const ProjectId& project, std::string_view sub, std::string_view text) const;

 private:
  std::string epoch_;
  std::string key_;
};

}  // namespace seggwat::journal
