#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "db/database.h"

// Single values of the installation: epoch, cursor_key, secret_key, directory_version.
namespace seggwat::db {

std::optional<std::string> find_meta(Database& database, std::string_view name);
void set_meta(Database& database, std::string_view name, std::string_view value);
void remove_meta(Database& database, std::string_view name);

// Grows when the command line has changed what the directories of a running server hold: projects, secrets, members, keys.
std::int64_t directory_version(Database& database);
// In the transaction of that change.
void bump_directory_version(Database& database);

}  // namespace seggwat::db
