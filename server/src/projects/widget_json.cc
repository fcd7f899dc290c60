#include "projects/widget_json.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace seggwat::projects {
namespace {

constexpr std::size_t kButtonTextCodePoints = 40;
constexpr std::size_t kTextCodePoints = 500;

struct PositionName {
  LauncherPosition position;
  std::string_view name;
};
constexpr std::array<PositionName, 3> kPositions{{{LauncherPosition::bottom_right, "bottom-right"},
                                                  {LauncherPosition::right_side, "right-side"},
                                                  {LauncherPosition::icon_only, "icon-only"}}};

bool is_hex_colour(std::string_view text) {
  if ((text.size() != 4 && text.size() != 7) || text.front() != '#') return false;
  return text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

enum class Lines { one, many };

bool has_forbidden_characters(std::string_view text, Lines lines) {
  std::string checked(text);
  if (lines == Lines::many) std::erase(checked, '\n');
  return has_control_characters(checked);
}

// Trimmed; nothing when absent, null or blank.
std::optional<std::string> read_text(Fields& fields, std::string_view name, std::size_t limit, Lines lines) {
  const auto given = fields.text(name);
  if (!given) return std::nullopt;
  const std::string text(trim_white_space(*given));
  if (text.empty()) return std::nullopt;
  if (count_code_points(text) > limit) fields.refuse(name, "may have at most " + std::to_string(limit) + " characters.");
  if (has_forbidden_characters(text, lines)) fields.refuse(name, "must not hold control characters.");
  return text;
}

void read_modules(Fields& fields, WidgetSettings& settings) {
  settings.bug_report = fields.required_flag("bug_report");
  settings.feature_request = fields.required_flag("feature_request");
  settings.review = fields.required_flag("review");
  settings.contact = fields.required_flag("contact");
  settings.live_chat = fields.required_flag("live_chat");
  settings.screenshots = fields.flag("screenshots").value_or(false);
}

void read_appearance(Fields& fields, WidgetSettings& settings) {
  settings.color = fields.required_text("color");
  if (!is_hex_colour(settings.color)) fields.refuse("color", "must be a hex colour such as #2563eb.");
  settings.header_color = fields.text("header_color");
  if (settings.header_color && settings.header_color->empty()) settings.header_color.reset();
  if (settings.header_color && !is_hex_colour(*settings.header_color)) {
    fields.refuse("header_color", "must be a hex colour such as #2563eb.");
  }
  const auto position = parse_position(fields.required_text("position"));
  if (!position) fields.refuse("position", "must be bottom-right, right-side or icon-only.");
  settings.position = position.value_or(settings.position);
  settings.button_text = read_text(fields, "button_text", kButtonTextCodePoints, Lines::one);
  settings.show_powered_by = fields.required_flag("show_powered_by");
}

void read_texts(Fields& fields, WidgetSettings& settings) {
  settings.greeting = read_text(fields, "greeting", kTextCodePoints, Lines::many);
  settings.away = read_text(fields, "away", kTextCodePoints, Lines::many);
}

Status read_part(const json::object& object, std::string_view name, WidgetSettings& settings,
                 void (*read)(Fields&, WidgetSettings&)) {
  Fields whole(object);
  const auto* part = whole.object(name);
  if (part == nullptr) whole.refuse(name, "is missing.");
  if (part == nullptr) return whole.status();
  Fields fields(*part);
  read(fields, settings);
  return fields.status();
}

// What is absent from a stored object, because an older program wrote it, comes from the defaults.
void fill_in(json::object& object, const json::object& defaults) {
  for (const auto& [name, value] : defaults) {
    auto& member = object[name];
    if (value.is_object() && member.is_object()) fill_in(member.get_object(), value.get_object());
    if (member.is_null()) member = value;
  }
}

}  // namespace

std::string_view to_text(LauncherPosition position) {
  return std::ranges::find(kPositions, position, &PositionName::position)->name;
}

std::optional<LauncherPosition> parse_position(std::string_view text) {
  const auto* found = std::ranges::find(kPositions, text, &PositionName::name);
  if (found == kPositions.end()) return std::nullopt;
  return found->position;
}

json::object to_json(const WidgetSettings& settings) {
  return {{"modules",
           {{"bug_report", settings.bug_report},
            {"feature_request", settings.feature_request},
            {"review", settings.review},
            {"contact", settings.contact},
            {"live_chat", settings.live_chat},
            {"screenshots", settings.screenshots}}},
          {"appearance",
           {{"color", settings.color},
            {"header_color", or_null(settings.header_color)},
            {"position", to_text(settings.position)},
            {"button_text", or_null(settings.button_text)},
            {"show_powered_by", settings.show_powered_by}}},
          {"texts", {{"greeting", or_null(settings.greeting)}, {"away", or_null(settings.away)}}}};
}

Result<WidgetSettings> read_widget_settings(const json::object& object) {
  WidgetSettings settings;
  if (const auto fine = read_part(object, "modules", settings, read_modules); !fine) return std::unexpected(fine.error());
  if (const auto fine = read_part(object, "appearance", settings, read_appearance); !fine) return std::unexpected(fine.error());
  if (const auto fine = read_part(object, "texts", settings, read_texts); !fine) return std::unexpected(fine.error());
  return settings;
}

WidgetSettings parse_stored_widget(std::string_view text) {
  auto object = parse_json_object(text);
  if (!object) return {};
  fill_in(*object, to_json(WidgetSettings{}));
  return read_widget_settings(*object).value_or(WidgetSettings{});
}

}  // namespace seggwat::projects
