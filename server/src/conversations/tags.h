#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "conversations/tag.h"
#include "db/write_lane.h"
#include "journal/journal.h"

namespace seggwat::conversations {

struct TagDraft {
  std::optional<TagName> name;
  std::optional<std::string> color;
};

// A project's labels. Whoever uses a name that is not there yet makes the tag. All functions run in the write lane; each change is
// journaled, so that clients ask for the project's tags again.
class Tags {
 public:
  // A project's tags have changed. Called on the event loop, after the commit.
  using Listener = std::function<void(const journal::Record&)>;

  Tags(Random& random, Listener listener) : random_(random), listener_(std::move(listener)) {}

  // 409 `tag_exists`; 400 `too_many_tags` above kTagsOfProject.
  Result<Tag> create(db::Tx& tx, const ProjectId& project, const TagDraft& draft) const;
  Result<Tag> change(db::Tx& tx, const ProjectId& project, const TagId& id, const TagDraft& draft) const;
  // Gone from every thread at once; 404 when it is gone already.
  Status remove(db::Tx& tx, const ProjectId& project, const TagId& id) const;
  // Clears up behind a removal, at most so many rows a call. True: there is more to do.
  static constexpr std::int64_t kSweepSlice = 400;
  bool sweep(db::Tx& tx) const;

  // The tags of these names, each once; those that are missing are made.
  Result<std::vector<Tag>> take(db::Tx& tx, const ProjectId& project, const std::vector<TagName>& names) const;

 private:
  Result<Tag> make(db::Tx& tx, const ProjectId& project, const TagName& name, std::optional<std::string> color) const;
  void announce(db::Tx& tx, const ProjectId& project, const std::optional<TagId>& renamed = std::nullopt) const;

  Random& random_;
  Listener listener_;
};

}  // namespace seggwat::conversations
