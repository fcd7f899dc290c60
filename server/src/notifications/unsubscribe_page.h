#pragma once

#include <string>
#include <string_view>

#include "http/response.h"
#include "mail/language.h"

namespace seggwat::notifications {

// The route of the page, and a link to it.
inline constexpr std::string_view kUnsubscribePath = "/mail/unsubscribe";
std::string unsubscribe_url(std::string_view public_url, std::string_view token);

enum class UnsubscribeState {
  asking,  // a button
  done,
  unknown,  // the link was not made here
};
// A page without script and without anything to load. `project` is plain text.
http::Response unsubscribe_page(UnsubscribeState state, mail::Language language, std::string_view project);

}  // namespace seggwat::notifications
