#include "notifications/team_mail.h"

#include "base/json.h"

namespace seggwat::notifications {

std::string to_text(const TeamMailPayload& payload) {
  json::array items;
  for (const auto& item : payload.items) {
    items.push_back(json::object{{"thread", to_string(item.thread)}, {"after", item.after}, {"to", item.to}});
  }
  return json::serialize(
      json::object{{"member", to_string(payload.member)}, {"locale", payload.locale}, {"items", std::move(items)}});
}

std::optional<TeamMailPayload> parse_team_mail(const std::string& text) {
  const auto object = parse_json_object(text);
  if (!object) return std::nullopt;
  Fields fields(*object);
  const auto member = MemberId::parse(fields.required_text("member"));
  TeamMailPayload payload{.member = member.value_or(MemberId{}), .locale = fields.text("locale").value_or("")};
  const auto* items = fields.list("items");
  if (!member || items == nullptr) return std::nullopt;
  for (const auto& value : *items) {
    if (!value.is_object()) return std::nullopt;
    Fields each(value.get_object());
    const auto thread = ThreadId::parse(each.required_text("thread"));
    if (!thread) return std::nullopt;
    payload.items.push_back({*thread, each.required_integer("after"), each.required_integer("to")});
  }
  return payload;
}

}  // namespace seggwat::notifications
