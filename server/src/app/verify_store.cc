#include "app/verify_store.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>

#include "attachments/disk_files.h"

namespace seggwat::app {
namespace {

constexpr std::size_t kMaxOfAKind = 20;

// Every row of a question is a fault; its columns, as text, stand after the words.
void collect(std::vector<std::string>& faults, const std::string& words, db::Query query, int columns) {
  std::size_t found = 0;
  while (query.step()) {
    if (++found > kMaxOfAKind) continue;
    std::string fault = words + ":";
    for (int column = 0; column < columns; ++column) fault += " " + query.row().text(column);
    faults.push_back(std::move(fault));
  }
  if (found > kMaxOfAKind) faults.push_back(words + ": " + std::to_string(found) + " in all");
}

void check_storage(db::Database& database, std::vector<std::string>& faults) {
  auto integrity = database.query("PRAGMA integrity_check(20)");
  while (integrity.step()) {
    const auto said = integrity.row().text(0);
    if (said != "ok") faults.push_back("the database file is damaged: " + said);
  }
  collect(faults, "a row points to one that does not exist (table, row, other table)", database.query("PRAGMA foreign_key_check"),
          3);
}

void check_numbers(db::Database& database, std::vector<std::string>& faults) {
  collect(
      faults, "the journal's numbers have gaps (first, last, rows)",
      database.query("SELECT min(no), max(no), count(*) FROM journal HAVING count(*) > 0 AND max(no) - min(no) + 1 <> count(*)"),
      3);
  collect(faults, "a thread's messages are not numbered 1, 2, 3 … (thread, last, messages)",
          database.query("SELECT lower(hex(thread_id)), max(seq), count(*) FROM messages WHERE note = 0"
                         " GROUP BY thread_id HAVING max(seq) <> count(*) OR min(seq) <> 1"),
          3);
  collect(faults, "notes are not numbered 1, 2, 3 … (thread, after message, last, notes)",
          database.query("SELECT lower(hex(thread_id)), seq, max(note), count(*) FROM messages WHERE note > 0"
                         " GROUP BY thread_id, seq HAVING max(note) <> count(*) OR min(note) <> 1"),
          4);
  collect(faults, "a user's own numbers have gaps in the journal (thread, first, last, rows)",
          database.query("SELECT lower(hex(thread_id)), min(user_no), max(user_no), count(*) FROM journal WHERE user_no IS NOT NULL"
                         " GROUP BY thread_id HAVING max(user_no) - min(user_no) + 1 <> count(*)"),
          4);
  collect(faults, "a thread's user number differs from the journal's (thread, thread's, journal's)",
          database.query("SELECT lower(hex(t.id)), t.user_no, j.newest FROM threads t JOIN"
                         " (SELECT thread_id, max(user_no) AS newest FROM journal WHERE user_no IS NOT NULL GROUP BY thread_id) j"
                         " ON j.thread_id = t.id WHERE t.user_no <> j.newest"),
          3);
}

void check_threads(db::Database& database, std::vector<std::string>& faults) {
  collect(faults, "a thread's last number is not its newest message (thread, says, newest)",
          database.query("SELECT lower(hex(t.id)), t.last_seq, coalesce(max(m.seq), 0) FROM threads t LEFT JOIN messages m"
                         " ON m.thread_id = t.id AND m.note = 0 GROUP BY t.id HAVING t.last_seq <> coalesce(max(m.seq), 0)"),
          3);
  collect(
      faults, "a thread's last note is not its newest note (thread, says, newest)",
      database.query("SELECT lower(hex(t.id)), t.last_note, coalesce(max(m.note), 0) FROM threads t LEFT JOIN messages m"
                     " ON m.thread_id = t.id AND m.seq = t.last_seq GROUP BY t.id HAVING t.last_note <> coalesce(max(m.note), 0)"),
      3);
  collect(faults, "a thread's last message by the user is wrong (thread, says, is)",
          database.query("SELECT lower(hex(t.id)), t.last_user_seq, coalesce(max(m.seq), 0) FROM threads t LEFT JOIN messages m"
                         " ON m.thread_id = t.id AND m.note = 0 AND m.author = x'' AND m.deleted_at IS NULL GROUP BY t.id"
                         " HAVING t.last_user_seq <> coalesce(max(m.seq), 0)"),
          3);
  collect(faults, "a note stands after a message that does not exist (thread, after)",
          database.query("SELECT lower(hex(n.thread_id)), n.seq FROM messages n JOIN threads t ON t.id = n.thread_id"
                         " WHERE n.note > 0 AND (n.seq < 0 OR n.seq > t.last_seq)"),
          2);
  collect(faults, "the text of an unsent message is still there (thread, number, note)",
          database.query("SELECT lower(hex(thread_id)), seq, note FROM messages WHERE deleted_at IS NOT NULL AND body <> ''"), 3);
  collect(faults, "a thread has a time to return and is not snoozed (thread)",
          database.query("SELECT lower(hex(id)) FROM threads WHERE snoozed_until > 0 AND status <> 'snoozed'"), 1);
  collect(faults, "a thread belongs to another project than its user (thread)",
          database.query(
              "SELECT lower(hex(t.id)) FROM threads t JOIN end_users u ON u.key = t.user_key WHERE u.project_id <> t.project_id"),
          1);
}

void check_cursors(db::Database& database, std::vector<std::string>& faults) {
  collect(faults, "a thread's read mark is out of range (thread, user's, team's, delivered, last)",
          database.query("SELECT lower(hex(id)), user_read_seq, team_read_seq, user_delivered_seq, last_seq FROM threads"
                         " WHERE min(user_read_seq, team_read_seq, user_delivered_seq) < 0"
                         " OR max(user_read_seq, team_read_seq, user_delivered_seq) > last_seq"),
          5);
  collect(faults, "a member's read mark is out of range (thread, member, mark, last)",
          database.query("SELECT lower(hex(r.thread_id)), lower(hex(r.member_id)), r.seq, t.last_seq FROM member_reads r"
                         " JOIN threads t ON t.id = r.thread_id WHERE r.seq < 0 OR r.seq > t.last_seq OR r.dismissed > t.last_seq"),
          4);
}

void check_unread(db::Database& database, std::vector<std::string>& faults) {
  collect(faults, "a member is said not to have read what they have (thread, member)",
          database.query("SELECT lower(hex(n.thread_id)), lower(hex(n.member_id)) FROM unread_threads n"
                         " LEFT JOIN threads t ON t.id = n.thread_id AND t.project_id = n.project_id"
                         " LEFT JOIN members m ON m.id = n.member_id AND m.removed_at IS NULL"
                         " LEFT JOIN member_reads r ON r.member_id = n.member_id AND r.thread_id = n.thread_id"
                         " WHERE t.id IS NULL OR m.id IS NULL OR t.last_user_seq <= coalesce(r.seq, 0)"
                         " OR t.last_user_at < m.joined_at"),
          2);
  collect(faults, "a member is said to have read what they have not (thread, member)",
          database.query("SELECT lower(hex(t.id)), lower(hex(m.id)) FROM members m"
                         " JOIN threads t ON t.last_user_seq > 0 AND t.last_user_at > m.joined_at"
                         " LEFT JOIN member_reads r ON r.member_id = m.id AND r.thread_id = t.id"
                         " LEFT JOIN unread_threads n ON n.member_id = m.id AND n.project_id = t.project_id AND n.thread_id = t.id"
                         " WHERE m.removed_at IS NULL AND t.last_user_seq > coalesce(r.seq, 0) AND n.thread_id IS NULL"
                         " AND t.id NOT IN (SELECT thread_id FROM erasures WHERE thread_id IS NOT NULL)"),
          2);
}

void check_counts(db::Database& database, std::vector<std::string>& faults) {
  collect(faults, "conversations are counted wrong (project, status, assignee, counted)",
          database.query("SELECT lower(hex(project_id)), status, lower(hex(assignee_id)), sum(counted) FROM"
                         " (SELECT project_id, status, assignee_id, threads AS counted FROM thread_counts UNION ALL"
                         "  SELECT project_id, status, coalesce(assignee_id, x''), -1 FROM threads)"
                         " GROUP BY project_id, status, assignee_id HAVING sum(counted) <> 0"),
          4);
  collect(faults, "what a member has not read is counted wrong (member, project, counted)",
          database.query("SELECT lower(hex(member_id)), lower(hex(project_id)), sum(counted) FROM"
                         " (SELECT member_id, project_id, threads AS counted FROM unread_counts UNION ALL"
                         "  SELECT member_id, project_id, -1 FROM unread_threads)"
                         " GROUP BY member_id, project_id HAVING sum(counted) <> 0"),
          3);
}

void check_journal(db::Database& database, std::vector<std::string>& faults) {
  collect(faults, "a journal row names a message that does not exist (number)",
          database.query("SELECT j.no FROM journal j LEFT JOIN messages m ON m.id = j.ref WHERE j.kind = 1"
                         " AND (m.id IS NULL OR m.thread_id <> j.thread_id)"),
          1);
  collect(faults, "a journal row names a thread that does not exist, or of another project (number)",
          database.query("SELECT j.no FROM journal j LEFT JOIN threads t ON t.id = j.thread_id WHERE j.thread_id IS NOT NULL"
                         " AND (t.id IS NULL OR t.project_id <> j.project_id)"),
          1);
  collect(faults, "the journal shows a note to the user, or hides a message from them (number)",
          database.query("SELECT j.no FROM journal j JOIN messages m ON m.id = j.ref WHERE j.kind = 1"
                         " AND (m.note > 0) <> (j.user_no IS NULL)"),
          1);
  // Older rows are trimmed in time, so only an untrimmed journal must know every message.
  collect(faults, "a message is missing in the journal (thread, number, note)",
          database.query("SELECT lower(hex(m.thread_id)), m.seq, m.note FROM messages m WHERE (SELECT min(no) FROM journal) IS 1"
                         " AND m.id NOT IN (SELECT ref FROM journal WHERE kind = 1 AND ref IS NOT NULL)"),
          3);
  collect(faults, "a read mark in the journal is out of range (number, mark, last)",
          database.query("SELECT j.no, j.seq, t.last_seq FROM journal j JOIN threads t ON t.id = j.thread_id WHERE j.kind IN (2, 3)"
                         " AND (j.seq IS NULL OR j.seq < 0 OR j.seq > t.last_seq)"),
          3);
}

void check_attachments(db::Database& database, std::vector<std::string>& faults) {
  collect(
      faults, "a project's files are not counted right (project, files, bytes, counted files, counted bytes)",
      database.query("SELECT lower(hex(p.id)), count(a.id), coalesce(sum(a.size), 0), coalesce(f.files, 0), coalesce(f.bytes, 0)"
                     " FROM projects p LEFT JOIN (SELECT id, project_id, size FROM attachments UNION ALL"
                     " SELECT id, project_id, size FROM screenshots) a ON a.project_id = p.id"
                     " LEFT JOIN project_files f ON f.project_id = p.id GROUP BY p.id"
                     " HAVING count(a.id) <> coalesce(f.files, 0) OR coalesce(sum(a.size), 0) <> coalesce(f.bytes, 0)"),
      5);
  collect(faults, "an attachment belongs to another conversation than its message (attachment)",
          database.query("SELECT lower(hex(a.id)) FROM attachments a JOIN messages m ON m.id = a.message_id"
                         " JOIN threads t ON t.id = m.thread_id WHERE t.user_key <> a.user_key OR t.project_id <> a.project_id"
                         " OR m.author <> a.author"),
          1);
  collect(faults, "a screenshot belongs to another project or person than its feedback (screenshot)",
          database.query("SELECT lower(hex(s.id)) FROM screenshots s JOIN feedback f ON f.id = s.feedback_id"
                         " WHERE s.project_id <> f.project_id OR s.submitted_by IS NOT f.submitted_by"),
          1);
}

VerifyCounts count(db::Database& database) {
  auto query = database.query(
      "SELECT (SELECT count(*) FROM threads), (SELECT count(*) FROM messages), (SELECT count(*) FROM journal),"
      " (SELECT count(*) FROM attachments) + (SELECT count(*) FROM screenshots)");
  query.step();
  const auto row = query.row();
  return {row.integer(0), row.integer(1), row.integer(2), row.integer(3)};
}

// What is wrong with the file of this name, if something is.
std::optional<std::string> fault_of(const std::string& path, const std::string& hash, std::int64_t size) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return "is missing";
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (static_cast<std::int64_t>(bytes.size()) != size) return "has another size";
  if (as_text(sha256(bytes)) != hash) return "is damaged";
  return std::nullopt;
}

}  // namespace

