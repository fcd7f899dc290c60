#include "team/rights.h"

namespace seggwat::team {

Status require_person(const Caller& caller) {
  if (caller.is_person()) return {};
  return forbidden("An API key cannot do this. Please use the dashboard.");
}

Status require_admin(const Member& member) {
  if (member.is_admin()) return {};
  return forbidden("Only Owners and Admins may do this.");
}

Status require_admin(const Caller& caller) {
  if (auto person = require_person(caller); !person) return person;
  return require_admin(caller.member);
}

Status require_owner(const Caller& caller) {
  if (auto person = require_person(caller); !person) return person;
  if (caller.member.role == Role::owner) return {};
  return forbidden("Only an Owner may do this.");
}

Result<Member> load_member(const Directory& directory, const MemberId& actor) {
  const auto* member = directory.find_member(actor);
  if (member == nullptr) return fail(ErrorKind::unauthorized, "unauthorized", "Please sign in.");
  return *member;
}

Result<Member> load_admin(const Directory& directory, const MemberId& actor) {
  auto member = load_member(directory, actor);
  if (!member) return member;
  if (auto allowed = require_admin(*member); !allowed) return std::unexpected(std::move(allowed.error()));
  return member;
}

Result<Member> load_owner(const Directory& directory, const MemberId& actor) {
  auto member = load_admin(directory, actor);
  if (member && member->role != Role::owner) return forbidden("Only an Owner may do this.");
  return member;
}

}  // namespace seggwat::team
