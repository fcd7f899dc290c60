#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mail/language.h"
#include "notifications/reply_mail_store.h"

namespace seggwat::notifications {

// What a reply mail says. All texts are plain and not trusted.
struct ReplyMailContent {
  mail::Language language = mail::Language::en;
  std::string project;
  std::string accent;  // empty: the default
  std::optional<std::string> user_name;
  std::vector<store::Reply> replies;          // oldest first, at least one
  std::optional<std::string> link;            // to the conversation
  std::vector<std::string> linkable_origins;  // addresses in replies become links only to these
  std::string unsubscribe_url;
};

// The same for every mail of a thread.
std::string reply_subject(const ReplyMailContent& content);
std::string reply_text(const ReplyMailContent& content);
std::string reply_html(const ReplyMailContent& content);

}  // namespace seggwat::notifications
