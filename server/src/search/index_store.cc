#include "search/index_store.h"

#include <sqlite3.h>

namespace seggwat::search::store {
namespace {

// The index has one row a message, keyed like it. `words` holds each word once, folded, behind one character that stands for its
// project, so that the words of two projects never meet in one list of the index.
constexpr auto* kTables = R"sql(
DROP TABLE IF EXISTS search_index;
CREATE VIRTUAL TABLE search_index USING fts5(words, tokenize = 'ascii', detail = none, columnsize = 0, prefix = '2 3 4 5 6');

DROP TABLE IF EXISTS search_projects;
CREATE TABLE search_projects (
  project_id BLOB PRIMARY KEY,
  number     INTEGER NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

-- One row: how far the index follows the journal, and what else is to be done.
DROP TABLE IF EXISTS search_state;
CREATE TABLE search_state (
  id           INTEGER PRIMARY KEY CHECK (id = 1),
  epoch        TEXT NOT NULL,
  cursor       INTEGER NOT NULL,
  cursor_check INTEGER NOT NULL,
  fill         INTEGER,
  compact      INTEGER NOT NULL
) STRICT;

-- What the index holds of the person a thread belongs to, and threads whose messages must be read in again since it changed.
DROP TABLE IF EXISTS search_people;
CREATE TABLE search_people (
  thread_id BLOB PRIMARY KEY,
  number    INTEGER NOT NULL,  -- the project's
  words     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS search_again;
CREATE TABLE search_again (
  thread_id BLOB PRIMARY KEY,
  seq       INTEGER NOT NULL DEFAULT -1,  -- done up to this message
  note      INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Tags that are called otherwise now, and up to which of their threads the index has looked.
DROP TABLE IF EXISTS search_renamed_tags;
CREATE TABLE search_renamed_tags (
  tag_id    BLOB PRIMARY KEY,
  thread_id BLOB NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

std::optional<Source> one_source(db::Query query) {
  if (!query.step()) return std::nullopt;
  const auto row = query.row();
  return Source{row.integer(0), row.id<ThreadId>(1), row.text(2), !row.is_null(3)};
}

}  // namespace

std::optional<State> find_state(db::Database& database) {
  auto found = database.query("SELECT epoch, cursor, cursor_check, fill, compact FROM search_state WHERE id = 1");
  if (!found.step()) return std::nullopt;
  const auto row = found.row();
  return State{row.text(0), {row.integer(1), static_cast<std::uint32_t>(row.integer(2))}, row.maybe_integer(3), row.flag(4)};
}

void save_state(db::Database& database, const State& state) {
  database
      .query("INSERT OR REPLACE INTO search_state (id, epoch, cursor, cursor_check, fill, compact) VALUES (1, ?1, ?2, ?3, ?4, ?5)",
             state.epoch, state.cursor.no, static_cast<std::int64_t>(state.cursor.check), state.fill, state.compact)
      .run();
}

std::optional<Person> find_person(db::Database& database, const ThreadId& thread) {
  auto found = database.query(
      "SELECT t.project_id, t.last_seq, u.name, u.email, u.sub FROM threads t JOIN end_users u ON u.key = t.user_key"
      " WHERE t.id = ?1",
      thread);
  if (!found.step()) return std::nullopt;
  const auto row = found.row();
  Person person{row.id<ProjectId>(0), {row.text(2), row.text(3), row.text(4)}, row.integer(1)};
  auto tags = database.query(
      "SELECT g.name FROM thread_tags x JOIN tags g ON g.id = x.tag_id WHERE x.thread_id = ?1 AND g.removed_at IS NULL", thread);
  while (tags.step()) person.texts.push_back(tags.row().text(0));
  return person;
}

std::optional<KnownPerson> find_known_person(db::Database& database, const ThreadId& thread) {
  auto found = database.query("SELECT number, words FROM search_people WHERE thread_id = ?1", thread);
  if (!found.step()) return std::nullopt;
  return KnownPerson{found.row().integer(0), found.row().text(1)};
}

void save_known_person(db::Database& database, const ThreadId& thread, const KnownPerson& person) {
  database
      .query("INSERT OR REPLACE INTO search_people (thread_id, number, words) VALUES (?1, ?2, ?3)", thread, person.number,
             person.words)
      .run();
}

void forget_known_person(db::Database& database, const ThreadId& thread) {
  database.query("DELETE FROM search_people WHERE thread_id = ?1", thread).run();
}

std::optional<Source> find_source(db::Database& database, const Uuid& message) {
  return one_source(database.query("SELECT key, thread_id, body, deleted_at FROM messages WHERE id = ?1", message));
}

std::optional<Source> find_source(db::Database& database, std::int64_t key) {
  return one_source(database.query("SELECT key, thread_id, body, deleted_at FROM messages WHERE key = ?1", key));
}

std::vector<std::int64_t> keys_below(db::Database& database, std::int64_t key, std::size_t limit) {
  std::vector<std::int64_t> keys;
  auto found =
      database.query("SELECT key FROM messages WHERE key < ?1 ORDER BY key DESC LIMIT ?2", key, static_cast<std::int64_t>(limit));
  while (found.step()) keys.push_back(found.row().integer(0));
  return keys;
}

std::optional<Again> next_again(db::Database& database) {
  auto found =
      database.query("SELECT thread_id, seq, note FROM search_again WHERE thread_id = (SELECT min(thread_id) FROM search_again)");
  if (!found.step()) return std::nullopt;
  return Again{found.row().id<ThreadId>(0), found.row().integer(1), found.row().integer(2)};
}

void read_in_again(db::Database& database, const ThreadId& thread) {
  database.query("INSERT OR REPLACE INTO search_again (thread_id) VALUES (?1)", thread).run();
}

void save_again(db::Database& database, const Again& again) {
  database.query("UPDATE search_again SET seq = ?2, note = ?3 WHERE thread_id = ?1", again.thread, again.seq, again.note).run();
}

void finish_again(db::Database& database, const ThreadId& thread) {
  database.query("DELETE FROM search_again WHERE thread_id = ?1", thread).run();
}

std::vector<Place> places_after(db::Database& database, const Again& from, std::size_t limit) {
  std::vector<Place> places;
  auto found = database.query(
      "SELECT key, seq, note FROM messages WHERE thread_id = ?1 AND (seq, note) > (?2, ?3) ORDER BY seq, note LIMIT ?4",
      from.thread, from.seq, from.note, static_cast<std::int64_t>(limit));
  while (found.step()) places.push_back({found.row().integer(0), found.row().integer(1), found.row().integer(2)});
  return places;
}

std::vector<Erased> next_erased(db::Database& database, std::size_t limit) {
  std::vector<Erased> erased;
  auto found = database.query("SELECT no, message_key, thread_id FROM search_erased WHERE no > 0 ORDER BY no LIMIT ?1",
                              static_cast<std::int64_t>(limit));
  while (found.step()) {
    const auto row = found.row();
    erased.push_back({row.integer(0), row.maybe_integer(1), row.maybe_id<ThreadId>(2)});
  }
  return erased;
}

bool has_erased(db::Database& database) {
  auto first = database.query("SELECT min(no) FROM search_erased");
  return first.step() && !first.row().is_null(0);
}

bool remove_erased(db::Database& database, std::int64_t through, std::size_t at_most) {
  database
      .query("DELETE FROM search_erased WHERE no IN (SELECT no FROM search_erased WHERE no <= ?1 ORDER BY no LIMIT ?2)", through,
             static_cast<std::int64_t>(at_most))
      .run();
  return database.query("SELECT 1 FROM search_erased WHERE no <= ?1 LIMIT 1", through).step();
}

std::optional<RenamedTag> next_renamed_tag(db::Database& database) {
  auto found = database.query(
      "SELECT tag_id, thread_id FROM search_renamed_tags WHERE tag_id = (SELECT min(tag_id) FROM search_renamed_tags)");
  if (!found.step()) return std::nullopt;
  return RenamedTag{found.row().uuid(0), found.row().id<ThreadId>(1)};
}

void note_renamed_tag(db::Database& database, const RenamedTag& renamed) {
  database.query("INSERT OR REPLACE INTO search_renamed_tags (tag_id, thread_id) VALUES (?1, ?2)", renamed.tag, renamed.after)
      .run();
}

void finish_renamed_tag(db::Database& database, const Uuid& tag) {
  database.query("DELETE FROM search_renamed_tags WHERE tag_id = ?1", tag).run();
}

std::vector<ThreadId> threads_with_tag(db::Database& database, const RenamedTag& renamed, std::size_t limit) {
  std::vector<ThreadId> threads;
  auto found = database.query("SELECT thread_id FROM thread_tags WHERE tag_id = ?1 AND thread_id > ?2 ORDER BY thread_id LIMIT ?3",
                              renamed.tag, renamed.after, static_cast<std::int64_t>(limit));
  while (found.step()) threads.push_back(found.row().id<ThreadId>(0));
  return threads;
}

std::optional<std::int64_t> find_project_number(db::Database& database, const ProjectId& project) {
  auto found = database.query("SELECT number FROM search_projects WHERE project_id = ?1", project);
  if (!found.step()) return std::nullopt;
  return found.row().integer(0);
}

std::int64_t take_project_number(db::Database& database, const ProjectId& project) {
  if (const auto known = find_project_number(database, project)) return *known;
  database
      .query(
          "INSERT INTO search_projects (project_id, number) VALUES (?1, coalesce((SELECT max(number) FROM search_projects), 0) + "
          "1)",
          project)
      .run();
  return *find_project_number(database, project);
}

std::optional<std::string> find_row(db::Database& database, std::int64_t key) {
  auto found = database.query("SELECT c0 FROM search_index_content WHERE id = ?1", key);
  if (!found.step()) return std::nullopt;
  return found.row().text(0);
}

void put_row(db::Database& database, std::int64_t key, const std::string& words) {
  database.query("INSERT INTO search_index (rowid, words) VALUES (?1, ?2)", key, words).run();
}

void remove_row(db::Database& database, std::int64_t key) {
  database.query("DELETE FROM search_index WHERE rowid = ?1", key).run();
}

// SQLite starts over with all of the index for a negative number and goes on with it for further ones; when nothing was left to
// do, only the statement's own row counts as a change.
bool compact_some(db::Database& database, int pages) {
  const auto before = sqlite3_total_changes64(database.handle());
  database.query("INSERT INTO search_index (search_index, rank) VALUES ('merge', ?1)", -pages).run();
  return sqlite3_total_changes64(database.handle()) - before >= 2;
}

void recreate(db::Database& database) { database.execute(kTables); }

bool answer_more_than(db::Database& database, const std::string& index_query, std::int64_t count) {
  return database.query("SELECT 1 FROM search_index WHERE search_index MATCH ?1 LIMIT 1 OFFSET ?2", index_query, count).step();
}

void walk(db::Database& database, const std::string& index_query, std::int64_t below,
          const std::function<bool(const Candidate&, const ReadBody&)>& look) {
  auto found = database.query(
      "SELECT m.key, m.thread_id, m.seq, m.note, m.deleted_at, m.body FROM search_index f CROSS JOIN messages m ON m.key = f.rowid"
      " WHERE f.search_index MATCH ?1 AND f.rowid < ?2 ORDER BY f.rowid DESC",
      index_query, below);
  while (found.step()) {
    const auto row = found.row();
    const Candidate candidate{row.integer(0), row.id<ThreadId>(1), row.integer(2), row.integer(3), !row.is_null(4)};
    if (!look(candidate, [&row] { return row.text(5); })) return;
  }
}

void walk_newer(db::Database& database, const ThreadId& thread, std::int64_t key,
                const std::function<bool(const std::string& body)>& look) {
  auto found = database.query(
      "SELECT key, body FROM messages WHERE thread_id = ?1 AND deleted_at IS NULL ORDER BY seq DESC, note DESC", thread);
  while (found.step() && found.row().integer(0) >= key) {
    if (!look(found.row().text(1))) return;
  }
}

}  // namespace seggwat::search::store
