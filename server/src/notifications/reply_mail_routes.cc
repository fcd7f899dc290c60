#include "notifications/reply_mail_routes.h"

#include <utility>

#include "notifications/reply_mail_store.h"
#include "notifications/unsubscribe_page.h"

namespace seggwat::notifications {
namespace {

http::Response page_for(db::Database& database, const ThreadId& thread, UnsubscribeState state) {
  const auto frame = store::find_frame(database, thread);
  if (!frame) return unsubscribe_page(UnsubscribeState::unknown, mail::Language::en, "");
  return unsubscribe_page(state, mail::language_of(frame->locale), frame->project_name);
}

// The browser's first language; for links that tell us nothing else.
mail::Language language_asked_for(const http::Request& request) {
  const auto accepted = request.header("Accept-Language").value_or("");
  return mail::language_of(accepted.substr(0, accepted.find_first_of(",;")));
}

http::Plan unknown_link(const http::Request& request) {
  return unsubscribe_page(UnsubscribeState::unknown, language_asked_for(request), "");
}

}  // namespace

ReplyMailRoutes::ReplyMailRoutes(UnsubscribeTokens tokens, ReplyMailEffects effects)
    : tokens_(std::move(tokens)), effects_(std::move(effects)) {}

Result<http::Plan> ReplyMailRoutes::show_unsubscribe(const http::Request& request) const {
  const auto thread = tokens_.open(request.query_value("t").value_or(""));
  if (!thread) return unknown_link(request);
  return http::Read{[thread = *thread](db::Database& database) -> Result<http::Plan> {
    return http::Plan(page_for(database, thread, UnsubscribeState::asking));
  }};
}

Result<http::Plan> ReplyMailRoutes::unsubscribe(const http::Request& request) const {
  const auto thread = tokens_.open(request.query_value("t").value_or(""));
  if (!thread) return unknown_link(request);
  return http::Write{[thread = *thread, turned_off = effects_.turned_off](db::Tx& tx) -> Result<http::Reply> {
    if (store::turn_mail_off(tx.database, thread)) {
      store::clear_due(tx.database, thread);
      turned_off(tx, thread);
    }
    return [page = page_for(tx.database, thread, UnsubscribeState::done)] { return page; };
  }};
}

}  // namespace seggwat::notifications
