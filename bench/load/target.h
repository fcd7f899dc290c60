#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bench {

// What is measured: the chat as docs/api.md has it (ours, and the plain Node server); nginx with nchan, which has neither
// identities nor numbers and keeps nothing; or an XMPP server with an archive, where users write over their own streams, to each
// other in pairs or to the team's account, and a message has no number either.
enum class Kind { chat, nchan, xmpp };

struct Target {
  Kind kind = Kind::chat;
  std::uint16_t port = 0;
  std::string project_key;
  std::string signing_secret;  // with XMPP everybody's password
  std::string api_key;
  std::string prefix = "user";  // of the users' names: another for each series, so that each begins with new threads

  bool tells_team = false;  // nchan and XMPP must be told that a message is for the team (too); a chat does so by itself

  // Whether a user's own message comes on the user's own stream.
  bool shows_own() const { return kind != Kind::xmpp; }

  // What stands before the body of each of a user's requests; made once, since a page signs its token once too.
  std::string post_head(std::size_t user) const;
  std::string post(std::string_view head, std::uint64_t message) const;
  std::string stream_of_user(std::size_t user, std::string_view cursor = {}) const;
  std::string stream_of_team() const;

 private:
  std::string name_of(std::size_t user) const { return prefix + "-" + std::to_string(user); }
  std::string bearer_of(std::size_t user) const;
  std::string login_of(const std::string& name) const;
};

// A token as a site's backend signs it (HS256), valid for `seconds`.
std::string sign_token(std::string_view secret, std::string_view project_key, std::string_view sub, std::int64_t seconds);

// The sender's number of a message, found in an event's data; -1 in what is no message of ours.
std::int64_t message_in(std::string_view data);
// The thread's number of it, 0 where there is none.
std::int64_t seq_in(std::string_view data);

}  // namespace bench
