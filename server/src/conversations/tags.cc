#include "conversations/tags.h"

#include <algorithm>

#include "conversations/tag_store.h"

namespace seggwat::conversations {
namespace {

std::unexpected<Error> tag_exists() {
  return fail(ErrorKind::conflict, "tag_exists", "The project has a tag of this name already.");
}

}  // namespace

Result<Tag> Tags::create(db::Tx& tx, const ProjectId& project, const TagDraft& draft) const {
  if (!draft.name) return invalid("invalid_field", "`name` is missing.");
  if (store::find_tag_by_name(tx.database, project, draft.name->folded)) return tag_exists();
  auto tag = make(tx, project, *draft.name, draft.color);
  if (tag) announce(tx, project);
  return tag;
}

Result<Tag> Tags::make(db::Tx& tx, const ProjectId& project, const TagName& name, std::optional<std::string> color) const {
  const auto there = store::count_tags(tx.database, project);
  if (there >= kTagsOfProject) return invalid("too_many_tags", "A project can have at most 500 tags.");
  Tag tag{.id = TagId::make(tx.now, random_),
          .project = project,
          .name = name.name,
          .folded = name.folded,
          .color = color.value_or(std::string(kTagColors[static_cast<std::size_t>(there) % (kTagColors.size() - 1)])),
          .created_at = tx.now};
  store::insert_tag(tx.database, tag);
  return tag;
}

Result<Tag> Tags::change(db::Tx& tx, const ProjectId& project, const TagId& id, const TagDraft& draft) const {
  auto tag = store::find_tag(tx.database, project, id);
  if (!tag) return not_found();
  const auto before = tag->name;
  if (draft.name) {
    const auto other = store::find_tag_by_name(tx.database, project, draft.name->folded);
    if (other && other->id != id) return tag_exists();
    tag->name = draft.name->name;
    tag->folded = draft.name->folded;
  }
  if (draft.color) tag->color = *draft.color;
  store::save_tag(tx.database, *tag);
  announce(tx, project, tag->name == before ? std::nullopt : std::optional(id));
  return std::move(*tag);
}

Status Tags::remove(db::Tx& tx, const ProjectId& project, const TagId& id) const {
  if (!store::find_tag(tx.database, project, id)) return not_found();
  store::mark_tag_removed(tx.database, id, tx.now);
  announce(tx, project);
  return {};
}

bool Tags::sweep(db::Tx& tx) const {
  const auto tag = store::find_removed_tag(tx.database);
  if (!tag) return false;
  if (store::untag_slice(tx.database, *tag, kSweepSlice) < kSweepSlice) store::delete_tag(tx.database, *tag);
  return store::find_removed_tag(tx.database).has_value();
}

Result<std::vector<Tag>> Tags::take(db::Tx& tx, const ProjectId& project, const std::vector<TagName>& names) const {
  std::vector<Tag> tags;
  bool is_new = false;
  for (const auto& name : names) {
    if (std::ranges::find(tags, name.folded, &Tag::folded) != tags.end()) continue;
    if (auto known = store::find_tag_by_name(tx.database, project, name.folded)) {
      tags.push_back(std::move(*known));
      continue;
    }
    auto made = make(tx, project, name, std::nullopt);
    if (!made) return std::unexpected(made.error());
    tags.push_back(std::move(*made));
    is_new = true;
  }
  if (is_new) announce(tx, project);
  return tags;
}

void Tags::announce(db::Tx& tx, const ProjectId& project, const std::optional<TagId>& renamed) const {
  journal::Entry entry{.kind = journal::Kind::tags, .project = project};
  if (renamed) entry.ref = renamed->uuid;
  const auto record = journal::append(tx, entry);
  tx.after_commit([listener = listener_, record] { listener(record); });
}

}  // namespace seggwat::conversations
