#include "app/mail_service.h"

#include <utility>

namespace seggwat::app {

mail::SmtpOptions smtp_options(const mail::Settings& settings) {
  mail::SmtpOptions options;
  options.ca_file = settings.ca_file;
  options.ehlo_name = mail::domain_of(settings.from);
  return options;
}

MailService::MailService(Parts parts)
    : settings_(parts.settings),
      tokens_(parts.key.derive("unsubscribe links")),
      transport_(settings_.server.value_or(mail::SmtpServer{}), smtp_options(settings_)),
      replies_({.write = parts.write,
                .database_path = parts.database_path,
                .clock = parts.clock,
                .random = parts.random,
                .settings = settings_,
                .presence_of = parts.presence_of,
                .wake = [this] { thread_.wake(); }}),
      reply_writer_({.settings = settings_,
                     .tokens = tokens_,
                     .presence_of = parts.presence_of,
                     .effects = parts.effects,
                     .finished = [this](const ThreadId& thread) { replies_.reconsider(thread); }}),
      team_({.write = parts.write,
             .database_path = parts.database_path,
             .clock = parts.clock,
             .random = parts.random,
             .settings = settings_,
             .team_online = parts.team_online,
             .wake = [this] { thread_.wake(); }}),
      team_writer_({.settings = settings_, .team_online = parts.team_online}),
      account_(settings_, parts.key, parts.random, [this] { thread_.wake(); }),
      outbox_({.write = parts.write,
               .database_path = parts.database_path,
               .clock = parts.clock,
               .random = parts.random,
               .transport = transport_,
               .replies = reply_writer_,
               .account = account_,
               .team = team_writer_,
               .sender = settings_.from}),
      routes_(tokens_, parts.effects),
      thread_(parts.clock, {&replies_, &team_, &outbox_}) {}

void MailService::start() {
  if (settings_.configured()) thread_.start();
}

void MailService::stop() { thread_.stop(); }

mail::Status MailService::status() const {
  if (!settings_.configured()) return {};
  return {true, settings_.from.address, outbox_.last_error()};
}

}  // namespace seggwat::app
