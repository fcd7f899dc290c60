#include "journal/cursor.h"

#include <limits>

#include "base/secret.h"
#include "base/text.h"

namespace seggwat::journal {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kEpochBytes = 8;
constexpr std::size_t kTagBytes = 12;
constexpr std::size_t kLongestCursor = 128;

// Neither alphabet may hold '-', which parts a cursor.
std::string to_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const unsigned char byte : bytes) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

std::string random_bytes(Random& random, std::size_t count) {
  std::string bytes(count, '\0');
  random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), count});
  return bytes;
}

std::optional<std::string> find_meta(db::Database& database, std::string_view name) {
  auto found = database.query("SELECT value FROM meta WHERE name = ?1", name);
  if (!found.step()) return std::nullopt;
  return found.row().blob(0);
}

void put_meta(db::Database& database, std::string_view name, std::string_view value) {
  database
      .query("INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name,
             db::Blob{value})
      .run();
}

std::string after_prefix(std::string prefix, const Position& at) {
  return std::move(prefix) + std::to_string(at.no) + '-' + std::to_string(at.check);
}

// "NO-CHECK", both decimal as we write them and nothing else.
std::optional<Position> parse_position(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto no = parse_natural(text.substr(0, dash));
  const auto check = parse_natural(text.substr(dash + 1));
  if (!no || !check || *check > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
  return Position{*no, static_cast<std::uint32_t>(*check)};
}

std::optional<Position> parse_after(std::string_view prefix, std::string_view text) {
  if (text.size() > kLongestCursor || text.size() < prefix.size()) return std::nullopt;
  if (!equal_in_constant_time(text.substr(0, prefix.size()), prefix)) return std::nullopt;
  return parse_position(text.substr(prefix.size()));
}

}  // namespace

Cursors Cursors::load_or_create(db::Database& database, Random& random) {
  if (!find_meta(database, "cursor_key")) put_meta(database, "cursor_key", random_bytes(random, kKeyBytes));
  if (!find_meta(database, "epoch")) renew_epoch(database, random);
  return {*find_meta(database, "epoch"), *find_meta(database, "cursor_key")};
}

std::string Cursors::epoch_of(db::Database& database) { return find_meta(database, "epoch").value_or(""); }

void Cursors::renew_epoch(db::Database& database, Random& random) {
  put_meta(database, "epoch", to_hex(random_bytes(random, kEpochBytes)));
}

std::string Cursors::team(const Position& at) const { return after_prefix("t-" + epoch_ + '-', at); }

std::string Cursors::user(const ProjectId& project, std::string_view sub, const Position& at) const {
  return after_prefix(user_prefix(project, sub), at);
}

std::string Cursors::user_prefix(const ProjectId& project, std::string_view sub) const {
  const std::string text = epoch_ + '/' + to_string(project) + '/' + std::string(sub);
  const Digest digest = hmac_sha256(key_, text);
  return "u-" + to_hex(as_text(digest).substr(0, kTagBytes)) + '-';
}

std::optional<Position> Cursors::parse_team(std::string_view text) const { return parse_after("t-" + epoch_ + '-', text); }

std::optional<Position> Cursors::parse_user(const ProjectId& project, std::string_view sub, std::string_view text) const {
  return parse_after(user_prefix(project, sub), text);
}

}  // namespace seggwat::journal
