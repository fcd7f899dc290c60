#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/ids.h"
#include "db/write_lane.h"

namespace seggwat::notifications {

// Whether a user has a stream or long poll open, and since when not.
struct Presence {
  bool present = false;
  std::optional<Instant> left_at;  // nothing: not seen since the server started
};
// Any thread.
using PresenceOf = std::function<Presence(const ProjectId&, const std::string& sub)>;

// A mail that the server refused for good, or that we gave up.
struct MailFailure {
  ProjectId project;
  ThreadId thread;
  std::int64_t from_seq;  // the replies it carried
  std::int64_t to_seq;
  std::string words;  // the server's
};

// What others do when a mail's fate is known. Each runs in the transaction that writes it down.
struct ReplyMailEffects {
  // The replies from_seq … to_seq are now `mailed` or `mail_failed`: the team's view of them has changed.
  std::function<void(db::Tx&, const ThreadId&, std::int64_t from_seq, std::int64_t to_seq)> state_changed;
  std::function<void(db::Tx&, const MailFailure&)> failed;
  // The user has unsubscribed: the team's view of the thread has changed.
  std::function<void(db::Tx&, const ThreadId&)> turned_off;
};

// When the mail with replies from `oldest` to `newest` is due, for a user who left at `left`.
Instant due_at(Instant left, Instant oldest, Instant newest, Milliseconds quiet);

// A reply waits for at most this long for its successors.
inline constexpr Milliseconds kLongestBurst = std::chrono::minutes(5);
// An address that the page gave and no token proved: at most so many mails in 24 hours to one address, and of one user.
inline constexpr int kUnverifiedPerAddress = 5;
inline constexpr int kUnverifiedPerUser = 10;
inline constexpr Milliseconds kCapWindow = std::chrono::hours(24);

}  // namespace seggwat::notifications
