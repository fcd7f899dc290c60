#include "notifications/reply_mail_store.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "mail/mail_store.h"
#include "support/mail_world.h"

namespace seggwat::notifications {
namespace {

using testing::MailWorld;

// The steps of every statement that has been prepared on this connection.
std::vector<std::string> plans(db::Database& database) {
  std::vector<std::string> steps;
  for (auto* each = sqlite3_next_stmt(database.handle(), nullptr); each != nullptr;
       each = sqlite3_next_stmt(database.handle(), each)) {
    const std::string sql = sqlite3_sql(each);
    sqlite3_stmt* plan = nullptr;
    if (sqlite3_prepare_v2(database.handle(), ("EXPLAIN QUERY PLAN " + sql).c_str(), -1, &plan, nullptr) != SQLITE_OK) continue;
    while (sqlite3_step(plan) == SQLITE_ROW)
      steps.push_back(std::string(reinterpret_cast<const char*>(sqlite3_column_text(plan, 3))) + "   in: " + sql);
    sqlite3_finalize(plan);
  }
  return steps;
}

TEST(ReplyMailStore, no_question_reads_a_whole_table) {
  MailWorld world;
  db::Database database(world.dir.file("seggwat.db"), db::OpenMode::read_write);
  const auto& thread = world.thread;
  store::note_reply(database, thread, world.clock.now());
  store::find_due(database, thread);
  store::set_due(database, thread, {});
  store::find_addressee(database, thread);
  store::find_due_thread_of(database, world.project, "u1");
  store::find_last_mail(database, thread);
  store::list_replies(database, thread, 0, 10);
  store::find_nth_mail_to(database, "a@b.example", 5);
  store::find_nth_mail_of(database, thread, 5);
  store::find_frame(database, thread);
  store::list_mail_replies(database, thread, 1, 2);
  store::list_references(database, thread, 5);
  store::turn_mail_off(database, thread);
  store::clear_due(database, thread);
  mail::QueuedMail queued;
  mail::store::find_next_waiting(database);
  mail::store::find_waiting(database, queued.id);
  mail::store::find_waiting_error(database);
  mail::store::update_attempt(database, queued);
  mail::store::set_retry(database, queued.id, {}, "");
  mail::store::set_sent(database, queued.id, {});
  mail::store::set_failed(database, queued.id, {}, "");
  mail::store::remove(database, queued.id);
  const auto steps = plans(database);
  EXPECT_GT(steps.size(), 15U);
  for (const auto& step : steps) {
    const bool by_index_order = step.contains("USING INDEX mails_waiting") || step.contains("USING COVERING INDEX mails_waiting");
    EXPECT_TRUE(!step.starts_with("SCAN") || by_index_order) << step;
    EXPECT_FALSE(step.contains("TEMP B-TREE")) << step;
  }
}

TEST(ReplyMailStore, the_list_of_what_waits_walks_only_what_waits) {
  MailWorld world;
  db::Database database(world.dir.file("seggwat.db"), db::OpenMode::read_write);
  store::list_due(database);
  for (const auto& step : plans(database)) {
    EXPECT_TRUE(!step.starts_with("SCAN") || step.starts_with("SCAN d ")) << step;
  }
}

}  // namespace
}  // namespace seggwat::notifications
