#include "feedback/scope.h"

namespace seggwat::feedback {

Result<ProjectId> project_for(const FindProject& find, const http::Request& request, const team::Caller& caller) {
  const auto project = find(request.param("id"));
  if (!project || !caller.member.may_see(*project)) return not_found();
  return *project;
}

}  // namespace seggwat::feedback
