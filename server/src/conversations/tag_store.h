#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "conversations/tag.h"
#include "db/database.h"

// All SQL of tags. A removed tag is not found by anything but the functions that say so.
namespace seggwat::conversations::store {

struct CountedTag {
  Tag tag;
  std::int64_t threads = 0;
};
// By name.
std::vector<CountedTag> list_tags(db::Database& database, const ProjectId& project);
std::int64_t count_tags(db::Database& database, const ProjectId& project);
std::optional<Tag> find_tag(db::Database& database, const ProjectId& project, const TagId& id);
std::optional<Tag> find_tag_by_name(db::Database& database, const ProjectId& project, std::string_view folded);
std::int64_t count_threads_with(db::Database& database, const TagId& tag);
// Looks at no more than that many.
bool is_on_more_than(db::Database& database, const TagId& tag, std::int64_t threads);

void insert_tag(db::Database& database, const Tag& tag);
// Its name and colour.
void save_tag(db::Database& database, const Tag& tag);
void mark_tag_removed(db::Database& database, const TagId& tag, Instant at);

std::optional<TagId> find_removed_tag(db::Database& database);
// Takes a removed tag off at most `limit` threads; returns off how many.
std::int64_t untag_slice(db::Database& database, const TagId& tag, std::int64_t limit);
// Once no thread has it any more.
void delete_tag(db::Database& database, const TagId& tag);

void replace_tags(db::Database& database, const ThreadId& thread, const std::vector<Tag>& tags);

}  // namespace seggwat::conversations::store
