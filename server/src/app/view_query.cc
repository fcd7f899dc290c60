#include "app/view_query.h"

#include "conversations/tag.h"

namespace seggwat::app {

conversations::InboxQuery view_query(const json::object& filter, const team::Member& caller, Instant now) {
  conversations::InboxQuery query;
  const auto text = [&filter](std::string_view name) -> std::optional<std::string_view> {
    const auto* value = filter.if_contains(name);
    if (value == nullptr) return std::nullopt;
    return std::string_view(value->as_string());
  };
  if (const auto status = text("status")) query.status = conversations::parse_status(*status);
  if (const auto assignee = text("assignee")) {
    query.assigned = *assignee == "none" ? conversations::AssigneeFilter::nobody : conversations::AssigneeFilter::member;
    if (*assignee != "none") query.assignee = *assignee == "me" ? caller.id : MemberId::parse(*assignee);
  }
  if (filter.contains("unread")) query.unread = conversations::UnreadFilter::unread_only;
  if (filter.contains("mentioned")) query.mentions = conversations::MentionFilter::mentions_of_caller;
  if (const auto tag = text("tag")) {
    const auto name = conversations::check_tag_name(*tag);
    query.tag = name ? name->folded : std::string(*tag);
  }
  if (const auto* days = filter.if_contains("days")) query.since = now - std::chrono::days(days->as_int64());
  return query;
}

}  // namespace seggwat::app
