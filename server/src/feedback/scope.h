#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "base/ids.h"
#include "base/result.h"
#include "http/request.h"
#include "team/member.h"

namespace seggwat::feedback {

// By a project's id or its public key, in text; nothing when there is no such project. On the event loop.
using FindProject = std::function<std::optional<ProjectId>(std::string_view)>;

// The project of the path's {id} as this caller may see it; else 404.
Result<ProjectId> project_for(const FindProject& find, const http::Request& request, const team::Caller& caller);

}  // namespace seggwat::feedback
