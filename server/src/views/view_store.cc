#include "views/view_store.h"

#include <algorithm>

namespace seggwat::views::store {
namespace {

#define VIEW_QUERY                                                                                                          \
  "SELECT v.id, v.member_id, m.name, v.name, v.filter, v.shared, v.created_at FROM saved_views v JOIN members m ON m.id = " \
  "v.member_id"

View view_from(const db::Row& row) {
  return {.id = row.id<ViewId>(0),
          .member = row.id<MemberId>(1),
          .member_name = row.text(2),
          .name = row.text(3),
          .filter_json = row.text(4),
          .sharing = row.flag(5) ? Sharing::team : Sharing::own,
          .created_at = row.instant(6)};
}

void add_views(std::vector<View>& views, db::Query query) {
  while (query.step()) views.push_back(view_from(query.row()));
}

}  // namespace

std::vector<View> list_for(db::Database& database, const MemberId& member) {
  std::vector<View> views;
  add_views(views, database.query(VIEW_QUERY " WHERE v.member_id = ?1", member));
  add_views(views, database.query(VIEW_QUERY " WHERE v.shared = 1 AND v.member_id <> ?1", member));
  std::ranges::sort(
      views, [](const View& a, const View& b) { return a.created_at != b.created_at ? a.created_at < b.created_at : a.id < b.id; });
  return views;
}

std::int64_t count_of(db::Database& database, const MemberId& member) {
  auto counted = database.query("SELECT count(*) FROM saved_views WHERE member_id = ?1", member);
  counted.step();
  return counted.row().integer(0);
}

std::optional<View> find(db::Database& database, const ViewId& id) {
  auto found = database.query(VIEW_QUERY " WHERE v.id = ?1", id);
  if (!found.step()) return std::nullopt;
  return view_from(found.row());
}

void insert(db::Database& database, const View& view) {
  database
      .query("INSERT INTO saved_views (id, member_id, name, filter, shared, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", view.id,
             view.member, view.name, view.filter_json, view.sharing == Sharing::team, view.created_at)
      .run();
}

void save(db::Database& database, const View& view) {
  database
      .query("UPDATE saved_views SET name = ?2, filter = ?3, shared = ?4 WHERE id = ?1", view.id, view.name, view.filter_json,
             view.sharing == Sharing::team)
      .run();
}

void remove(db::Database& database, const ViewId& id) { database.query("DELETE FROM saved_views WHERE id = ?1", id).run(); }

}  // namespace seggwat::views::store