VerifyReport verify_database(db::Database& database) {
  const db::Transaction snapshot(database, db::Transaction::Kind::deferred);
  VerifyReport report;
  check_storage(database, report.faults);
  check_numbers(database, report.faults);
  check_threads(database, report.faults);
  check_cursors(database, report.faults);
  check_unread(database, report.faults);
  check_counts(database, report.faults);
  check_journal(database, report.faults);
  check_attachments(database, report.faults);
  report.counts = count(database);
  return report;
}

// The index's snapshot comes first: of what changes between the two, the index has only to catch up.
std::vector<std::string> verify_index(db::Database& database) {
  const db::Transaction snapshot(database, db::Transaction::Kind::deferred);
  std::vector<std::string> faults;
  collect(faults, "the search index does not follow this journal: the next start builds it anew (place)",
          database.query("SELECT s.cursor FROM search_state s LEFT JOIN journal j ON j.no = s.cursor WHERE NOT"
                         " (j.check_bits IS s.cursor_check OR (s.cursor = 0 AND (SELECT coalesce(min(no), 1) FROM journal) = 1))"),
          1);
  collect(faults, "the search index has no state: run doctor --reindex",
          database.query("SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM search_state)"), 0);
  collect(faults, "the search index holds a message that does not exist: run doctor --reindex (key)",
          database.query("SELECT c.id FROM search_index_content c LEFT JOIN messages m ON m.key = c.id WHERE m.key IS NULL"
                         " AND c.id NOT IN (SELECT message_key FROM search_erased WHERE message_key IS NOT NULL)"),
          1);
  // Changes that the index has still to follow are not faults.
  collect(faults, "a message is missing in the search index: run doctor --reindex (thread, number, note)",
          database.query("SELECT lower(hex(m.thread_id)), m.seq, m.note FROM search_state s, messages m"
                         " LEFT JOIN search_index_content c ON c.id = m.key WHERE c.id IS NULL AND m.deleted_at IS NULL"
                         " AND m.key >= coalesce(s.fill, 0) AND m.thread_id NOT IN (SELECT thread_id FROM search_again)"
                         " AND m.id NOT IN (SELECT j.ref FROM journal j, search_state p WHERE j.no > p.cursor AND j.kind = 1)"),
          3);
  return faults;
}

std::vector<std::string> verify_files(db::Database& database, const std::string& dir) {
  const attachments::DiskFiles files(dir);
  std::vector<std::string> faults;
  auto query = database.query(
      "SELECT hash, max(size) FROM (SELECT hash, size FROM attachments UNION ALL SELECT hash, size FROM screenshots)"
      " GROUP BY hash");
  while (query.step() && faults.size() < kMaxOfAKind) {
    const auto bytes = query.row().blob(0);
    Digest hash{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), hash.size()), hash.begin());
    if (const auto fault = fault_of(files.path_of(hash), bytes, query.row().integer(1)))
      faults.push_back("a stored file " + *fault + ": " + files.path_of(hash));
  }
  return faults;
}

}  // namespace seggwat::app
