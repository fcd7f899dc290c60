#include "conversations/event_source.h"

#include "conversations/conversation_store.h"

namespace seggwat::conversations {
namespace {

ReadMark mark_from(const journal::Record& record, bool by_team) {
  ReadMark mark{.thread = *record.entry.thread, .by_team = by_team, .seq = record.entry.seq.value_or(0)};
  if (record.entry.ref) mark.member = MemberId{*record.entry.ref};
  mark.member_seq = record.entry.extra;
  return mark;
}

}  // namespace

std::optional<Event> find_event(db::Database& database, const journal::Record& record) {
  const auto& entry = record.entry;
  if (!entry.thread) return std::nullopt;
  switch (entry.kind) {
    case journal::Kind::message: {
      auto message = store::find_message(database, MessageId{*entry.ref});
      if (!message) return std::nullopt;
      return Event{record, {}, std::move(*message)};
    }
    case journal::Kind::thread: {
      auto thread = store::find_thread(database, *entry.thread);
      if (!thread) return std::nullopt;
      return Event{record, {}, std::move(*thread)};
    }
    case journal::Kind::user_read:
      return Event{record, {}, mark_from(record, false)};
    case journal::Kind::team_read:
      return Event{record, {}, mark_from(record, true)};
    case journal::Kind::notification:
    case journal::Kind::tags:
    case journal::Kind::rating:
    case journal::Kind::erased:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace seggwat::conversations
