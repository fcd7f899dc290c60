#include "mail/smtp.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <mutex>

#include "mail/smtp_dialogue.h"

namespace seggwat::mail {
namespace {

using Security = SmtpServer::Security;

void init_curl() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

struct Cleanup {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

struct Upload {
  std::string_view rest;
  std::stop_token stop;
};

std::size_t read_upload(char* to, std::size_t size, std::size_t count, void* context) {
  auto& rest = static_cast<Upload*>(context)->rest;
  const auto taken = std::min(size * count, rest.size());
  std::memcpy(to, rest.data(), taken);
  rest.remove_prefix(taken);
  return taken;
}

int ask_whether_to_stop(void* context, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<Upload*>(context)->stop.stop_requested() ? 1 : 0;
}

std::size_t ignore_answer(char*, std::size_t size, std::size_t count, void*) { return size * count; }

int note_dialogue(CURL*, curl_infotype type, char* data, std::size_t size, void* context) {
  auto& dialogue = *static_cast<SmtpDialogue*>(context);
  if (type == CURLINFO_HEADER_OUT) dialogue.note_sent({data, size});
  if (type == CURLINFO_HEADER_IN) dialogue.note_received({data, size});
  return 0;
}

enum class Encryption { required, none, from_start };

// One connection: what libcurl made of it, and what was said.
class Connection {
 public:
  Connection(const SmtpServer& server, const SmtpOptions& options, Encryption encryption, std::stop_token stop)
      : dialogue_(server), upload_{{}, std::move(stop)}, handle_(curl_easy_init()) {
    set(CURLOPT_URL, (to_text(server) + "/" + options.ehlo_name).c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_FORBID_REUSE, 1L);  // so that QUIT is part of the dialogue
    set(CURLOPT_USE_SSL, static_cast<long>(encryption == Encryption::required ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!options.ca_file.empty()) set(CURLOPT_CAINFO, options.ca_file.c_str());
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(Milliseconds(options.connect_timeout).count()));
    set(CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(options.reply_timeout.count()));
    set(CURLOPT_ERRORBUFFER, error_);
    if (!server.user.empty()) {
      set(CURLOPT_USERNAME, server.user.c_str());
      set(CURLOPT_PASSWORD, server.password.c_str());
    }
    set(CURLOPT_VERBOSE, 1L);
    set(CURLOPT_DEBUGFUNCTION, note_dialogue);
    set(CURLOPT_DEBUGDATA, &dialogue_);
    set(CURLOPT_WRITEFUNCTION, ignore_answer);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, ask_whether_to_stop);
    set(CURLOPT_XFERINFODATA, &upload_);
  }

  void carry(const Envelope& envelope, std::string_view message) {
    set(CURLOPT_MAIL_FROM, ("<" + envelope.from + ">").c_str());
    recipients_.reset(curl_slist_append(nullptr, ("<" + envelope.to + ">").c_str()));
    set(CURLOPT_MAIL_RCPT, recipients_.get());
    upload_.rest = message;
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, read_upload);
    set(CURLOPT_READDATA, &upload_);
    set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));
  }
  void say_noop() {
    set(CURLOPT_CUSTOMREQUEST, "NOOP");
    set(CURLOPT_NOBODY, 1L);
  }

  // Says QUIT, too, and closes.
  CURLcode run() {
    result_ = curl_easy_perform(handle_.get());
    handle_.reset();
    return result_;
  }

  CURLcode result() const { return result_; }
  const SmtpDialogue& dialogue() const { return dialogue_; }
  // What went wrong in libcurl's words.
  std::string fault() const { return dialogue_.cleaned(error_[0] != '\0' ? error_ : curl_easy_strerror(result_)); }
  // We insisted on STARTTLS, and the server has shown that it does not know it: by its list of extensions, or by not knowing EHLO.
  bool lacks_starttls() const {
    const auto& said = dialogue_.exchanges();
    const auto hello = std::ranges::find(said, "EHLO", &SmtpDialogue::Exchange::command);
    if (hello == said.end() || dialogue_.offers_starttls()) return false;
    return (result_ == CURLE_USE_SSL_FAILED && hello->code == 250) ||
           (result_ == CURLE_REMOTE_ACCESS_DENIED && hello->code / 100 == 5);
  }

 private:
  template <class T>
  void set(CURLoption option, T value) {
    curl_easy_setopt(handle_.get(), option, value);
  }

  SmtpDialogue dialogue_;
  Upload upload_;
  char error_[CURL_ERROR_SIZE] = {};
  CURLcode result_ = CURLE_OK;
  std::unique_ptr<curl_slist, Cleanup> recipients_;
  std::unique_ptr<CURL, Cleanup> handle_;
};

