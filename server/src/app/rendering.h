#pragma once

#include "attachments/file_links.h"
#include "conversations/ports.h"
#include "figures/episode.h"
#include "notifications/notification.h"
#include "realtime/event.h"

// One rendering for live events and for those read from the journal, so that both say the same.
namespace seggwat::app {

realtime::Rendered render_for_team(const conversations::Event& event, const attachments::FileLinks& links);
realtime::Rendered render_for_user(const conversations::Event& event, const attachments::FileLinks& links);
realtime::Rendered render(const notifications::Notification& notification);
// A project's tags have changed.
realtime::Rendered render_tags_changed(const ProjectId& project);

// A conversation was rated, or its rating changed.
realtime::Rendered render_rating_for_team(const journal::Entry& entry, const figures::Episode& episode);
realtime::Rendered render_rating_for_user(const journal::Entry& entry, const figures::Episode& episode);

// The team's `erased` event; nothing for a row that only keeps its number.
std::optional<realtime::Rendered> render_erased(const journal::Entry& entry);

}  // namespace seggwat::app
