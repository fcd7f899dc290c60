// What a request asks for: paths, queries, origins, and the table of routes.
#include "base/text.h"
#include "conversations/message_input.h"
#include "conversations/thread_input.h"
#include "fuzz/fuzz.h"
#include "http/percent.h"
#include "http/request.h"
#include "http/router.h"
#include "notifications/conversation_link.h"
#include "projects/origin.h"

namespace seggwat::fuzz {
namespace {

const http::Router& router() {
  static const http::Router made({
      {.method = http::Method::get, .pattern = "/api/v1/projects", .access = http::Access::open, .handle = {}},
      {.method = http::Method::get, .pattern = "/api/v1/projects/{id}", .access = http::Access::open, .handle = {}},
      {.method = http::Method::post, .pattern = "/api/v1/projects/{id}/threads/{tid}", .access = http::Access::open, .handle = {}},
      {.method = http::Method::get, .pattern = "/static/{file...}", .access = http::Access::open, .handle = {}},
  });
  return made;
}

void read_path(std::string_view raw) {
  const auto path = http::decode_path(raw);
  if (!path) return;
  must(path->starts_with('/') && is_utf8(*path) && !has_control_characters(*path) && !path->contains('\\'));
  must(!(*path + "/").contains("/../") && !(*path + "/").contains("/./"));
  const auto found = router().find(http::Method::get, *path);
  for (const auto& [name, value] : found.params) must(name == "file" || (!value.empty() && !value.contains('/')));
}

void read_query(std::string_view query) {
  http::Request request;
  request.query = std::string(query);
  const auto page = conversations::read_page_request(request, conversations::Numbering::seq_and_note);
  if (page) must(page->limit >= 1 && page->limit <= conversations::kMessagesPageLimit && !(page->before && page->after));
  const team::Member member;
  (void)conversations::read_inbox_query(request, member, ProjectId{});
}

void read_origin(std::string_view text) {
  if (const auto origin = projects::normalise_origin(text)) must(projects::normalise_origin(*origin) == origin);
  if (const auto origin = projects::origin_of_url(text)) must(projects::normalise_origin(*origin) == origin);
  if (const auto origin = projects::read_allowed_origin(text)) must(projects::read_allowed_origin(*origin) == origin);
  if (const auto origin = notifications::origin_of(text)) must(notifications::origin_of(*origin) == origin);
}

}  // namespace

void run(std::string_view bytes) {
  const auto mark = bytes.find('?');
  read_path(bytes.substr(0, mark));
  if (mark != std::string_view::npos) {
    read_query(bytes.substr(mark + 1));
  }
  read_origin(bytes);
}

}  // namespace seggwat::fuzz
