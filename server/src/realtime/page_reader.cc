#include "realtime/page_reader.h"

#include <utility>

namespace seggwat::realtime {
namespace {

std::string counts_json(const std::string& cursor, std::int64_t unread) {
  return R"({"cursor":")" + cursor + R"(","unread":)" + std::to_string(unread) + '}';
}

// Tells when a page is full; `look_at` is called for every entry, `add` for what is seen of it.
class Filling {
 public:
  explicit Filling(Page& page) : page_(page) {}
  void look_at(const journal::Position& at) {
    page_.through = at;
    page_.moved = true;
  }
  // Is there a point in reading on, when the snapshot's view ends with `last`?
  bool is_more_before(std::int64_t last) const { return page_.moved && page_.through.no < last; }
  void add(SharedFrame frame) {
    bytes_ += frame->text().size();
    page_.frames.push_back(std::move(frame));
  }
  bool is_full() const { return bytes_ >= PageReader::kPageBytes; }

 private:
  Page& page_;
  std::size_t bytes_ = 0;
};

}  // namespace

Given PageReader::understand(const Audience& reader, std::optional<std::string> cursor) const {
  Given given{std::move(cursor), {}};
  if (!given.text) return given;
  if (const auto* user = std::get_if<User>(&reader)) {
    given.position = cursors_.parse_user(user->project, user->sub, *given.text);
  } else {
    given.position = cursors_.parse_team(*given.text);
  }
  if (!given.position) given.text.emplace();  // refused: of what was sent nothing is kept
  return given;
}

std::string PageReader::cursor_of(const Audience& reader, const journal::Position& at) const {
  if (const auto* user = std::get_if<User>(&reader)) return cursors_.user(user->project, user->sub, at);
  return cursors_.team(at);
}

// The newest entry is asked for before the snapshot begins, so the snapshot has it.
PageReader::View PageReader::look(db::Database& database, const Audience& reader, Page& page) const {
  const auto newest = newest_.at();
  page.head = newest.no;
  if (const auto* user = std::get_if<User>(&reader)) return UserView{*user, source_.find_view(database, *user)};
  return TeamView{std::get<TeamScope>(reader), newest};
}

Page PageReader::open(db::Database& database, const Audience& reader, const Given& given) const {
  Page page;
  const View view = look(database, reader, page);
  const Start start = std::visit([&](const auto& on) { return find_start(database, on, given); }, view);
  page.is_reset = given.text && !start.resumed;
  const std::string cursor = start.resumed ? *given.text : cursor_of(reader, start.at);
  page.first = std::make_shared<Frame>(page.is_reset ? "reset" : "ready", cursor, counts_json(cursor, start.unread));
  page.through = start.at;
  std::visit([&](const auto& on) { fill(database, on, page); }, view);
  return page;
}

Page PageReader::read_on(db::Database& database, const Audience& reader, std::int64_t after) const {
  Page page;
  page.through.no = after;
  const View view = look(database, reader, page);
  std::visit([&](const auto& on) { fill(database, on, page); }, view);
  return page;
}

PageReader::Start PageReader::find_start(db::Database& database, const UserView& on, const Given& given) const {
  if (!on.view) return {{}, given.position == journal::Position{}, 0};
  const std::int64_t unread = source_.unread_of(database, *on.view);
  if (given.position && journal::can_resume_user(database, on.view->thread, *given.position, on.view->last_user_no)) {
    return {*given.position, true, unread};
  }
  return {journal::user_position(database, on.view->thread, on.view->last_user_no), false, unread};
}

PageReader::Start PageReader::find_start(db::Database& database, const TeamView& on, const Given& given) const {
  const std::int64_t unread = source_.unread_of(database, on.reader);
  if (given.position && journal::can_resume(database, *given.position)) return {*given.position, true, unread};
  return {on.newest, false, unread};
}

void PageReader::fill(db::Database& database, const UserView& on, Page& page) const {
  if (!on.view) return;
  page.thread = on.view->thread;
  if (page.through.no >= on.view->last_user_no) return;
  const std::string prefix = cursors_.user_prefix(on.reader.project, on.reader.sub);
  Filling filling(page);
  for (const auto& record : journal::read_user_after(database, on.view->thread, page.through.no, kPageEntries)) {
    if (filling.is_full()) break;
    const std::int64_t no = *record.entry.user_no;
    filling.look_at({no, record.check});
    if (const auto rendered = source_.render(database, on.reader, record)) {
      const std::string id = prefix + std::to_string(no) + '-' + std::to_string(record.check);
      filling.add(make_frame(*rendered, id, no, on.view->thread));
    }
  }
  page.more = filling.is_more_before(on.view->last_user_no);
}

void PageReader::fill(db::Database& database, const TeamView& on, Page& page) const {
  Filling filling(page);
  const auto records = journal::read_after(database, page.through.no, kPageEntries);
  for (const auto& record : records) {
    if (filling.is_full()) break;
    const journal::Position at{record.no, record.check};
    filling.look_at(at);
    if (!on.reader.may_see(record.entry.project)) continue;
    if (const auto rendered = source_.render(database, on.reader, record)) {
      filling.add(make_frame(*rendered, cursors_.team(at), record.no, std::nullopt));
    }
  }
  page.more = records.size() == kPageEntries || filling.is_more_before(records.empty() ? 0 : records.back().no);
}

}  // namespace seggwat::realtime
