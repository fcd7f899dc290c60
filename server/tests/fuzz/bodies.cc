// Bodies of requests, read into the types of every call that strangers or members make with one.
#include <string>

#include "base/text.h"
#include "conversations/message_input.h"
#include "conversations/thread_input.h"
#include "end_users/profile.h"
#include "feedback/rating_input.h"
#include "fuzz/fuzz.h"
#include "projects/widget_json.h"
#include "team/inputs.h"
#include "views/view_input.h"

namespace seggwat::fuzz {
namespace {

void read_messages(const http::Request& request) {
  if (const auto draft = conversations::read_user_draft(request)) {
    must(is_utf8(draft->body) && !draft->body.contains('\0'));
    must(!draft->body.empty() || !draft->attachments.empty());
    must(!draft->email || is_email_address(*draft->email));
    must(!draft->page || draft->page->url.starts_with("http"));
  }
  if (const auto draft = conversations::read_member_draft(request)) must(!draft->seen_seq || *draft->seen_seq >= 0);
  if (const auto seq = conversations::read_seq(request)) must(*seq >= 0);
  (void)conversations::read_thread_change(request);
  (void)conversations::read_looking(request);
  (void)views::read_view(request);
}

void read_submissions(const json::object& body) {
  for (const auto sender : {feedback::Sender::page, feedback::Sender::team}) {
    (void)feedback::read_tagged_rating(body, sender);
    (void)feedback::read_helpful(body, sender);
  }
  const auto nps = feedback::read_nps(body);
  must(!nps || (nps->value >= 0 && nps->value <= 10));
}

void read_team(const json::object& body) {
  Fields fields(body);
  const auto name = team::read_name(fields, "name");
  const auto email = team::read_new_email(fields, "email");
  (void)team::read_role(fields, "role");
  (void)team::read_projects(fields, "projects");
  (void)team::read_password(body, "password");
  if (fields.status()) must(!has_control_characters(name) && is_email_address(email));
}

}  // namespace

void run(std::string_view bytes) {
  http::Request request;
  request.body = std::string(bytes);
  read_messages(request);
  const auto body = request.json();
  if (!body) return;
  (void)end_users::read_profile(*body, request);
  read_submissions(*body);
  read_team(*body);
  if (const auto settings = projects::read_widget_settings(*body)) {
    must(projects::read_widget_settings(projects::to_json(*settings)) == *settings);
  }
}

}  // namespace seggwat::fuzz
