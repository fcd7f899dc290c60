#pragma once

#include "base/result.h"
#include "team/directory.h"
#include "team/member.h"

namespace seggwat::team {

// 403 `forbidden` for a key: members, keys and passwords are for people.
Status require_person(const Caller& caller);
// 403 `forbidden` for the role Member.
Status require_admin(const Member& member);
// A person who is Admin or Owner.
Status require_admin(const Caller& caller);
// A person who is Owner.
Status require_owner(const Caller& caller);
// The acting member as the directory knows them inside a write job, where their role may have changed since the request came.
Result<Member> load_member(const Directory& directory, const MemberId& actor);
// The same, and 403 `forbidden` for the role Member.
Result<Member> load_admin(const Directory& directory, const MemberId& actor);
Result<Member> load_owner(const Directory& directory, const MemberId& actor);

}  // namespace seggwat::team
