#pragma once

#include <cstdint>
#include <expected>
#include <string_view>

#include "http/header_check.h"
#include "http/request.h"

namespace seggwat::http {

enum class Version { http_1_0, http_1_1 };

// A parsed head and how the message goes on after it.
struct Head {
  Request request;  // without body and client_address
  Version version = Version::http_1_1;
  bool keep_alive = true;
  bool chunked = false;
  std::uint64_t content_length = 0;  // 0 when chunked or without a body
  bool expects_continue = false;
};

// `block` is one whole head, its empty line included. Everything that check_head refuses is refused here.
std::expected<Head, Refusal> parse_head(std::string_view block);

}  // namespace seggwat::http
