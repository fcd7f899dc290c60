#include "team/inputs.h"

#include "base/text.h"
#include "team/passwords.h"

namespace seggwat::team {

std::optional<std::string> read_maybe_name(Fields& fields, std::string_view field) {
  const auto given = fields.text(field);
  if (!given) return std::nullopt;
  std::string name(trim_white_space(*given));
  if (is_invisible(name)) fields.refuse(field, "must not be empty.");
  if (count_code_points(name) > kNameMax) fields.refuse(field, "may have at most 100 characters.");
  if (has_control_characters(name)) fields.refuse(field, "must not hold control characters.");
  return name;
}

std::string read_name(Fields& fields, std::string_view field) {
  if (!fields.has(field) || fields.is_null(field)) fields.refuse(field, "is missing.");
  return read_maybe_name(fields, field).value_or("");
}

std::string read_new_email(Fields& fields, std::string_view field) {
  const auto given = fields.required_text(field);
  std::string email(trim_white_space(given));
  if (!is_email_address(email)) fields.refuse(field, "must be an email address.");
  return email;
}

std::optional<Role> read_role(Fields& fields, std::string_view field) {
  const auto given = fields.text(field);
  if (!given) return std::nullopt;
  const auto role = parse_role(*given);
  if (!role) fields.refuse(field, "must be Owner, Admin or Member.");
  return role;
}

std::optional<std::vector<ProjectId>> read_projects(Fields& fields, std::string_view field) {
  const auto* list = fields.list(field);
  if (list == nullptr) return std::nullopt;
  std::vector<ProjectId> projects;
  for (const auto& element : *list) {
    const auto* text = element.if_string();
    const auto id = text == nullptr ? std::nullopt : ProjectId::parse(*text);
    if (!id) {
      fields.refuse(field, "must be a list of project ids.");
      return projects;
    }
    if (std::ranges::find(projects, *id) == projects.end()) projects.push_back(*id);
    if (projects.size() > kProjectsOfMember) fields.refuse(field, "holds too many ids.");
  }
  return projects;
}

Result<std::string> read_password(const json::object& body, std::string_view field) {
  const auto* value = body.if_contains(field);
  const auto* text = value == nullptr ? nullptr : value->if_string();
  if (text == nullptr) return invalid("invalid_field", "`" + std::string(field) + "` must be text.");
  if (text->size() > kPasswordMaxBytes) return std::unexpected(check_new_password(*text).error());
  return std::string(*text);
}

Result<std::string> read_new_password(const json::object& body, std::string_view field) {
  auto password = read_password(body, field);
  if (!password) return password;
  if (auto checked = check_new_password(*password); !checked) return std::unexpected(std::move(checked.error()));
  return password;
}

}  // namespace seggwat::team
