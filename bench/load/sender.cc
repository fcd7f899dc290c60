#include "load/sender.h"

#include <stdexcept>

namespace bench {

Sender::Sender(EventLoop& loop, const Target& target, std::size_t users, std::size_t connections, Crowd* streams)
    : loop_(loop), target_(target) {
  if (target.kind == Kind::xmpp && streams == nullptr) throw std::invalid_argument("this scenario is not made for XMPP");
  for (std::size_t user = 0; user < users; ++user) heads_.push_back(target.post_head(user));
  for (std::size_t i = 0; i < connections; ++i) {
    auto& connection = connections_.emplace_back();
    connection.next_user = i % users;
    if (target.kind == Kind::xmpp) {
      connection.poster = std::make_unique<StreamPoster>(*streams, *this, i);
    } else {
      connection.poster = std::make_unique<HttpPoster>(loop, *this, i, target.port);
    }
  }
}

void Sender::start() {
  is_closed_loop_ = true;
  for (auto& connection : connections_) send_next(connection);
}

void Sender::offer(Nanos due) {
  const auto user = next_user_;
  next_user_ = (next_user_ + 1) % heads_.size();
  auto& connection = connections_[user % connections_.size()];
  const Sent what{due, static_cast<std::uint32_t>(user)};
  ++under_way_;
  if (connection.poster->is_busy()) {
    connection.waiting.push_back(what);
  } else {
    send(connection, what);
  }
}

void Sender::give_up_waiting() {
  for (auto& connection : connections_) {
    under_way_ -= connection.waiting.size();
    connection.waiting.clear();
  }
}

void Sender::post_once_each(const std::vector<std::size_t>& users) {
  for (const auto user : users) {
    next_user_ = user;
    offer(now());
  }
  if (!loop_.run_until([this] { return is_idle(); }, now() + 60 * kSecond)) throw std::runtime_error("messages were not answered");
  if (refused_ > 0) throw std::runtime_error("a message was refused: " + complaint_);
}

// With fewer users than connections several of them share a user; their messages then have no known order.
void Sender::send_next(Connection& connection) {
  ++under_way_;
  const Sent what{now(), static_cast<std::uint32_t>(connection.next_user)};
  connection.next_user += connections_.size();
  if (connection.next_user >= heads_.size()) connection.next_user %= std::min(heads_.size(), connections_.size());
  send(connection, what);
}

void Sender::send(Connection& connection, Sent what) {
  connection.message = sent_.size();
  sent_.push_back(what);
  connection.poster->send(what.user, target_.post(heads_[what.user], connection.message));
}

void Sender::on_answer(std::size_t poster, const Answer& answer, Nanos at) {
  auto& connection = connections_[poster];
  --under_way_;
  if (answer.status >= 200 && answer.status < 300) {
    if (check_ != nullptr) check_->acknowledged(connection.message);
    if (window_.has(at)) answer_times_.record(at - sent_[connection.message].due);
    if (window_.has(at)) ++tally_.taken;
  } else {
    const bool is_turned_away = (answer.status == 429 || answer.status == 503) && answer.says_when_to_return;
    if (window_.has(at)) ++(is_turned_away ? tally_.turned_away : tally_.failed);
    ++refused_;
    if (complaint_.empty()) complaint_ = std::to_string(answer.status) + " " + std::string(answer.body);
  }
  if (!connection.waiting.empty()) {
    const Sent next = connection.waiting.front();
    connection.waiting.pop_front();
    send(connection, next);
  } else if (is_closed_loop_) {
    send_next(connection);
  }
}

}  // namespace bench