// Opens connections as the server's security asks, until one has run: without credentials, a server that does not know STARTTLS is
// spoken to in plain text on a second connection.
template <class Prepare>
std::unique_ptr<Connection> converse(const SmtpServer& server, const SmtpOptions& options, std::stop_token stop, Prepare prepare) {
  const auto first = server.security == Security::tls ? Encryption::from_start : Encryption::required;
  auto connection = std::make_unique<Connection>(server, options, first, stop);
  prepare(*connection);
  connection->run();
  if (server.security != Security::starttls_if_offered || !connection->lacks_starttls()) return connection;
  connection = std::make_unique<Connection>(server, options, Encryption::none, stop);
  prepare(*connection);
  connection->run();
  return connection;
}

const SmtpDialogue::Exchange* find_refusal(const SmtpDialogue& dialogue) {
  const auto found =
      std::ranges::find_if(dialogue.exchanges(), [](const auto& each) { return each.code >= 400 && each.command != "QUIT"; });
  return found == dialogue.exchanges().end() ? nullptr : &*found;
}

// RFC 5321 §4.2.1 and RFC 4954 §6: whether the server refuses this very mail for good, rather than us or the moment.
bool is_permanent(const SmtpDialogue::Exchange& refusal) {
  constexpr std::string_view kAboutTheMail[] = {"MAIL", "RCPT", "DATA", "text"};
  constexpr int kAboutUs[] = {503, 530, 534, 535, 538, 552};
  return refusal.code / 100 == 5 && std::ranges::find(kAboutTheMail, refusal.command) != std::end(kAboutTheMail) &&
         std::ranges::find(kAboutUs, refusal.code) == std::end(kAboutUs);
}

Outcome judge(const Connection& connection, const SmtpServer& server) {
  if (connection.result() == CURLE_OK) return {Outcome::Kind::sent, ""};
  if (connection.result() == CURLE_ABORTED_BY_CALLBACK) return {Outcome::Kind::stopped, ""};
  if (const auto* refusal = find_refusal(connection.dialogue())) {
    return {is_permanent(*refusal) ? Outcome::Kind::permanent : Outcome::Kind::temporary, refusal->words};
  }
  return {Outcome::Kind::temporary, to_text(server) + ": " + connection.fault()};
}

}  // namespace

SmtpTransport::SmtpTransport(SmtpServer server, SmtpOptions options) : server_(std::move(server)), options_(std::move(options)) {}

Outcome SmtpTransport::deliver(const Envelope& envelope, std::string_view message, std::stop_token stop) {
  init_curl();
  const auto connection = converse(server_, options_, std::move(stop), [&](Connection& each) { each.carry(envelope, message); });
  return judge(*connection, server_);
}

Probe probe_smtp(const SmtpServer& server, const SmtpOptions& options) {
  init_curl();
  const auto connection = converse(server, options, {}, [](Connection& each) { each.say_noop(); });
  Probe probe{connection->result() == CURLE_OK, {}};
  for (const auto& exchange : connection->dialogue().exchanges()) {
    const bool ok = exchange.code >= 200 && exchange.code < 400;
    probe.steps.push_back({exchange.command, ok || (exchange.command == "QUIT" && probe.ok), exchange.words});
    if (!ok) break;
  }
  if (!probe.ok && (probe.steps.empty() || probe.steps.back().ok)) {
    probe.steps.push_back({server.security == Security::tls ? "TLS" : "STARTTLS", false, connection->fault()});
  } else if (!probe.ok && probe.steps.back().said.empty()) {
    probe.steps.back().said = connection->fault();
  }
  return probe;
}

}  // namespace seggwat::mail
