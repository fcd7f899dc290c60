#include "views/view_input.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "conversations/tag.h"
#include "search/query.h"

namespace seggwat::views {
namespace {

constexpr std::size_t kMostProjects = 100;

bool is_status(std::string_view text) {
  constexpr std::array<std::string_view, 4> kStatuses{"open", "snoozed", "resolved", "all"};
  return std::ranges::find(kStatuses, text) != kStatuses.end();
}

bool is_assignee(std::string_view text) { return text == "me" || text == "none" || MemberId::parse(text); }

void keep_text(Fields& fields, json::object& kept, std::string_view name, bool (*is_good)(std::string_view), std::string_view why) {
  const auto text = fields.text(name);
  if (!text) return;
  if (!is_good(*text)) return fields.refuse(name, why);
  kept[name] = *text;
}

// What the list of conversations takes, so that no view can be kept that it refuses.
bool is_tag(std::string_view text) { return conversations::check_tag_name(text).has_value(); }
bool is_query(std::string_view text) { return search::parse_query(text).has_value(); }

void keep_flag(Fields& fields, json::object& kept, std::string_view name) {
  if (fields.flag(name).value_or(false)) kept[name] = true;
}

void keep_projects(Fields& fields, json::object& kept) {
  const auto* list = fields.list("projects");
  if (list == nullptr) return;
  json::array projects;
  for (const auto& item : *list) {
    if (!item.is_string() || !ProjectId::parse(std::string_view(item.get_string()))) {
      return fields.refuse("projects", "must be a list of project ids.");
    }
    projects.emplace_back(item.get_string());
  }
  if (projects.size() > kMostProjects) return fields.refuse("projects", "can have at most 100 ids.");
  if (!projects.empty()) kept["projects"] = std::move(projects);
}

void keep_days(Fields& fields, json::object& kept) {
  const auto days = fields.integer("days");
  if (!days) return;
  if (*days < 1 || *days > kMostDays) return fields.refuse("days", "must be from 1 to 3650.");
  kept["days"] = *days;
}

}  // namespace

Result<json::object> read_filter(const json::object& filter) {
  Fields fields(filter);
  json::object kept;
  keep_text(fields, kept, "status", is_status, "must be open, snoozed, resolved or all.");
  keep_text(fields, kept, "assignee", is_assignee, "must be me, none or a member's id.");
  keep_text(fields, kept, "tag", is_tag, "must be a tag's name.");
  keep_text(fields, kept, "q", is_query, "must hold a word to look for, and have at most 500 characters.");
  keep_flag(fields, kept, "unread");
  keep_flag(fields, kept, "mentioned");
  keep_projects(fields, kept);
  keep_days(fields, kept);
  if (auto status = fields.status(); !status) return std::unexpected(status.error());
  return kept;
}

Result<ViewDraft> read_view(const http::Request& request) {
  const auto object = request.json();
  if (!object) return std::unexpected(object.error());
  Fields fields(*object);
  ViewDraft draft;
  if (const auto name = fields.text("name")) {
    draft.name = std::string(trim_white_space(*name));
    const bool good = !is_invisible(*draft.name) && count_code_points(*draft.name) <= kNameLimit;
    if (!good || has_control_characters(*draft.name)) fields.refuse("name", "must have 1 to 60 characters.");
  }
  if (const auto shared = fields.flag("shared")) draft.sharing = *shared ? Sharing::team : Sharing::own;
  const auto* filter = fields.object("filter");
  if (auto status = fields.status(); !status) return std::unexpected(status.error());
  if (filter != nullptr) {
    auto kept = read_filter(*filter);
    if (!kept) return std::unexpected(kept.error());
    draft.filter_json = json::serialize(*kept);
  }
  return draft;
}

}  // namespace seggwat::views
