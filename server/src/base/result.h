#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <utility>

namespace seggwat {

// What went wrong, as far as a caller can act on it. http/response maps each kind to one status.
enum class ErrorKind {
  invalid,       // 400: the input itself is wrong
  unauthorized,  // 401: no proof of who is asking, or a refused one
  forbidden,     // 403: known, but not allowed
  not_found,     // 404: does not exist, or is not the caller's
  conflict,      // 409: contradicts what is stored
  too_large,     // 413
  unsupported,   // 415: the content's type
  rate_limited,  // 429: always with retry_after
  unavailable,   // 503: storage or a queue cannot take it now; nothing was stored
  internal,      // 500: a fault of ours
};

// `code` is stable and for programs, `message` is one sentence for people. Neither ever holds a secret or SQL text.
struct Error {
  ErrorKind kind;
  std::string code;
  std::string message;
  std::optional<std::chrono::seconds> retry_after{};
};

template <class T>
using Result = std::expected<T, Error>;
using Status = Result<void>;

inline std::unexpected<Error> fail(ErrorKind kind, std::string code, std::string message) {
  return std::unexpected(Error{kind, std::move(code), std::move(message)});
}
inline std::unexpected<Error> invalid(std::string code, std::string message) {
  return fail(ErrorKind::invalid, std::move(code), std::move(message));
}
// The one answer for "does not exist" and "is not yours".
inline std::unexpected<Error> not_found() { return fail(ErrorKind::not_found, "not_found", "There is nothing here."); }
inline std::unexpected<Error> forbidden(std::string message) { return fail(ErrorKind::forbidden, "forbidden", std::move(message)); }

}  // namespace seggwat
