#include "feedback/feedback_store.h"

#include "feedback/feedback_counts.h"

#define FEEDBACK_COLUMNS                                                                                                          \
  "id, project_id, message, type, status, source, path, version, submitted_by, email, resolution_note, archived_at, created_at, " \
  "updated_at"
#define FEEDBACK_LISTED "project_id = ?1 AND archived_at IS NULL AND (?2 IS NULL OR status = ?2) AND (?3 IS NULL OR type = ?3)"
// ?4 is the pattern of a search, ?5 its window.
#define FEEDBACK_FOUND                                                                                                 \
  "(SELECT * FROM feedback WHERE project_id = ?1 AND archived_at IS NULL ORDER BY created_at DESC, id DESC LIMIT ?5) " \
  "WHERE message LIKE ?4 ESCAPE '\\' AND (?2 IS NULL OR status = ?2) AND (?3 IS NULL OR type = ?3)"

namespace seggwat::feedback {
namespace store {
namespace {

template <class Enum>
std::optional<std::string> text_of(const std::optional<Enum>& value) {
  if (!value) return std::nullopt;
  return std::string(to_text(*value));
}

Feedback read_feedback(const db::Row& row) {
  return {.id = row.id<FeedbackId>(0),
          .project = row.id<ProjectId>(1),
          .message = row.text(2),
          .type = parse_type(row.text(3)).value_or(Type::other),
          .state = parse_state(row.text(4)).value_or(State::fresh),
          .source = parse_source(row.text(5)).value_or(Source::manual),
          .path = row.maybe_text(6),
          .version = row.maybe_text(7),
          .submitted_by = row.maybe_text(8),
          .email = row.maybe_text(9),
          .resolution_note = row.maybe_text(10),
          .archived_at = row.maybe_instant(11),
          .created_at = row.instant(12),
          .updated_at = row.instant(13)};
}

std::vector<Feedback> read_all(db::Query rows) {
  std::vector<Feedback> list;
  while (rows.step()) list.push_back(read_feedback(rows.row()));
  return list;
}

// What LIKE takes for wildcards is meant literally.
std::string pattern_of(const std::string& search) {
  std::string pattern = "%";
  for (const char c : search) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

db::Query ask_listed(db::Database& database, const Filter& filter, Order order, Page page) {
  const auto state = text_of(filter.state);
  const auto type = text_of(filter.type);
  switch (order) {
    case Order::oldest:
      return database.query("SELECT " FEEDBACK_COLUMNS " FROM feedback WHERE " FEEDBACK_LISTED
                            " ORDER BY created_at, id LIMIT ?4 OFFSET ?5",
                            filter.project, state, type, page.limit, page.offset);
    case Order::last_changed:
      return database.query("SELECT " FEEDBACK_COLUMNS " FROM feedback WHERE " FEEDBACK_LISTED
                            " ORDER BY updated_at DESC, rowid LIMIT ?4 OFFSET ?5",
                            filter.project, state, type, page.limit, page.offset);
    case Order::first_changed:
      return database.query("SELECT " FEEDBACK_COLUMNS " FROM feedback WHERE " FEEDBACK_LISTED
                            " ORDER BY updated_at, rowid DESC LIMIT ?4 OFFSET ?5",
                            filter.project, state, type, page.limit, page.offset);
    case Order::newest:
      break;
  }
  return database.query("SELECT " FEEDBACK_COLUMNS " FROM feedback WHERE " FEEDBACK_LISTED
                        " ORDER BY created_at DESC, id DESC LIMIT ?4 OFFSET ?5",
                        filter.project, state, type, page.limit, page.offset);
}

db::Query ask_found(db::Database& database, const Filter& filter, Order order, Page page) {
  return database.query("SELECT " FEEDBACK_COLUMNS " FROM " FEEDBACK_FOUND
                        " ORDER BY CASE ?6 WHEN 0 THEN -created_at WHEN 1 THEN created_at WHEN 2 THEN -updated_at "
                        "ELSE updated_at END, id LIMIT ?7 OFFSET ?8",
                        filter.project, text_of(filter.state), text_of(filter.type), pattern_of(*filter.search), kSearchWindow,
                        static_cast<int>(order), page.limit, page.offset);
}

}  // namespace

std::vector<Feedback> list_feedback(db::Database& database, const Filter& filter, Order order, Page page) {
  return read_all(filter.search ? ask_found(database, filter, order, page) : ask_listed(database, filter, order, page));
}

std::int64_t count_feedback(db::Database& database, const Filter& filter) {
  const auto state = text_of(filter.state);
  const auto type = text_of(filter.type);
  auto rows = filter.search ? database.query("SELECT count(*) FROM " FEEDBACK_FOUND, filter.project, state, type,
                                             pattern_of(*filter.search), kSearchWindow)
                            : database.query("SELECT count(*) FROM feedback WHERE " FEEDBACK_LISTED, filter.project, state, type);
  rows.step();
  return rows.row().integer(0);
}

std::optional<Feedback> find_feedback(db::Database& database, const ProjectId& project, const FeedbackId& id) {
  auto rows = database.query("SELECT " FEEDBACK_COLUMNS " FROM feedback WHERE id = ?2 AND project_id = ?1", project, id);
  if (!rows.step()) return std::nullopt;
  return read_feedback(rows.row());
}

void insert_feedback(db::Database& database, const Feedback& feedback) {
  database
      .query("INSERT INTO feedback (" FEEDBACK_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
             feedback.id, feedback.project, feedback.message, to_text(feedback.type), to_text(feedback.state),
             to_text(feedback.source), feedback.path, feedback.version, feedback.submitted_by, feedback.email,
             feedback.resolution_note, feedback.archived_at, feedback.created_at, feedback.updated_at)
      .run();
}

void save_feedback(db::Database& database, const Feedback& feedback) {
  database
      .query(
          "UPDATE feedback SET message = ?2, type = ?3, status = ?4, resolution_note = ?5, archived_at = ?6, updated_at = ?7 "
          "WHERE id = ?1",
          feedback.id, feedback.message, to_text(feedback.type), to_text(feedback.state), feedback.resolution_note,
          feedback.archived_at, feedback.updated_at)
      .run();
}

Stats load_stats(db::Database& database, const ProjectId& project, Instant month_start, Instant last_month_start) {
  auto rows = database.query(
      "SELECT (SELECT count(*) FROM feedback WHERE project_id = ?1 AND archived_at IS NULL), "
      "(SELECT count(*) FROM feedback WHERE project_id = ?1 AND archived_at IS NULL AND created_at >= ?2), "
      "(SELECT count(*) FROM feedback WHERE project_id = ?1 AND archived_at IS NULL AND created_at >= ?3 AND created_at < ?2)",
      project, month_start, last_month_start);
  rows.step();
  return {rows.row().integer(0), rows.row().integer(1), rows.row().integer(2)};
}

}  // namespace store

std::int64_t count_feedback(db::Database& database, const ProjectId& project) {
  return store::count_feedback(database, store::Filter{project, {}, {}, {}});
}

}  // namespace seggwat::feedback
