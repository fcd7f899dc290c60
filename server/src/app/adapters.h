#pragma once

#include <functional>
#include <string>

#include "attachments/attachments.h"
#include "attachments/file_links.h"
#include "conversations/ports.h"
#include "feedback/feedback.h"
#include "mail/account_mail.h"
#include "notifications/bell.h"
#include "notifications/reply_mails.h"
#include "notifications/team_mails.h"
#include "realtime/realtime.h"
#include "team/letters.h"

// What one domain causes in another. Each cause declares an interface; here they are joined.
namespace seggwat::app {

class UserBook final : public conversations::UserBook {
 public:
  end_users::Remembered remember(db::Tx& tx, const end_users::EndUser& user, const std::optional<std::string>& given_email,
                                 const std::optional<std::string>& user_agent) override;
};

class UploadPort final : public conversations::Uploads {
 public:
  explicit UploadPort(const attachments::Attachments& attachments) : attachments_(attachments) {}
  Result<std::vector<attachments::Attachment>> give_to(db::Tx& tx, const conversations::Thread& thread,
                                                       const conversations::Message& message,
                                                       const std::vector<AttachmentId>& ids) override;
  void remove_from(db::Tx& tx, const conversations::Message& message) override { attachments_.remove_of_message(tx, message.id); }

 private:
  const attachments::Attachments& attachments_;
};

class ReplyMailPort final : public conversations::ReplyMails {
 public:
  explicit ReplyMailPort(notifications::ReplyMails& mails) : mails_(mails) {}
  void note_reply(db::Tx& tx, const conversations::Thread& thread) override { mails_.note_reply(tx, thread.id, tx.now); }

 private:
  notifications::ReplyMails& mails_;
};

class ConversationBell final : public conversations::Bell {
 public:
  ConversationBell(const notifications::Bell& bell, notifications::TeamMails& team_mails) : bell_(bell), team_mails_(team_mails) {}
  void mention(db::Tx& tx, const conversations::Thread& thread, const conversations::Message& note,
               const MemberId& mentioned) override;
  void assign(db::Tx& tx, const conversations::Thread& thread, const MemberId& assignee, const std::string& by) override;
  void assign_in_turn(db::Tx& tx, const conversations::Thread& thread, const MemberId& assignee) override;
  void bring_back(db::Tx& tx, const conversations::Thread& thread) override;
  void retract(db::Tx& tx, const conversations::Thread& thread, const conversations::Message& message) override;
  void wake(db::Tx& tx, const conversations::Thread& thread, const conversations::Message& first_unread) override;
  void user_wrote(db::Tx& tx, const conversations::Thread& thread) override { team_mails_.note_message(tx, thread.id); }
  void silence(db::Tx& tx, const MemberId& member, const ThreadId& thread) override;

 private:
  const notifications::Bell& bell_;
  notifications::TeamMails& team_mails_;
};

class FeedbackBell final : public feedback::FeedbackArrived {
 public:
  explicit FeedbackBell(const notifications::Bell& bell) : bell_(bell) {}
  void feedback_arrived(db::Tx& tx, const feedback::Feedback& feedback) override;
  void feedback_assigned(db::Tx& tx, const feedback::Feedback& feedback, const std::string& by) override;

 private:
  const notifications::Bell& bell_;
};

class ScreenshotPort final : public feedback::ScreenshotFiles {
 public:
  explicit ScreenshotPort(const attachments::Attachments& attachments) : attachments_(attachments) {}
  Status check_room(db::Database& database, const ProjectId& project, std::int64_t size) override {
    return attachments_.check_room_for_screenshot(database, project, size);
  }
  Result<feedback::KeepScreenshot> receive(std::string_view bytes) override;

 private:
  const attachments::Attachments& attachments_;
};

class StreamSink final : public conversations::EventSink {
 public:
  // `then` is told that the journal has grown.
  StreamSink(realtime::Realtime& realtime, const attachments::FileLinks& links, std::function<void()> then)
      : realtime_(realtime), links_(links), then_(std::move(then)) {}
  void publish(const conversations::Event& event) override;

 private:
  realtime::Realtime& realtime_;
  const attachments::FileLinks& links_;
  std::function<void()> then_;
};
notifications::RingListeners ring_streams(realtime::Realtime& realtime);

class TeamLetters final : public team::InvitationMail, public team::ResetMail {
 public:
  explicit TeamLetters(mail::AccountMails& mails) : mails_(mails) {}
  void enqueue(db::Tx& tx, const team::InvitationLetter& letter) override;
  void enqueue(db::Tx& tx, const team::ResetLetter& letter) override;

 private:
  mail::AccountMails& mails_;
};

// A mail that never arrived, for the bell.
void ring_mail_failed(const notifications::Bell& bell, db::Tx& tx, const notifications::MailFailure& failure);

}  // namespace seggwat::app
