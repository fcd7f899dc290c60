#include "saved_replies/saved_reply_json.h"

#include "base/text.h"

namespace seggwat::saved_replies {
namespace {

// In the composer it follows a slash and ends at a blank.
bool has_blank_or_slash(std::string_view text) {
  if (text.find('/') != std::string_view::npos) return true;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 1;
    while (at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xC0) == 0x80) ++length;
    if (trim_white_space(text.substr(at, length)).empty()) return true;
    at += length;
  }
  return false;
}

std::optional<std::string> read_shortcut(Fields& fields) {
  const auto given = fields.text("shortcut");
  if (!given) return std::nullopt;
  std::string shortcut(trim_white_space(*given));
  if (is_invisible(shortcut)) fields.refuse("shortcut", "must not be empty.");
  if (count_code_points(shortcut) > kShortcutMax) fields.refuse("shortcut", "may have at most 40 characters.");
  if (has_control_characters(shortcut) || has_blank_or_slash(shortcut)) {
    fields.refuse("shortcut", "must not hold blanks, slashes or control characters.");
  }
  return shortcut;
}

std::optional<std::string> read_body(Fields& fields) {
  const auto given = fields.text("body");
  if (!given) return std::nullopt;
  std::string body(trim_white_space(*given));
  if (is_invisible(body)) fields.refuse("body", "must not be empty.");
  if (count_code_points(body) > kBodyMax) fields.refuse("body", "may have at most 10,000 characters.");
  return body;
}

std::optional<ProjectId> read_project(Fields& fields) {
  const auto given = fields.text("project_id");
  if (!given) return std::nullopt;
  const auto project = ProjectId::parse(*given);
  if (!project) fields.refuse("project_id", "must be a project's id or null.");
  return project;
}

}  // namespace

json::object to_json(const SavedReply& reply) {
  return {{"id", to_string(reply.id)},
          {"scope", reply.scope() == Scope::shared ? "shared" : "personal"},
          {"project_id", reply.project ? json::value(to_string(*reply.project)) : json::value(nullptr)},
          {"shortcut", reply.shortcut},
          {"body", reply.body},
          {"created_at", to_rfc3339(reply.created_at)},
          {"updated_at", to_rfc3339(reply.updated_at)},
          {"updated_by", reply.updated_by}};
}

Result<Wanted> read_wanted(const json::object& body) {
  Fields fields(body);
  Wanted wanted;
  const auto scope = fields.required_text("scope");
  if (scope != "shared" && scope != "personal") fields.refuse("scope", "must be shared or personal.");
  wanted.scope = scope == "shared" ? Scope::shared : Scope::personal;
  wanted.project = read_project(fields);
  fields.required_text("shortcut");
  fields.required_text("body");
  wanted.shortcut = read_shortcut(fields).value_or("");
  wanted.body = read_body(fields).value_or("");
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  return wanted;
}

Result<Change> read_change(const json::object& body) {
  Fields fields(body);
  Change change;
  change.project_given = fields.has("project_id");
  change.project = read_project(fields);
  change.shortcut = read_shortcut(fields);
  change.body = read_body(fields);
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  return change;
}

}  // namespace seggwat::saved_replies
