#include "load/target.h"

#include <sodium.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <ctime>

namespace bench {
namespace {

constexpr std::int64_t kTokenLasts = 4 * 3600;
constexpr std::string_view kText =
    "My order has not come yet, and the tracking page shows nothing new since Monday. Could you look?";
constexpr std::string_view kMark = R"("body":"m)";
constexpr std::string_view kXmppMark = "<body>m";
constexpr std::string_view kTeamAccount = "team";

std::string base64(std::string_view bytes, int variant) {
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), variant);
  text.pop_back();  // its NUL
  return text;
}

std::string base64url(std::string_view bytes) { return base64(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING); }

std::int64_t number_behind(std::string_view text, std::string_view mark, std::int64_t otherwise) {
  const auto at = text.find(mark);
  if (at == std::string_view::npos) return otherwise;
  std::int64_t number = otherwise;
  std::from_chars(text.data() + at + mark.size(), text.data() + text.size(), number);
  return number;
}

// Different for each message of each run.
std::string client_id_of(std::uint64_t message) {
  static const std::uint64_t kRun = (static_cast<std::uint64_t>(randombytes_random()) << 32) | randombytes_random();
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%08x-%04x-4%03x-8%03x-%012llx", static_cast<unsigned>(kRun >> 32),
                static_cast<unsigned>(kRun >> 16 & 0xFFFF), static_cast<unsigned>(kRun >> 4 & 0xFFF),
                static_cast<unsigned>(kRun & 0xF), static_cast<unsigned long long>(message));
  return text.data();
}

}  // namespace

std::string sign_token(std::string_view secret, std::string_view project_key, std::string_view sub, std::int64_t seconds) {
  const auto issued = static_cast<std::int64_t>(std::time(nullptr));
  const std::string claims = R"({"sub":")" + std::string(sub) + R"(","iat":)" + std::to_string(issued) + R"(,"exp":)" +
                             std::to_string(issued + seconds) + R"(,"project_key":")" + std::string(project_key) +
                             R"(","email":")" + std::string(sub) + R"(@example.com","name":"Ada )" + std::string(sub) + "\"}";
  const std::string text = base64url(R"({"alg":"HS256","typ":"JWT"})") + "." + base64url(claims);
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> mac{};
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(secret.data()), secret.size());
  crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  crypto_auth_hmacsha256_final(&state, mac.data());
  return text + "." + base64url({reinterpret_cast<const char*>(mac.data()), mac.size()});
}

std::string Target::bearer_of(std::size_t user) const {
  return "Authorization: Bearer " + sign_token(signing_secret, project_key, name_of(user), kTokenLasts) + "\r\n";
}

std::string Target::login_of(const std::string& name) const {
  const std::string words = '\0' + name + '\0' + signing_secret;
  return "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>" + base64(words, sodium_base64_VARIANT_ORIGINAL) +
         "</auth>";
}

std::string Target::post_head(std::size_t user) const {
  if (kind == Kind::xmpp) {
    const std::string to = tells_team ? std::string(kTeamAccount) : name_of(user ^ 1U);
    return "<message type='chat' to='" + to + "@localhost' id='";
  }
  if (kind == Kind::nchan) {
    return std::string("POST ") + (tells_team ? "/post_to_both?id=" : "/post?id=") + name_of(user) +
           " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
  }
  return "POST /api/v1/chat/messages HTTP/1.1\r\nHost: localhost\r\n" + bearer_of(user) + "Content-Type: application/json\r\n";
}

std::string Target::post(std::string_view head, std::uint64_t message) const {
  if (kind == Kind::xmpp) {
    return std::string(head) + client_id_of(message) + "'>" + std::string(kXmppMark) + std::to_string(message) + " " +
           std::string(kText) + "</body></message><r xmlns='urn:xmpp:sm:3'/>";
  }
  const std::string body = R"({"client_id":")" + client_id_of(message) + "\"," + std::string(kMark) + std::to_string(message) +
                           " " + std::string(kText) + "\"}";
  std::string request;
  request.reserve(head.size() + body.size() + 32);
  request.append(head).append("Content-Length: ").append(std::to_string(body.size())).append("\r\n\r\n").append(body);
  return request;
}

std::string Target::stream_of_user(std::size_t user, std::string_view cursor) const {
  if (kind == Kind::xmpp) return login_of(name_of(user));
  const std::string from = cursor.empty() ? std::string() : "Last-Event-ID: " + std::string(cursor) + "\r\n";
  if (kind == Kind::nchan) {
    return "GET /stream?id=" + name_of(user) + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n";
  }
  return "GET /api/v1/chat/stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n" + bearer_of(user) + from + "\r\n";
}

std::string Target::stream_of_team() const {
  if (kind == Kind::xmpp) return login_of(std::string(kTeamAccount));
  if (kind == Kind::nchan) return "GET /stream?id=team HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n";
  return "GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nX-API-Key: " + api_key + "\r\n\r\n";
}

std::int64_t message_in(std::string_view data) {
  const auto message = number_behind(data, kMark, -1);
  return message >= 0 ? message : number_behind(data, kXmppMark, -1);
}

std::int64_t seq_in(std::string_view data) { return number_behind(data, R"("seq":)", 0); }

}  // namespace bench
