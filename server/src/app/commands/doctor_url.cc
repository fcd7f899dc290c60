#include <curl/curl.h>

#include <memory>
#include <string>

#include "app/commands/doctor.h"
#include "app/data_dir.h"
#include "app/mint_token.h"
#include "projects/directory.h"

namespace seggwat::app {
namespace {

constexpr long kAnswerWithin = 10;  // seconds
constexpr long kStreamWithin = 6;   // a stream's first event comes at once; a buffering proxy keeps it far longer

struct Fetched {
  long status = 0;
  double first_byte = -1;  // seconds until the first byte of the body; negative: none came
  std::string type;
  std::string body;
  std::string failure;  // of the connection; empty when there was an answer
};

enum class Until { end, first_byte };

struct Receiver {
  CURL* handle;
  Until until;
  Fetched& fetched;
};

std::size_t receive(char* bytes, std::size_t size, std::size_t count, void* context) {
  auto& receiver = *static_cast<Receiver*>(context);
  if (receiver.fetched.first_byte < 0) {
    curl_off_t elapsed = 0;
    curl_easy_getinfo(receiver.handle, CURLINFO_TOTAL_TIME_T, &elapsed);
    receiver.fetched.first_byte = static_cast<double>(elapsed) / 1e6;
  }
  receiver.fetched.body.append(bytes, size * count);
  return receiver.until == Until::end && receiver.fetched.body.size() < 65536 ? size * count : 0;
}

Fetched fetch(const std::string& url, const std::string& token, Until until) {
  Fetched fetched;
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle(curl_easy_init(), curl_easy_cleanup);
  Receiver receiver{handle.get(), until, fetched};
  const std::string bearer = "Authorization: Bearer " + token;
  curl_slist* headers = token.empty() ? nullptr : curl_slist_append(nullptr, bearer.c_str());
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> owner(headers, curl_slist_free_all);
  curl_easy_setopt(handle.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, receive);
  curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &receiver);
  curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT, until == Until::end ? kAnswerWithin : kStreamWithin);
  const auto result = curl_easy_perform(handle.get());
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &fetched.status);
  char* type = nullptr;
  curl_easy_getinfo(handle.get(), CURLINFO_CONTENT_TYPE, &type);
  if (type != nullptr) fetched.type = type;
  if (fetched.status == 0) fetched.failure = curl_easy_strerror(result);
  return fetched;
}

// A token of a project with chat, to open a stream with; empty when there is no such project.
std::string token_for_trial(const Config& config) {
  SystemRandom random;
  auto data = open_existing_data_dir(config.data_dir, config.key_file, random);
  if (!data) return {};
  const auto directory = projects::Directory::load(*data->database, data->key);
  for (const auto& project : directory->all()) {
    if (!project.widget.live_chat) continue;
    for (const auto& secret : project.secrets) {
      if (secret.revoked_at) continue;
      return mint_token({project.key, "seggwat-doctor", {}, {}, Seconds{120}}, secret.value, SystemClock().now());
    }
  }
  return {};
}

void examine_stream(const std::string& url, const std::string& token, const TellFinding& tell) {
  const auto stream = fetch(url + "/api/v1/chat/stream", token, Until::first_byte);
  if (stream.status != 0 && stream.status != 200) {
    return tell(Finding::fault, "a stream answers " + std::to_string(stream.status) + ": " + stream.body.substr(0, 200));
  }
  if (stream.first_byte < 0) {
    return tell(Finding::fault,
                "streams are buffered on the way: no byte came within " + std::to_string(kStreamWithin) +
                    " s. Switch response buffering off in the proxy (nginx: proxy_buffering off; see docs/self-hosting.md). "
                    "Until then browsers fall back to long polling.");
  }
  if (!stream.type.starts_with("text/event-stream")) return tell(Finding::fault, "a stream comes as " + stream.type);
  const auto millis = std::to_string(static_cast<int>(stream.first_byte * 1000));
  tell(Finding::good, "streams pass unbuffered: the first event came after " + millis + " ms");
}

}  // namespace

void examine_url(const Config& config, const std::string& url, const TellFinding& tell) {
  curl_global_init(CURL_GLOBAL_DEFAULT);
  const auto health = fetch(url + "/healthz", "", Until::end);
  if (health.status != 200) {
    return tell(Finding::fault,
                url + "/healthz: " + (health.failure.empty() ? "status " + std::to_string(health.status) : health.failure));
  }
  tell(Finding::good, url + " answers");
  const auto token = token_for_trial(config);
  if (token.empty())
    return tell(Finding::warning, "streams were not tried: there is no project with live chat and a signing secret yet");
  examine_stream(url, token, tell);
}

}  // namespace seggwat::app
