#include "support/mail_world.h"

#include <sqlite3.h>

#include <future>
#include <stdexcept>

#include "base/log.h"
#include "base/secret.h"

namespace seggwat::testing {
namespace {

const MemberId kAda{{{1}}};

void write(db::WriteLane& lane, std::function<void(db::Tx&)> change) {
  std::promise<bool> done;
  lane.submit<bool>(
      [&](db::Tx& tx) -> Result<bool> {
        change(tx);
        return true;
      },
      [&](Result<bool> result) { done.set_value(result.has_value()); });
  if (!done.get_future().get()) throw std::runtime_error("the write failed");
}

std::string first_text(db::Database& database, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database.handle(), sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) throw std::runtime_error(sql);
  std::string text;
  if (sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_type(statement, 0) != SQLITE_NULL) {
    text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
  }
  sqlite3_finalize(statement);
  return text;
}

void deliver_at_once(db::Deliveries deliveries) {
  for (auto& each : deliveries) each();
}

}  // namespace

std::string FakeTransport::header(std::size_t n, const std::string& name) const {
  const auto& message = deliveries.at(n).message;
  auto at = message.find("\r\n" + name + ": ");
  if (message.starts_with(name + ": ")) at = 0;
  if (at == std::string::npos) return {};
  at = message.find(": ", at) + 2;
  auto end = message.find("\r\n", at);
  while (message[end + 2] == ' ' || message[end + 2] == '\t') end = message.find("\r\n", end + 2);
  std::string value;
  for (const char c : message.substr(at, end - at)) {
    if (c == '\t')
      value += ' ';
    else if (c != '\r' && c != '\n')
      value += c;
  }
  return value;
}

MailWorld::MailWorld(Milliseconds quiet) {
  init_crypto();
  log::silence();
  settings.server = mail::SmtpServer{};
  settings.from = {"", "support@shop.example"};
  settings.public_url = "https://chat.shop.example";
  settings.quiet = quiet;
  auto database = std::make_unique<db::Database>(path(), db::OpenMode::read_write);
  if (!db::migrate(*database, path())) throw std::runtime_error("no schema");
  lane = std::make_unique<db::WriteLane>(std::move(database), clock, random, deliver_at_once);
  reader_ = std::make_unique<db::Database>(path(), db::OpenMode::read_only);
  project = ProjectId::make(clock.now(), random);
  write(*lane, [this](db::Tx& tx) {
    tx.database
        .query(
            "INSERT INTO projects (id, key, name, allowed_origins, created_at) VALUES (?, ?, 'Corner Shop', "
            "'[\"https://shop.example\"]', ?)",
            project, project, tx.now)
        .run();
    tx.database
        .query(
            "INSERT INTO members (id, email, name, role, password_hash, joined_at) VALUES (?, 'ada@team.example', 'Ada', 'Owner', "
            "'x', ?)",
            kAda, tx.now)
        .run();
  });
  thread = add_user("u1", "user@shop.example");
  start();
}

void MailWorld::start() {
  outbox.reset();
  writer.reset();
  team.reset();
  const notifications::PresenceOf presence_of = [this](const ProjectId&, const std::string& sub) { return presence[sub]; };
  replies = std::make_unique<notifications::ReplyMails>(notifications::ReplyMails::Parts{.write = *lane,
                                                                                         .database_path = path(),
                                                                                         .clock = clock,
                                                                                         .random = random,
                                                                                         .settings = settings,
                                                                                         .presence_of = presence_of,
                                                                                         .wake = [] {}});
  notifications::ReplyMailEffects effects;
  effects.state_changed = [this](db::Tx&, const ThreadId&, std::int64_t from, std::int64_t to) { changes.push_back({from, to}); };
  effects.failed = [this](db::Tx&, const notifications::MailFailure& failure) { failures.push_back(failure.words); };
  effects.turned_off = [](db::Tx&, const ThreadId&) {};
  writer = std::make_unique<notifications::ReplyMailWriter>(
      notifications::ReplyMailWriter::Parts{.settings = settings,
                                            .tokens = notifications::UnsubscribeTokens(sha256("a key")),
                                            .presence_of = presence_of,
                                            .effects = effects,
                                            .finished = [this](const ThreadId& each) { replies->reconsider(each); }});
  const notifications::TeamOnline online = [this](const ProjectId&) { return team_online; };
  team = std::make_unique<notifications::TeamMails>(notifications::TeamMails::Parts{.write = *lane,
                                                                                    .database_path = path(),
                                                                                    .clock = clock,
                                                                                    .random = random,
                                                                                    .settings = settings,
                                                                                    .team_online = online,
                                                                                    .wake = [] {}});
  team_writer = std::make_unique<notifications::TeamMailWriter>(
      notifications::TeamMailWriter::Parts{.settings = settings, .team_online = online});
  outbox = std::make_unique<mail::Outbox>(mail::Outbox::Parts{.write = *lane,
                                                              .database_path = path(),
                                                              .clock = clock,
                                                              .random = random,
                                                              .transport = transport,
                                                              .replies = *writer,
                                                              .account = *writer,
                                                              .team = *team_writer,
                                                              .sender = settings.from});
}

