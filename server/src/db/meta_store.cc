#include "db/meta_store.h"

#include "base/text.h"

namespace seggwat::db {
namespace {
constexpr std::string_view kDirectoryVersion = "directory_version";
}

std::optional<std::string> find_meta(Database& database, std::string_view name) {
  auto query = database.query("SELECT value FROM meta WHERE name = ?1", name);
  if (!query.step()) return std::nullopt;
  return query.row().blob(0);
}

void set_meta(Database& database, std::string_view name, std::string_view value) {
  database
      .query("INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name,
             Blob{value})
      .run();
}

void remove_meta(Database& database, std::string_view name) { database.query("DELETE FROM meta WHERE name = ?1", name).run(); }

std::int64_t directory_version(Database& database) {
  const auto text = find_meta(database, kDirectoryVersion);
  return text ? parse_natural(*text).value_or(0) : 0;
}

void bump_directory_version(Database& database) {
  set_meta(database, kDirectoryVersion, std::to_string(directory_version(database) + 1));
}

}  // namespace seggwat::db
