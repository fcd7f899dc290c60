#pragma once

#include "base/json.h"
#include "projects/office_hours.h"

namespace seggwat::projects {

// {enabled, timezone, week: [[{from, to}, …] × 7, Monday first], closed: [day, …]}: the form on the wire and in the database.
json::object to_json(const OfficeHours& hours);
// The whole object as a member sends it; 400 `invalid_field` names what is missing or wrong.
Result<OfficeHours> read_office_hours(const json::object& object);
// Switched off when this program cannot read it.
OfficeHours parse_stored_office_hours(std::string_view text);
// What a widget is told: {enabled, open_now, next_open?, next_close?}.
json::object to_config_json(const OfficeHours& hours, Instant now);

}  // namespace seggwat::projects
