#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "conversations/conversation.h"
#include "conversations/conversations.h"
#include "http/request.h"

// Reads and checks what clients send about messages. Every fault is a 400 with a code.
namespace seggwat::conversations {

Result<UserDraft> read_user_draft(const http::Request& request);
Result<MemberDraft> read_member_draft(const http::Request& request);
// {seq}: an integer ≥ 0.
Result<std::int64_t> read_seq(const http::Request& request);
// http and https addresses only; anything else is no page. The title is cut.
std::optional<Page> read_page(const json::object& page, const http::Request& request);

// `before` or `after`, never both, and `limit`.
struct PageRequest {
  std::optional<Position> before;
  std::optional<Position> after;
  int limit = kMessagesPage;
};
enum class Numbering { seq_only, seq_and_note };
Result<PageRequest> read_page_request(const http::Request& request, Numbering numbering);

// 1 … ; above `most` it is cut to that; nothing given means `usual`.
Result<int> read_limit(const http::Request& request, int usual, int most);

}  // namespace seggwat::conversations
