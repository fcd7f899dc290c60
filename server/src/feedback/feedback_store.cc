#include "feedback/feedback_store.h"

#include "feedback/feedback_counts.h"

#define FEEDBACK_STORED                                                                                                           \
  "id, project_id, message, type, status, source, path, version, submitted_by, email, resolution_note, archived_at, created_at, " \
  "updated_at, channel, name, subject, assignee_id, rating_id"
#define FEEDBACK_COLUMNS FEEDBACK_STORED ", (SELECT name FROM members WHERE members.id = assignee_id)"
#define FEEDBACK_MATCHES                                                                                                        \
  "(?2 IS NULL OR status = ?2) AND (?3 IS NULL OR type = ?3) AND (?4 IS NULL OR source = ?4) AND (?5 IS NULL OR channel = ?5) " \
  "AND (?6 IS NULL OR version = ?6) AND (?7 IS NULL OR path = ?7) AND (?8 IS NULL OR coalesce(assignee_id, zeroblob(16)) = ?8)"
#define FEEDBACK_LISTED "feedback WHERE project_id = ?1 AND archived_at IS NULL AND " FEEDBACK_MATCHES
// ?9 is the pattern of a search, ?10 its window.
#define FEEDBACK_FOUND(ARCHIVED)                                                                                                \
  "(SELECT * FROM feedback WHERE project_id = ?1 AND archived_at " ARCHIVED                                                     \
  " ORDER BY created_at DESC, id DESC LIMIT ?10) WHERE (message LIKE ?9 ESCAPE '\\' OR coalesce(name, '') LIKE ?9 ESCAPE '\\' " \
  "OR coalesce(email, '') LIKE ?9 ESCAPE '\\' OR coalesce(subject, '') LIKE ?9 ESCAPE '\\') AND " FEEDBACK_MATCHES
#define FEEDBACK_FOUND_ORDER                                                                                           \
  " ORDER BY CASE ?11 WHEN 0 THEN -created_at WHEN 1 THEN created_at WHEN 2 THEN -updated_at ELSE updated_at END, id " \
  "LIMIT ?12 OFFSET ?13"

