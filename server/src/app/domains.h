#pragma once

#include <boost/asio/io_context.hpp>

#include "app/adapters.h"
#include "app/config.h"
#include "app/delivery_marks.h"
#include "app/erasures.h"
#include "app/guard.h"
#include "app/limits.h"
#include "app/mail_service.h"
#include "app/search_service.h"
#include "app/snooze_timer.h"
#include "app/storage.h"
#include "app/stream_source.h"
#include "conversations/conversations.h"
#include "conversations/tags.h"
#include "end_users/kept_out.h"
#include "figures/reply_time.h"
#include "notifications/bell.h"
#include "projects/projects.h"
#include "realtime/realtime.h"
#include "team/authenticator.h"
#include "team/passwords.h"
#include "team/setup.h"
#include "team/team.h"
#include "team/team_context.h"

namespace seggwat::app {

// What the directories hold before the first request. `version` is read first: what another process changes after that is news.
struct FirstLook {
  std::int64_t version;
  std::shared_ptr<const projects::Directory> projects;
  std::shared_ptr<const team::Directory> team;
  std::shared_ptr<const end_users::KeptOut> kept_out;
  journal::Position head{};  // of the journal
};

// The rules of the product, joined. Members are in the order in which they need each other.
class Domains {
 public:
  struct Parts {
    const Config& config;
    const Clock& clock;
    Random& random;
    boost::asio::io_context& loop;
    Storage& storage;
  };
  Domains(Parts parts, FirstLook first);
  Domains(const Domains&) = delete;
  Domains& operator=(const Domains&) = delete;

  // Reads the directories anew, in the write lane: another process has changed what they hold. `done` learns, on the loop, whether
  // they are there.
  void reload_directories(std::function<void(bool reloaded)> done);
  // Clears up behind removed tags, slice by slice.
  void sweep_tags();

  Parts parts;
  projects::Projects projects;
  team::Team team;
  end_users::KeptOutList kept_out;
  DeliveryMarks delivery_marks;
  attachments::FileLinks file_links;
  attachments::DiskFiles disk_files;
  attachments::Attachments attachments;
  StreamSource source;
  realtime::Realtime realtime;
  Erasures erasures;
  notifications::Bell bell;
  Limits limits;
  team::Authenticator gate;
  team::PasswordHasher hasher;
  team::SetupToken setup_token;
  MailService mail;
  UserBook user_book;
  UploadPort upload_port;
  ReplyMailPort reply_mail_port;
  ConversationBell conversation_bell;
  FeedbackBell feedback_bell;
  ScreenshotPort screenshot_port;
  SearchService search;
  StreamSink stream_sink;
  conversations::Tags tags;
  conversations::Conversations conversations;
  figures::Episodes episodes;
  figures::ReplyTimes reply_times;
  ConversationCourse conversation_course;
  SnoozeTimer snooze_timer;
  TeamLetters team_letters;
  team::Context team_context;
  Guard guard;

 private:
  realtime::Hooks stream_hooks();
  notifications::PresenceOf presence_of();
  notifications::ReplyMailEffects mail_effects();
  team::WriteLater write_later();
  conversations::Tags::Listener tags_listener();
  figures::Episodes::Listener rating_listener();
  // Streams end when the right to listen ends.
  void watch_team();
  void watch_projects();
  void watch_kept_out();
};

}  // namespace seggwat::app
