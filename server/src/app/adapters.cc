#include "app/adapters.h"

#include "app/rendering.h"
#include "base/text.h"
#include "conversations/conversation_store.h"
#include "end_users/end_users.h"
#include "notifications/notification_store.h"

namespace seggwat::app {
namespace {

using notifications::Kind;
using notifications::Notification;

Notification about(const conversations::Thread& thread, Kind kind) {
  return {.kind = kind, .project = thread.project, .thread = thread.id, .title = thread.user.display_name()};
}

std::string preview_of(const std::string& body) { return cut_to(body, conversations::kPreviewLimit); }

}  // namespace

end_users::Remembered UserBook::remember(db::Tx& tx, const end_users::EndUser& user, const std::optional<std::string>& given_email,
                                         const std::optional<std::string>& user_agent) {
  end_users::GivenProfile given;
  given.email = given_email;
  given.user_agent = user_agent;
  return end_users::remember(tx, user, given);
}

Result<std::vector<attachments::Attachment>> UploadPort::give_to(db::Tx& tx, const conversations::Thread& thread,
                                                                 const conversations::Message& message,
                                                                 const std::vector<AttachmentId>& ids) {
  return attachments_.give_to_message(tx, {thread.project, thread.user.key, message.author.member}, ids, message.id);
}

void ConversationBell::mention(db::Tx& tx, const conversations::Thread& thread, const conversations::Message& note,
                               const MemberId& mentioned) {
  // Whoever does not see the project is not told what is written there.
  if (!notifications::store::may_be_told(tx.database, mentioned, thread.project)) return;
  auto notification = about(thread, Kind::mention);
  notification.only_for = mentioned;
  notification.message = note.id;
  notification.title = note.author.name;
  notification.preview = conversations::preview_of(note);
  bell_.ring(tx, std::move(notification));
}

void ConversationBell::assign(db::Tx& tx, const conversations::Thread& thread, const MemberId& assignee, const std::string& by) {
  auto notification = about(thread, Kind::assigned);
  notification.only_for = assignee;
  notification.title = by;
  notification.preview = thread.last_message ? thread.last_message->preview : "";
  bell_.ring(tx, std::move(notification));
}

void ConversationBell::assign_in_turn(db::Tx& tx, const conversations::Thread& thread, const MemberId& assignee) {
  auto notification = about(thread, Kind::assigned);
  notification.only_for = assignee;
  notification.reason = notifications::kInTurn;
  notification.preview = thread.last_message ? thread.last_message->preview : "";
  bell_.ring(tx, std::move(notification));
}

void ConversationBell::bring_back(db::Tx& tx, const conversations::Thread& thread) {
  auto notification = about(thread, thread.assignee ? Kind::assigned : Kind::message);
  notification.only_for = thread.assignee;
  notification.reason = notifications::kReturned;
  notification.preview = thread.last_message ? thread.last_message->preview : "";
  bell_.ring(tx, std::move(notification));
}

void ConversationBell::retract(db::Tx& tx, const conversations::Thread& thread, const conversations::Message& message) {
  notifications::store::forget_message(tx.database, thread.id, message.id, conversations::preview_of(message));
}

void ConversationBell::wake(db::Tx& tx, const conversations::Thread& thread, const conversations::Message& first_unread) {
  auto notification = about(thread, Kind::message);
  notification.preview = conversations::preview_of(first_unread);
  bell_.ring_for_thread(tx, thread.id, std::move(notification));
}

void ConversationBell::silence(db::Tx& tx, const MemberId& member, const ThreadId& thread) {
  notifications::store::mark_thread_read(tx.database, member, thread, tx.now);
}

void FeedbackBell::feedback_arrived(db::Tx& tx, const feedback::Feedback& feedback) {
  bell_.ring(tx, {.kind = Kind::feedback,
                  .project = feedback.project,
                  .feedback = feedback.id,
                  .title = feedback.name.value_or(std::string(feedback::to_text(feedback.type))),
                  .preview = preview_of(feedback.message)});
}

void FeedbackBell::feedback_assigned(db::Tx& tx, const feedback::Feedback& feedback, const std::string& by) {
  bell_.ring(tx, {.kind = Kind::assigned,
                  .project = feedback.project,
                  .only_for = feedback.assignee->id,
                  .feedback = feedback.id,
                  .title = by,
                  .preview = preview_of(feedback.message)});
}

Result<feedback::KeepScreenshot> ScreenshotPort::receive(std::string_view bytes) {
  auto upload = attachments_.receive_screenshot(bytes);
  if (!upload) return std::unexpected(std::move(upload.error()));
  return [this, upload = std::move(*upload)](db::Tx& tx, const feedback::Feedback& feedback) {
    return attachments_.add_screenshot(tx, {feedback.project, feedback.id, feedback.submitted_by}, upload);
  };
}

void StreamSink::publish(const conversations::Event& event) {
  realtime::Published published{.record = event.record, .user = event.user_sub};
  published.for_team = [this, &event] { return render_for_team(event, links_); };
  if (event.record.entry.user_no) published.for_user = [this, &event] { return render_for_user(event, links_); };
  realtime_.publish(published);
  then_();
}

notifications::RingListeners ring_streams(realtime::Realtime& realtime) {
  return [&realtime](const journal::Record& record, const Notification& notification) {
    realtime.publish({.record = record, .only_for = notification.only_for, .for_team = [&] { return render(notification); }});
  };
}

void TeamLetters::enqueue(db::Tx& tx, const team::InvitationLetter& letter) {
  mails_.enqueue(tx, {.kind = mail::Kind::invitation,
                      .recipient = letter.email,
                      .link = letter.link,
                      .organisation = letter.organisation,
                      .inviter = letter.inviter,
                      .expires_at = letter.expires_at});
}

void TeamLetters::enqueue(db::Tx& tx, const team::ResetLetter& letter) {
  mails_.enqueue(tx, {.kind = mail::Kind::reset,
                      .recipient = letter.email,
                      .link = letter.link,
                      .locale = letter.locale,
                      .expires_at = letter.expires_at});
}

void ring_mail_failed(const notifications::Bell& bell, db::Tx& tx, const notifications::MailFailure& failure) {
  const auto thread = conversations::store::find_thread(tx.database, failure.thread);
  if (!thread) return;
  auto notification = about(*thread, Kind::mail_failed);
  notification.preview = preview_of(failure.words);
  bell.ring(tx, std::move(notification));
}

}  // namespace seggwat::app
