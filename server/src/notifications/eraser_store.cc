#include <vector>

#include "notifications/eraser.h"

namespace seggwat::notifications {
namespace {

std::vector<Uuid> ids_of(db::Query rows) {
  std::vector<Uuid> ids;
  while (rows.step()) ids.push_back(rows.row().uuid(0));
  return ids;
}

// Each with the marks of those who have read it: at most one a member.
std::size_t delete_notifications(db::Database& database, const std::vector<Uuid>& ids) {
  for (const auto& id : ids) {
    database.query("DELETE FROM notification_reads WHERE notification_id = ?1", id).run();
    database.query("DELETE FROM notifications WHERE id = ?1", id).run();
  }
  return ids.size();
}

std::size_t delete_of_feedback(db::Database& database, const erasure::Person& person, std::size_t at_most) {
  if (person.sub.empty()) return 0;
  return delete_notifications(database,
                              ids_of(database.query("SELECT n.id FROM feedback f JOIN notifications n ON n.feedback_id = f.id "
                                                    "WHERE f.project_id = ?1 AND f.submitted_by = ?2 LIMIT ?3",
                                                    person.project, person.sub, static_cast<std::int64_t>(at_most))));
}

std::size_t delete_of_thread(db::Database& database, const ThreadId& thread, std::size_t at_most) {
  return delete_notifications(database, ids_of(database.query("SELECT id FROM notifications WHERE thread_id = ?1 LIMIT ?2", thread,
                                                              static_cast<std::int64_t>(at_most))));
}

std::size_t delete_mails(db::Database& database, const ThreadId& thread, std::size_t at_most) {
  database.query("DELETE FROM mail_due WHERE thread_id = ?1", thread).run();
  database
      .query("DELETE FROM mails WHERE id IN (SELECT id FROM mails WHERE thread_id = ?1 LIMIT ?2)", thread,
             static_cast<std::int64_t>(at_most))
      .run();
  return static_cast<std::size_t>(database.changes());
}

}  // namespace

std::size_t Eraser::erase_slice(db::Tx& tx, const erasure::Person& person, std::size_t at_most) {
  auto done = delete_of_feedback(tx.database, person, at_most);
  if (done < at_most && person.thread) done += delete_of_thread(tx.database, *person.thread, at_most - done);
  if (done < at_most && person.thread) done += delete_mails(tx.database, *person.thread, at_most - done);
  return done;
}

}  // namespace seggwat::notifications
