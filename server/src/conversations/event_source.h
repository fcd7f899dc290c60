#pragma once

#include <optional>

#include "conversations/ports.h"
#include "db/database.h"
#include "journal/journal.h"

namespace seggwat::conversations {

// The event that a journal entry stands for, as it is now. Nothing when what it was about is gone, or for other kinds of entries.
// The user's sub is left out: whoever reads the journal knows whose thread it is.
std::optional<Event> find_event(db::Database& database, const journal::Record& record);

}  // namespace seggwat::conversations
