#pragma once

#include "base/json.h"
#include "projects/project.h"

namespace seggwat::projects {

std::string_view to_text(LauncherPosition position);  // "bottom-right", "right-side", "icon-only"
std::optional<LauncherPosition> parse_position(std::string_view text);

// {modules, appearance, texts}: the form on the wire and in the database.
json::object to_json(const WidgetSettings& settings);
// The whole object as a member sends it; 400 `invalid_field` names what is missing or wrong.
Result<WidgetSettings> read_widget_settings(const json::object& object);
// What this program or an older one has stored: what is absent is the default.
WidgetSettings parse_stored_widget(std::string_view text);

}  // namespace seggwat::projects
