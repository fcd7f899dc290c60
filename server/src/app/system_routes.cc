#include "app/system_routes.h"

#include "db/meta_store.h"

namespace seggwat::app {

Result<http::Plan> SystemRoutes::show_system(const http::Request&, const team::Caller&) const {
  const auto mail = parts_.mail_status();
  return http::ok(json::object{
      {"version", SEGGWAT_VERSION},
      {"public_url", parts_.public_url},
      {"widget_origin", parts_.public_url},
      {"secure_cookie", parts_.secure_cookie},
      {"mail", {{"configured", mail.configured}, {"from", or_null(mail.from)}, {"last_error", or_null(mail.last_error)}}}});
}

Result<http::Plan> SystemRoutes::show_alive(const http::Request&) const { return http::ok(json::object{{"status", "ok"}}); }

Result<http::Plan> SystemRoutes::show_ready(const http::Request&) const {
  return http::Write{[](db::Tx& tx) -> Result<http::Reply> {
    db::set_meta(tx.database, "ready_at", std::to_string(to_millis(tx.now)));
    return [] { return http::ok(json::object{{"status", "ready"}}); };
  }};
}

}  // namespace seggwat::app
