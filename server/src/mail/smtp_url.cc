#include "mail/smtp_url.h"

#include <algorithm>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "base/text.h"

namespace seggwat::mail {
namespace {

std::unexpected<Error> invalid_url(std::string why) { return invalid("invalid_smtp_url", std::move(why)); }

bool is_host(std::string_view host) {
  return !host.empty() && host.size() <= 255 && std::ranges::all_of(host, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("-._:[]").contains(c);
  });
}

Status check_rest(const boost::urls::url_view& url) {
  if (!url.encoded_path().empty() && url.encoded_path() != "/") return invalid_url("The SMTP address must not have a path.");
  if (url.has_query() || url.has_fragment())
    return invalid_url("The SMTP address must not have a ? or # part; write them percent-encoded.");
  const auto port = url.has_port() ? parse_natural(std::string_view(url.port())) : 1;
  if (!port || *port < 1 || *port > 65535) return invalid_url("The port of the SMTP address must be between 1 and 65535.");
  return {};
}

}  // namespace

Result<SmtpServer> parse_smtp_url(std::string_view text) {
  const auto parsed = boost::urls::parse_uri(trim_white_space(text));
  if (!parsed)
    return invalid_url("The SMTP address must look like smtp://user:password@host:587, the user and password percent-encoded.");
  const auto& url = *parsed;
  const auto scheme = to_lower_ascii(std::string_view(url.scheme()));
  if (scheme != "smtp" && scheme != "smtps") return invalid_url("The SMTP address must begin with smtp:// or smtps://.");
  if (!url.has_authority() || !is_host(std::string_view(url.encoded_host())))
    return invalid_url("The SMTP address names no valid host.");
  if (auto status = check_rest(url); !status) return std::unexpected(std::move(status.error()));
  SmtpServer server;
  server.host = std::string_view(url.encoded_host());
  server.user = url.user();
  server.password = url.password();
  if (has_control_characters(server.user) || has_control_characters(server.password)) {
    return invalid_url("The user and password of the SMTP address must not hold control characters.");
  }
  if (server.user.empty() && !server.password.empty()) return invalid_url("The SMTP address has a password but no user.");
  if (!server.user.empty() && server.password.empty()) return invalid_url("The SMTP address has a user but no password.");
  server.port = url.has_port() ? url.port_number() : scheme == "smtps" ? 465 : 587;
  using Security = SmtpServer::Security;
  server.security = scheme == "smtps"     ? Security::tls
                    : server.user.empty() ? Security::starttls_if_offered
                                          : Security::starttls_required;
  return server;
}

std::string to_text(const SmtpServer& server) {
  const bool tls = server.security == SmtpServer::Security::tls;
  return (tls ? "smtps://" : "smtp://") + server.host + ":" + std::to_string(server.port);
}

}  // namespace seggwat::mail
