#pragma once

#include <string>

#include "base/json.h"
#include "figures/figures.h"

namespace seggwat::figures {

// {from, until, timezone, total, before, days, members}.
json::object to_json(const Figures& figures, const Period& period);
// The same as files for a spreadsheet: a line for each day, or for each member.
std::string days_csv(const Figures& figures, const Period& period);
std::string members_csv(const Figures& figures);

}  // namespace seggwat::figures
