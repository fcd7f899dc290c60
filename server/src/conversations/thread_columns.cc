#include "conversations/thread_columns.h"

#include <algorithm>

#include "base/text.h"

namespace seggwat::conversations::store {
namespace {

ThreadUser user_from(const db::Row& row) {
  return {.key = {row.integer(2)},
          .sub = row.text(3),
          .name = row.maybe_text(4),
          .email = row.maybe_text(5),
          .email_verified = row.flag(6),
          .attributes_json = row.text(7),
          .claims_json = row.text(8),
          .locale = row.maybe_text(9),
          .timezone = row.maybe_text(10),
          .user_agent = row.maybe_text(11),
          .blocked = row.flag(12),
          .blocked_at = row.maybe_instant(37),
          .blocked_by = row.maybe_text(38),
          .mail_off = row.flag(13)};
}

std::optional<Page> page_from(const db::Row& row) {
  if (row.is_null(26)) return std::nullopt;
  return Page{row.text(26), row.text(27), row.text(28)};
}

std::optional<LastMessage> last_message_from(const db::Row& row) {
  if (row.is_null(31)) return std::nullopt;
  return LastMessage{row.integer(18), row.blob(29).empty() ? AuthorKind::user : AuthorKind::member,
                     attachments::preview_of(row.text(30), row.maybe_text(40), kPreviewLimit), row.instant(31), !row.is_null(35)};
}

// A name holds no line end.
std::vector<std::string> tags_from(const db::Row& row) {
  std::vector<std::string> tags;
  if (row.is_null(39)) return tags;
  const auto text = row.text(39);
  for (std::size_t from = 0; from <= text.size();) {
    const auto end = std::min(text.find('\n', from), text.size());
    tags.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return tags;
}

}  // namespace

Thread thread_from(const db::Row& row) {
  return {.id = row.id<ThreadId>(0),
          .project = row.id<ProjectId>(1),
          .user = user_from(row),
          .status = parse_status(row.text(14)).value_or(ThreadStatus::open),
          .snoozed_until = row.maybe_instant(15),
          .returned_at = row.maybe_instant(36),
          .assignee = row.maybe_id<MemberId>(16),
          .assignee_name = row.text(17),
          .tags = tags_from(row),
          .last_seq = row.integer(18),
          .last_note = row.integer(19),
          .user_read_seq = row.integer(20),
          .team_read_seq = row.integer(21),
          .user_delivered_seq = row.integer(22),
          .last_user_seq = row.integer(23),
          .last_user_at = row.instant(24),
          .user_no = row.integer(25),
          .page = page_from(row),
          .last_message = last_message_from(row),
          .created_at = row.instant(32),
          .active_at = row.instant(33),
          .updated_at = row.instant(34)};
}

}  // namespace seggwat::conversations::store
