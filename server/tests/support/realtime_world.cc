#include "support/realtime_world.h"

#include <boost/asio/post.hpp>
#include <chrono>
#include <stdexcept>
#include <string_view>

#include "db/migrate.h"
#include "http/detached_socket.h"
#include "journal/journal_store.h"

namespace seggwat::testing {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

std::unique_ptr<db::Database> make_database(const TempDir& dir) {
  auto database = std::make_unique<db::Database>(dir.file("seggwat.db"), db::OpenMode::read_write);
  if (!db::migrate(*database, dir.file("seggwat.db"))) throw std::runtime_error("no schema");
  database->execute("PRAGMA synchronous=OFF");
  return database;
}

std::string after(std::string_view line, std::string_view field) {
  return line.starts_with(field) ? std::string(line.substr(field.size())) : std::string();
}

}  // namespace

StreamClient::StreamClient(tcp::socket socket) : socket_(std::move(socket)) { socket_.non_blocking(true); }

bool StreamClient::read(std::size_t limit) {
  if (closed_) return false;
  std::string bytes(limit, '\0');
  boost::system::error_code error;
  const auto count = socket_.read_some(asio::buffer(bytes), error);
  if (error == asio::error::would_block) return false;
  if (error) {
    closed_ = true;
    return true;
  }
  text_.append(bytes, 0, count);
  return true;
}

std::vector<HeardEvent> StreamClient::events() const {
  std::vector<HeardEvent> all;
  HeardEvent current;
  std::size_t at = text_.find("\r\n\r\n");
  at = at == std::string::npos ? text_.size() : at + 4;
  for (auto end = text_.find('\n', at); end != std::string::npos; at = end + 1, end = text_.find('\n', at)) {
    const std::string_view line(text_.data() + at, end - at);
    if (line.empty() && !current.name.empty()) all.push_back(std::exchange(current, {}));
    if (auto value = after(line, "event: "); !value.empty()) current.name = value;
    if (auto value = after(line, "id: "); !value.empty()) current.id = value;
    if (auto value = after(line, "data: "); !value.empty()) current.data = value;
  }
  return all;
}

std::vector<std::string> StreamClient::data_of(std::string_view name) const {
  std::vector<std::string> found;
  for (auto& event : events()) {
    if (event.name == name) found.push_back(event.data.substr(0, event.data.find(",\"padding\"")));
  }
  return found;
}

std::string StreamClient::last_id() const {
  std::string id;
  for (const auto& event : events()) id = event.id.empty() ? id : event.id;
  return id;
}