namespace seggwat::feedback {
namespace store {
namespace {

template <class Enum>
std::optional<std::string> text_of(const std::optional<Enum>& value) {
  if (!value) return std::nullopt;
  return std::string(to_text(*value));
}

std::optional<Assignee> read_assignee(const db::Row& row) {
  const auto id = row.maybe_id<MemberId>(17);
  if (!id) return std::nullopt;
  return Assignee{*id, row.maybe_text(19).value_or("")};
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
          .channel = parse_channel(row.text(14)).value_or(Channel::feedback),
          .name = row.maybe_text(15),
          .subject = row.maybe_text(16),
          .assignee = read_assignee(row),
          .rating = row.maybe_id<RatingId>(18),
          .archived_at = row.maybe_instant(11),
          .created_at = row.instant(12),
          .updated_at = row.instant(13)};
}

void read_screenshot(db::Database& database, Feedback& feedback) {
  auto found = database.query("SELECT id, type, size, width, height FROM screenshots WHERE feedback_id = ?1", feedback.id);
  if (!found.step()) return;
  const auto row = found.row();
  const attachments::Measure measure{static_cast<int>(row.integer(3)), static_cast<int>(row.integer(4))};
  feedback.screenshot = {.id = row.id<AttachmentId>(0),
                         .name = attachments::screenshot_name(row.text(1)),
                         .type = row.text(1),
                         .size = row.integer(2),
                         .measure = measure};
}

std::vector<Feedback> read_all(db::Database& database, db::Query rows) {
  std::vector<Feedback> list;
  while (rows.step()) list.push_back(read_feedback(rows.row()));
  for (auto& feedback : list) read_screenshot(database, feedback);
  return list;
}

std::int64_t read_count(db::Query rows) {
  rows.step();
  return rows.row().integer(0);
}

// What LIKE takes for wildcards is meant literally. Without a search everything fits.
std::string pattern_of(const std::optional<std::string>& search) {
  std::string pattern = "%";
  for (const char c : search.value_or("")) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

bool looks_in_window(const Filter& filter) { return filter.search || filter.which == Which::archived; }

// ?1 to ?8.
db::Query filtered(db::Query query, const Filter& filter) {
  query.bind(filter.project).bind(text_of(filter.state)).bind(text_of(filter.type)).bind(text_of(filter.source));
  query.bind(text_of(filter.channel)).bind(filter.version).bind(filter.path).bind(filter.assignee);
  return query;
}

// ?1 to ?10.
db::Query searched(db::Query query, const Filter& filter) {
  auto narrowed = filtered(std::move(query), filter);
  narrowed.bind(pattern_of(filter.search)).bind(kSearchWindow);
  return narrowed;
}

db::Query paged(db::Query query, Page page) {
  query.bind(page.limit).bind(page.offset);
  return query;
}

db::Query ask_listed(db::Database& database, Order order) {
  switch (order) {
    case Order::oldest:
      return database.query("SELECT " FEEDBACK_COLUMNS " FROM " FEEDBACK_LISTED " ORDER BY created_at, id LIMIT ?9 OFFSET ?10");
    case Order::last_changed:
      return database.query("SELECT " FEEDBACK_COLUMNS " FROM " FEEDBACK_LISTED
                            " ORDER BY updated_at DESC, rowid LIMIT ?9 OFFSET ?10");
    case Order::first_changed:
      return database.query("SELECT " FEEDBACK_COLUMNS " FROM " FEEDBACK_LISTED
                            " ORDER BY updated_at, rowid DESC LIMIT ?9 OFFSET ?10");
    case Order::newest:
      break;
  }
  return database.query("SELECT " FEEDBACK_COLUMNS " FROM " FEEDBACK_LISTED
                        " ORDER BY created_at DESC, id DESC LIMIT ?9 OFFSET ?10");
}

db::Query ask_found(db::Database& database, Which which) {
  if (which == Which::archived) {
    return database.query("SELECT " FEEDBACK_COLUMNS " FROM " FEEDBACK_FOUND("IS NOT NULL") FEEDBACK_FOUND_ORDER);
  }
  return database.query("SELECT " FEEDBACK_COLUMNS " FROM " FEEDBACK_FOUND("IS NULL") FEEDBACK_FOUND_ORDER);
}

db::Query ask_found_count(db::Database& database, Which which) {
  if (which == Which::archived) return database.query("SELECT count(*) FROM " FEEDBACK_FOUND("IS NOT NULL"));
  return database.query("SELECT count(*) FROM " FEEDBACK_FOUND("IS NULL"));
}

}  // namespace

std::vector<Feedback> list_feedback(db::Database& database, const Filter& filter, Order order, Page page) {
  if (!looks_in_window(filter)) return read_all(database, paged(filtered(ask_listed(database, order), filter), page));
  auto query = searched(ask_found(database, filter.which), filter);
  query.bind(static_cast<int>(order));
  return read_all(database, paged(std::move(query), page));
}

std::int64_t count_feedback(db::Database& database, const Filter& filter) {
  if (looks_in_window(filter)) return read_count(searched(ask_found_count(database, filter.which), filter));
  return read_count(filtered(database.query("SELECT count(*) FROM " FEEDBACK_LISTED), filter));
}

std::optional<Feedback> find_feedback(db::Database& database, const ProjectId& project, const FeedbackId& id) {
  auto rows = database.query("SELECT " FEEDBACK_COLUMNS " FROM feedback WHERE id = ?2 AND project_id = ?1", project, id);
  if (!rows.step()) return std::nullopt;
  auto feedback = read_feedback(rows.row());
  read_screenshot(database, feedback);
  return feedback;
}

void insert_feedback(db::Database& database, const Feedback& feedback) {
  const auto assignee = feedback.assignee ? std::optional(feedback.assignee->id) : std::nullopt;
  database
      .query("INSERT INTO feedback (" FEEDBACK_STORED
             ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
             feedback.id, feedback.project, feedback.message, to_text(feedback.type), to_text(feedback.state),
             to_text(feedback.source), feedback.path, feedback.version, feedback.submitted_by, feedback.email,
             feedback.resolution_note, feedback.archived_at, feedback.created_at, feedback.updated_at, to_text(feedback.channel),
             feedback.name, feedback.subject, assignee, feedback.rating)
      .run();
}

void save_feedback(db::Database& database, const Feedback& feedback) {
  const auto assignee = feedback.assignee ? std::optional(feedback.assignee->id) : std::nullopt;
  database
      .query(
          "UPDATE feedback SET message = ?2, type = ?3, status = ?4, resolution_note = ?5, archived_at = ?6, updated_at = ?7, "
          "assignee_id = ?8 WHERE id = ?1",
          feedback.id, feedback.message, to_text(feedback.type), to_text(feedback.state), feedback.resolution_note,
          feedback.archived_at, feedback.updated_at, assignee)
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
  return store::count_feedback(database, store::Filter{.project = project});
}

}  // namespace seggwat::feedback