void MailWorld::restart() {
  presence.clear();
  start();
}

ThreadId MailWorld::add_user(const std::string& sub, const std::string& email, bool verified) {
  const auto id = ThreadId::make(clock.now(), random);
  write(*lane, [&](db::Tx& tx) {
    tx.database
        .query(
            "INSERT INTO end_users (project_id, sub, name, email, email_verified, created_at) VALUES (?, ?, 'Grace', nullif(?, "
            "''), ?, ?)",
            project, sub, email, verified, tx.now)
        .run();
    const auto key = tx.database.last_row();
    tx.database
        .query(
            "INSERT INTO threads (id, project_id, user_key, last_seq, user_read_seq, created_at, active_at, updated_at) VALUES (?, "
            "?, ?, 1, 1, ?, ?, ?)",
            id, project, key, tx.now, tx.now, tx.now)
        .run();
    tx.database
        .query(
            "INSERT INTO messages (id, thread_id, seq, author, client_id, body, created_at) VALUES (?, ?, 1, x'', ?, 'Is it "
            "open?', ?)",
            MessageId::make(tx.now, random), id, ClientId::make(tx.now, random), tx.now)
        .run();
  });
  return id;
}

std::int64_t MailWorld::reply(const ThreadId& to, const std::string& body) {
  std::int64_t seq = 0;
  write(*lane, [&](db::Tx& tx) {
    tx.database.query("UPDATE threads SET last_seq = last_seq + 1 WHERE id = ?", to).run();
    {
      auto last = tx.database.query("SELECT last_seq FROM threads WHERE id = ?", to);
      last.step();
      seq = last.row().integer(0);
    }
    tx.database
        .query("INSERT INTO messages (id, thread_id, seq, author, client_id, body, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
               MessageId::make(tx.now, random), to, seq, kAda, ClientId::make(tx.now, random), body, tx.now)
        .run();
    replies->note_reply(tx, to, tx.now);
  });
  return seq;
}

std::int64_t MailWorld::ask(const ThreadId& from, const std::string& body) {
  std::int64_t seq = 0;
  write(*lane, [&](db::Tx& tx) {
    tx.database
        .query("UPDATE threads SET last_seq = last_seq + 1, last_user_seq = last_seq + 1, status = 'open' WHERE id = ?", from)
        .run();
    {
      auto last = tx.database.query("SELECT last_seq FROM threads WHERE id = ?", from);
      last.step();
      seq = last.row().integer(0);
    }
    tx.database
        .query("INSERT INTO messages (id, thread_id, seq, author, client_id, body, created_at) VALUES (?, ?, ?, x'', ?, ?, ?)",
               MessageId::make(tx.now, random), from, seq, ClientId::make(tx.now, random), body, tx.now)
        .run();
    team->note_message(tx, from);
  });
  return seq;
}

void MailWorld::read_up_to(const ThreadId& of, std::int64_t seq) {
  write(*lane, [&](db::Tx& tx) { tx.database.query("UPDATE threads SET user_read_seq = ? WHERE id = ?", seq, of).run(); });
}

void MailWorld::delete_message(const ThreadId& of, std::int64_t seq) {
  write(*lane, [&](db::Tx& tx) {
    tx.database.query("UPDATE messages SET deleted_at = 1, body = '' WHERE thread_id = ? AND seq = ?", of, seq).run();
  });
}

void MailWorld::run(const std::string& sql) {
  write(*lane, [&](db::Tx& tx) { tx.database.execute(sql); });
}

std::string MailWorld::text(const std::string& sql) {
  db::Database database(path(), db::OpenMode::read_only);
  return first_text(database, sql);
}

std::int64_t MailWorld::number(const std::string& sql) { return std::stoll("0" + text(sql)); }

void MailWorld::settle() {
  for (int turn = 0; turn < 1000; ++turn) {
    const auto mails = replies->work({});
    const auto waiting = team->work({});
    const auto sending = outbox->work({});
    const bool more =
        (mails && *mails <= clock.now()) || (waiting && *waiting <= clock.now()) || (sending && *sending <= clock.now());
    if (!more) return;
  }
  throw std::runtime_error("the workers never come to rest");
}

void MailWorld::pass(Seconds time) {
  for (Seconds gone{0}; gone < time; gone += Seconds(1)) {
    clock.advance(Seconds(1));
    settle();
  }
}

}  // namespace seggwat::testing
