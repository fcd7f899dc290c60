#pragma once

#include <functional>

#include "conversations/tags.h"
#include "http/plan.h"
#include "team/member.h"

namespace seggwat::conversations {

// What the calls about tags need of others. Wired by app/; all on the event loop.
struct TagParts {
  // The project named in the path (id or key), if the caller may see it; else 404.
  std::function<Result<ProjectId>(const team::Caller&, std::string_view id_or_key)> project_for;
  // A tag was removed: its threads are to be cleared up.
  std::function<void()> removed;
};

// The calls under /api/v1/projects/{id}/tags.
class TagRoutes {
 public:
  TagRoutes(const Tags& tags, TagParts parts) : tags_(tags), parts_(std::move(parts)) {}

  Result<http::Plan> list_tags(const http::Request& request, const team::Caller& caller) const;
  Result<http::Plan> create_tag(const http::Request& request, const team::Caller& caller) const;
  // Owners and Admins.
  Result<http::Plan> change_tag(const http::Request& request, const team::Caller& caller) const;
  Result<http::Plan> remove_tag(const http::Request& request, const team::Caller& caller) const;

 private:
  struct Target {
    ProjectId project;
    TagId tag;
  };
  Result<Target> target_of(const http::Request& request, const team::Caller& caller) const;

  const Tags& tags_;
  TagParts parts_;
};

}  // namespace seggwat::conversations
