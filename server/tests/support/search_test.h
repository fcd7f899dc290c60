#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "journal/journal_store.h"
#include "search/finder.h"
#include "search/index_file.h"
#include "search/indexer.h"
#include "support/lane.h"

namespace seggwat::search {

// Threads and messages as conversations would have written them, and an index that follows them when told to.
class SearchTest : public ::testing::Test {
 protected:
  void SetUp() override { shop = add_project(); }

  db::Database& database() { return test.database(); }
  // The connection that writes the index and reads the database.
  db::Database& index() { return *index_; }
  std::string index_path() const { return test.path() + ".search"; }

  ProjectId add_project() {
    const auto id = ProjectId::make(test.clock.now(), test.random);
    database().query("INSERT INTO projects (id, key, name, created_at) VALUES (?1, randomblob(16), 'P', 0)", id).run();
    return id;
  }
  ThreadId add_thread(const ProjectId& project, const std::string& sub, const std::string& name = "") {
    const auto id = ThreadId::make(test.clock.now(), test.random);
    database().query("INSERT INTO end_users (project_id, sub, name, created_at) VALUES (?1, ?2, ?3, 0)", project, sub, name).run();
    database()
        .query(
            "INSERT INTO threads (id, project_id, user_key, created_at, active_at, updated_at)"
            " VALUES (?1, ?2, last_insert_rowid(), 0, 0, 0)",
            id, project)
        .run();
    return id;
  }
  MessageId say(const ThreadId& thread, const std::string& body, std::int64_t note = 0) {
    const auto id = MessageId::make(test.clock.now(), test.random);
    if (note == 0) database().query("UPDATE threads SET last_seq = last_seq + 1 WHERE id = ?1", thread).run();
    database()
        .query(
            "INSERT INTO messages (id, thread_id, seq, note, author, client_id, body, created_at)"
            " VALUES (?1, ?2, (SELECT last_seq FROM threads WHERE id = ?2), ?3, x'', randomblob(16), ?4, 0)",
            id, thread, note, body)
        .run();
    tell(thread, journal::Kind::message, id.uuid);
    return id;
  }
  void tell(const ThreadId& thread, journal::Kind kind, std::optional<Uuid> ref = {}) {
    EXPECT_TRUE(test.write<bool>([&](db::Tx& tx) -> Result<bool> {
      journal::append(tx, {.kind = kind, .project = shop, .thread = thread, .ref = ref});
      return true;
    }));
  }
  void erase(const ThreadId& thread) {
    database().query("DELETE FROM messages WHERE thread_id = ?1", thread).run();
    database().query("DELETE FROM threads WHERE id = ?1", thread).run();
  }
  // What a slice has taken out is then forgotten, as the service does it.
  Progress slice(std::size_t size = kSlice) {
    const auto progress = slice_only(size);
    if (progress.erased > 0) forget(progress.erased);
    return progress;
  }
  Progress slice_only(std::size_t size = kSlice) {
    db::Transaction transaction(*index_, db::Transaction::Kind::immediate);
    const auto progress = index_slice(*index_, size);
    transaction.commit();
    return progress;
  }
  void forget(std::int64_t through) {
    EXPECT_TRUE(test.write<bool>([&](db::Tx& tx) -> Result<bool> {
      while (forget_erased(tx.database, through, 7)) {
      }
      return true;
    }));
  }
  void reopen(const std::function<void()>& meanwhile = [] {}) {
    index_.reset();
    meanwhile();
    index_ = open_index(index_path(), test.path());
  }
  void catch_up(std::size_t size = kSlice) {
    while (slice(size).more) {
    }
  }
  Page find_in(std::vector<ProjectId> projects, const std::string& query, Request more = {}) {
    more.projects = std::move(projects);
    more.query = *parse_query(query);
    return find(*index_, more, [this](const ThreadId& thread) { return thread != hidden; });
  }
  // Texts of the snippets, hits in brackets.
  std::vector<std::string> hits(const std::string& query) { return shown(find_in({shop}, query)); }
  static std::vector<std::string> shown(const Page& page) {
    std::vector<std::string> lines;
    for (const auto& hit : page.hits) {
      std::string line;
      for (const auto& part : hit.snippet) line += part.is_hit ? "[" + part.text + "]" : part.text;
      lines.push_back(line);
    }
    return lines;
  }
  using Lines = std::vector<std::string>;

  testing::TestDatabase test;
  ProjectId shop;
  std::optional<ThreadId> hidden;

 private:
  std::unique_ptr<db::Database> index_ = open_index(index_path(), test.path());
};

}  // namespace seggwat::search