RealtimeWorld::RealtimeWorld(realtime::Limits limits)
    : database(make_database(dir)),
      cursors(journal::Cursors::load_or_create(*database, random)),
      acceptor_(loop, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {
  read = std::make_unique<db::ReadLane>(
      [path = dir.file("seggwat.db")] { return std::make_unique<db::Database>(path, db::OpenMode::read_only); }, 1,
      [this](db::Deliveries all) {
        asio::post(loop, [all = std::move(all)]() mutable {
          for (auto& one : all) one();
        });
      });
  realtime::Hooks hooks{[this](const ThreadId& thread, std::int64_t seq) { delivered.emplace_back(thread, seq); },
                        [this](const realtime::User& user, Instant at) { left.emplace_back(user.sub, at); }};
  realtime =
      std::make_unique<realtime::Realtime>(realtime::Parts{loop, *read, clock, random, cursors, *this, std::move(hooks), limits});
}

RealtimeWorld::~RealtimeWorld() { read->stop(); }

journal::Record RealtimeWorld::commit(const realtime::User& user, Sees sees) { return commit_many(user, 1, sees).front(); }

std::vector<journal::Record> RealtimeWorld::commit_many(const realtime::User& user, int count, Sees sees) {
  const ThreadId thread = threads.at(user.sub);
  db::Transaction transaction(*database, db::Transaction::Kind::immediate);
  db::Tx tx(*database, clock.now(), random.bits32());
  std::vector<journal::Record> records;
  for (int i = 0; i < count; ++i) {
    journal::Entry entry{.kind = journal::Kind::message, .project = user.project, .thread = thread, .seq = i};
    if (sees == Sees::both) entry.user_no = ++user_nos_[thread];
    records.push_back(journal::append(tx, entry));
  }
  transaction.commit();
  return records;
}

realtime::Rendered RealtimeWorld::make(const journal::Record& record) const {
  ++rendered;
  std::string json = "{\"no\":" + std::to_string(record.no);
  if (!padding.empty()) json += ",\"padding\":\"" + padding + "\"";
  return {"message", json + "}", record.no};
}

realtime::Published RealtimeWorld::published(const realtime::User& user, const journal::Record& record) {
  realtime::Published made{.record = record, .user = user.sub};
  made.for_team = [this, record] { return make(record); };
  if (record.entry.user_no) made.for_user = made.for_team;
  return made;
}

journal::Record RealtimeWorld::post(const realtime::User& user, Sees sees) {
  const auto record = commit(user, sees);
  realtime->publish(published(user, record));
  return record;
}

std::pair<tcp::socket, tcp::socket> RealtimeWorld::connect() {
  tcp::socket client(loop);
  client.open(tcp::v4());
  client.set_option(asio::socket_base::receive_buffer_size(16 * 1024));
  client.connect(acceptor_.local_endpoint());
  return {std::move(client), acceptor_.accept()};
}

std::unique_ptr<StreamClient> RealtimeWorld::open(const realtime::User& user, std::optional<std::string> cursor,
                                                  std::optional<Instant> ends_at) {
  auto [client, server] = connect();
  realtime->open_stream(std::make_unique<http::DetachedSocket>(std::move(server)), user,
                        {{{"Access-Control-Allow-Origin", "https://site.example"}}, std::move(cursor), ends_at});
  return std::make_unique<StreamClient>(std::move(client));
}

std::unique_ptr<StreamClient> RealtimeWorld::open(const realtime::TeamScope& scope, std::optional<std::string> cursor,
                                                  std::optional<Instant> ends_at) {
  auto [client, server] = connect();
  realtime->open_stream(std::make_unique<http::DetachedSocket>(std::move(server)), scope, {{}, std::move(cursor), ends_at});
  return std::make_unique<StreamClient>(std::move(client));
}

std::shared_ptr<std::optional<http::Response>> RealtimeWorld::poll(const realtime::Audience& who, std::optional<std::string> cursor,
                                                                   int wait) {
  auto answer = std::make_shared<std::optional<http::Response>>();
  auto plan = std::visit([&](const auto& reader) { return realtime->poll(reader, std::move(cursor), Seconds(wait), {}); }, who);
  std::get<http::Later>(plan).start([answer](http::Response response) { *answer = std::move(response); });
  return answer;
}

bool RealtimeWorld::until(const std::function<bool()>& holds) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (!holds()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    loop.restart();
    loop.run_one_for(std::chrono::milliseconds(1));
  }
  return true;
}

void RealtimeWorld::settle() {
  std::size_t turns = 0;
  do {
    loop.restart();
    turns = loop.poll();
    // The lane has one thread: what was asked of it before this has been answered when this is.
    bool is_answered = false;
    read->submit<bool>([](db::Database&) { return Result<bool>(true); }, [&](const Result<bool>&) { is_answered = true; });
    while (!is_answered) {
      loop.restart();
      turns += loop.run_one_for(std::chrono::milliseconds(5));
    }
  } while (turns > 1);
}

void RealtimeWorld::advance(Milliseconds by) {
  clock.advance(by);
  realtime->tick();
}

std::vector<std::string> RealtimeWorld::numbers(std::int64_t from, std::int64_t to) {
  std::vector<std::string> all;
  for (auto no = from; no <= to; ++no) all.push_back("{\"no\":" + std::to_string(no) + "}");
  return all;
}

std::optional<realtime::Source::View> RealtimeWorld::find_view(db::Database& connection, const realtime::User& user) const {
  const auto found = threads.find(user.sub);
  if (found == threads.end()) return std::nullopt;
  auto last = connection.query("SELECT coalesce(max(user_no), 0) FROM journal WHERE thread_id = ?1", found->second);
  last.step();
  return View{found->second, last.row().integer(0)};
}

std::optional<realtime::Rendered> RealtimeWorld::render(db::Database&, const realtime::TeamScope&,
                                                        const journal::Record& record) const {
  return make(record);
}

std::optional<realtime::Rendered> RealtimeWorld::render(db::Database&, const realtime::User&, const journal::Record& record) const {
  return make(record);
}

}  // namespace seggwat::testing
