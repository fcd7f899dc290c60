#pragma once

#include "attachments/file_links.h"
#include "realtime/source.h"

namespace seggwat::app {

// Turns journal entries into what streams carry.
class StreamSource final : public realtime::Source {
 public:
  explicit StreamSource(const attachments::FileLinks& links) : links_(links) {}
  std::optional<View> find_view(db::Database& database, const realtime::User& user) const override;
  std::optional<realtime::Rendered> render(db::Database& database, const realtime::TeamScope& reader,
                                           const journal::Record& record) const override;
  std::optional<realtime::Rendered> render(db::Database& database, const realtime::User& reader,
                                           const journal::Record& record) const override;
  std::int64_t unread_of(db::Database& database, const realtime::TeamScope& reader) const override;
  std::int64_t unread_of(db::Database& database, const View& view) const override;

 private:
  const attachments::FileLinks& links_;
};

}  // namespace seggwat::app
