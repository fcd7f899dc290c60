#include "conversations/message_input.h"

#include <algorithm>

#include "base/text.h"

namespace seggwat::conversations {
namespace {

std::unexpected<Error> bad_query(std::string_view name) {
  return invalid("invalid_query", "`" + std::string(name) + "` in the query is not valid.");
}

Result<ClientId> read_client_id(Fields& fields) {
  const auto text = fields.required_text("client_id");
  const auto id = ClientId::parse(text);
  if (!id) return invalid("invalid_client_id", "`client_id` must be a UUID made by the sender.");
  return *id;
}

// Ids of uploads, each once. What cannot be an id is an unknown attachment.
Result<std::vector<AttachmentId>> read_attachments(Fields& fields) {
  std::vector<AttachmentId> ids;
  const auto* list = fields.list("attachments");
  if (list == nullptr) return ids;
  if (list->size() > attachments::kPerMessage) return invalid("too_many_attachments", "A message can have at most 5 attachments.");
  for (const auto& each : *list) {
    const auto id = each.is_string() ? AttachmentId::parse(each.get_string()) : std::nullopt;
    if (!id || std::ranges::find(ids, *id) != ids.end()) {
      return invalid("attachment_unknown", "There is no such attachment that this message could have.");
    }
    ids.push_back(*id);
  }
  return ids;
}

struct Basics {
  ClientId client_id;
  std::string body;
  std::vector<AttachmentId> attachments;
};

Result<Basics> read_basics(Fields& fields) {
  const auto text = fields.text("body");
  const auto* listed = fields.list("attachments");
  if (!text && (listed == nullptr || listed->empty())) fields.required_text("body");
  if (auto status = fields.status(); !status) return std::unexpected(status.error());
  auto client_id = read_client_id(fields);
  if (!client_id) return std::unexpected(client_id.error());
  auto attached = read_attachments(fields);
  if (!attached) return std::unexpected(attached.error());
  auto body = check_body(text.value_or(""), attached->empty() ? Accompanied::by_nothing : Accompanied::by_files);
  if (!body) return std::unexpected(body.error());
  return Basics{*client_id, std::move(*body), std::move(*attached)};
}

std::optional<Position> parse_position(std::string_view text, Numbering numbering) {
  const auto dot = text.find('.');
  const auto seq = parse_natural(text.substr(0, dot));
  if (!seq) return std::nullopt;
  if (dot == std::string_view::npos) return Position{*seq, 0};
  const auto note = parse_natural(text.substr(dot + 1));
  if (!note || numbering == Numbering::seq_only) return std::nullopt;
  return Position{*seq, *note};
}

Status read_position(const http::Request& request, std::string_view name, Numbering numbering, std::optional<Position>& into) {
  const auto text = request.query_value(name);
  if (!text) return {};
  into = parse_position(*text, numbering);
  if (!into) return bad_query(name);
  return {};
}

}  // namespace

std::optional<Page> read_page(const json::object& page, const http::Request& request) {
  Fields fields(page);
  const auto url = fields.text("url").value_or("");
  const auto title = fields.text("title").value_or("");
  const bool is_web = url.starts_with("https://") || url.starts_with("http://");
  if (!is_web || url.size() > kPageUrlLimit || has_control_characters(url)) return std::nullopt;
  return Page{url, cut_to(title, kPageTitleLimit), std::string(request.header("Origin").value_or(""))};
}

Result<UserDraft> read_user_draft(const http::Request& request) {
  auto object = request.json();
  if (!object) return std::unexpected(object.error());
  Fields fields(*object);
  auto basics = read_basics(fields);
  if (!basics) return std::unexpected(basics.error());
  UserDraft draft{.client_id = basics->client_id, .body = std::move(basics->body), .attachments = std::move(basics->attachments)};
  draft.email = fields.text("email");
  if (const auto* page = fields.object("page")) draft.page = read_page(*page, request);
  if (auto status = fields.status(); !status) return std::unexpected(status.error());
  if (draft.email && draft.email->empty()) draft.email.reset();
  if (draft.email && !is_email_address(*draft.email)) return invalid("invalid_email", "`email` is not an email address.");
  if (const auto agent = request.header("User-Agent")) draft.user_agent = std::string(agent->substr(0, 400));
  return draft;
}

Result<MemberDraft> read_member_draft(const http::Request& request) {
  auto object = request.json();
  if (!object) return std::unexpected(object.error());
  Fields fields(*object);
  auto basics = read_basics(fields);
  if (!basics) return std::unexpected(basics.error());
  MemberDraft draft{.client_id = basics->client_id, .body = std::move(basics->body), .attachments = std::move(basics->attachments)};
  if (fields.flag("internal").value_or(false)) draft.visibility = Visibility::team_only;
  draft.seen_seq = fields.integer("seen_seq");
  if (draft.seen_seq && *draft.seen_seq < 0) fields.refuse("seen_seq", "must not be negative.");
  if (fields.flag("force").value_or(false)) draft.guard = StaleGuard::off;
  if (auto status = fields.status(); !status) return std::unexpected(status.error());
  return draft;
}

Result<std::int64_t> read_seq(const http::Request& request) {
  auto object = request.json();
  if (!object) return std::unexpected(object.error());
  Fields fields(*object);
  const auto seq = fields.required_integer("seq");
  if (seq < 0) fields.refuse("seq", "must not be negative.");
  if (auto status = fields.status(); !status) return std::unexpected(status.error());
  return seq;
}

Result<int> read_limit(const http::Request& request, int usual, int most) {
  const auto text = request.query_value("limit");
  if (!text) return usual;
  const auto limit = parse_natural(*text);
  if (!limit || *limit == 0) return bad_query("limit");
  return static_cast<int>(std::min<std::int64_t>(*limit, most));
}

Result<PageRequest> read_page_request(const http::Request& request, Numbering numbering) {
  PageRequest page;
  if (auto read = read_position(request, "before", numbering, page.before); !read) return std::unexpected(read.error());
  if (auto read = read_position(request, "after", numbering, page.after); !read) return std::unexpected(read.error());
  if (page.before && page.after) return invalid("invalid_query", "Give `before` or `after`, not both.");
  const auto limit = read_limit(request, kMessagesPage, kMessagesPageLimit);
  if (!limit) return std::unexpected(limit.error());
  page.limit = *limit;
  return page;
}

}  // namespace seggwat::conversations
