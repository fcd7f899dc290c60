#include "http/tiny_server.h"

#include <poll.h>

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <future>

#include "http/detached_socket.h"

namespace seggwat::testing {

namespace asio = boost::asio;
using http::Plan;
using http::Request;
using http::Response;

namespace {

Response text(std::string body) {
  Response response;
  response.headers = {{"Content-Type", "text/plain"}};
  response.body = std::move(body);
  return response;
}

std::string describe(const Request& request) {
  std::string told = std::string(to_text(request.method)) + " " + request.path + "?" + request.query + " " + request.client_address;
  for (const auto& header : request.headers) told += "\n" + header.name + "=" + header.value;
  return told + "\n\n" + request.body;
}

Plan count_rows() {
  return http::Read{[](db::Database& database) -> Result<Plan> {
    auto rows = database.query("SELECT count(*) FROM notes");
    rows.step();
    return text(std::to_string(rows.row().integer(0)));
  }};
}

Plan store(std::string body) {
  return http::Write{[body = std::move(body)](db::Tx& tx) -> Result<http::Reply> {
    if (body == "refused") return invalid("refused", "This note is refused.");
    tx.database.query("INSERT INTO notes (body) VALUES (?)", body).run();
    return http::Reply{[size = body.size()] { return text("stored " + std::to_string(size)); }};
  }};
}

// Through all three lanes, as a sign-in goes.
Plan three_steps() {
  return http::Read{
      [](db::Database&) -> Result<Plan> { return Plan(http::Work{[]() -> Result<Plan> { return store("three"); }}); }};
}

}  // namespace

Plan TinyService::answer(Request& request) {
  if (request.path == "/notes") return request.method == http::Method::post ? store(request.body) : count_rows();
  if (request.path == "/three") return three_steps();
  if (request.path == "/throws") throw std::runtime_error("broken on purpose");
  if (request.path == "/large") return text(std::string(4 * 1024 * 1024, 'x'));
  if (request.path == "/split") return Response{.status = 200, .headers = {{"X-Echo", "a\r\nX-Evil: 1"}}, .body = {}};
  if (request.path == "/take") return take_over();
  if (request.path != "/later") return text(describe(request));
  return http::Later{[this](std::move_only_function<void(Response)> done) {
    waiting_.push_back(std::move(done));
    ++waiting_count_;
  }};
}

Plan TinyService::take_over() {
  return http::Takeover{[this](std::unique_ptr<http::DetachedSocket> taken) {
    boost::system::error_code ignored;
    asio::write(taken->socket, asio::buffer(std::string_view("HTTP/1.1 200 OK\r\n\r\ntaken")), ignored);
    if (taken->socket.non_blocking()) ++taken_;
  }};
}

void TinyService::let_go() {
  for (auto& done : std::exchange(waiting_, {})) done(text("late"));
  waiting_count_ = 0;
}

void TinyService::finish(const Request&, Response& response) {
  response.set("X-Finished", "yes");
  ++answered_;
}

TinyServer::TinyServer(http::Options options) : guard_(asio::make_work_guard(loop_)) {
  const auto path = dir_.file("tiny.db");
  auto database = std::make_unique<db::Database>(path, db::OpenMode::read_write);
  database->execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT");
  write_ = std::make_unique<db::WriteLane>(std::move(database), clock, random_, deliver());
  read_ = std::make_unique<db::ReadLane>([path] { return std::make_unique<db::Database>(path, db::OpenMode::read_only); }, 1,
                                         deliver());
  work_ = std::make_unique<db::WorkLane>(deliver());
  options.sweep_every = std::chrono::milliseconds(3);
  const asio::ip::tcp::endpoint any(asio::ip::address_v4::loopback(), 0);
  listener_ = std::make_unique<http::Listener>(loop_, any, service, db::Lanes{*read_, *write_, *work_}, clock, std::move(options));
  port_ = listener_->port();
  listener_->start();
  thread_ = std::thread([this] { loop_.run(); });
}

TinyServer::~TinyServer() {
  on_loop([this] { service.let_go(); });
  if (!stopped_) {
    stop();
    wait_until([this] {
      clock.advance(std::chrono::seconds(1));
      return stopped();
    });
  }
  guard_.reset();
  read_->stop();
  write_->stop();
  work_->stop();
  thread_.join();
}

db::Deliver TinyServer::deliver() {
  return [this](db::Deliveries deliveries) {
    asio::post(loop_, [deliveries = std::move(deliveries)]() mutable {
      for (auto& delivery : deliveries) delivery();
    });
  };
}

void TinyServer::on_loop(const std::function<void()>& task) {
  std::promise<void> ran;
  asio::post(loop_, [&] {
    task();
    ran.set_value();
  });
  ran.get_future().wait();
}

bool TinyServer::wait_until(const std::function<bool()>& condition) {
  for (int i = 0; i < 5000; ++i) {
    bool holds = false;
    on_loop([&] { holds = condition(); });
    if (holds) return true;
    ::poll(nullptr, 0, 2);
  }
  return false;
}

std::size_t TinyServer::connections() {
  std::size_t open = 0;
  on_loop([&] { open = listener_->connections(); });
  return open;
}

void TinyServer::stop() {
  on_loop([this] { listener_->stop([this] { stopped_ = true; }); });
}

std::int64_t TinyServer::stored() {
  db::Database database(dir_.file("tiny.db"), db::OpenMode::read_only);
  auto rows = database.query("SELECT count(*) FROM notes");
  rows.step();
  return rows.row().integer(0);
}

}  // namespace seggwat::testing
