#pragma once

#include "http/plan.h"
#include "http/request.h"
#include "team/letters.h"
#include "team/team_context.h"

namespace seggwat::team {

class InvitationRoutes {
 public:
  InvitationRoutes(Context& context, InvitationMail& mail) : context_(context), mail_(mail) {}

  // By session, Admin or Owner.
  Result<http::Plan> invite(const http::Request& request, const Caller& caller);    // POST /invitations
  Result<http::Plan> resend(const http::Request& request, const Caller& caller);    // POST /invitations/{id}/resend
  Result<http::Plan> withdraw(const http::Request& request, const Caller& caller);  // DELETE /invitations/{id}
  // Open; both check the Origin.
  Result<http::Plan> look_up(const http::Request& request);  // POST /invitations/lookup
  Result<http::Plan> accept(const http::Request& request);   // POST /invitations/accept

 private:
  Context& context_;
  InvitationMail& mail_;
};

}  // namespace seggwat::team
