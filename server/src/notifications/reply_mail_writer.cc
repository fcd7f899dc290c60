#include "notifications/reply_mail_writer.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "notifications/reply_mail_store.h"
#include "notifications/reply_mail_text.h"
#include "notifications/unsubscribe_page.h"

namespace seggwat::notifications {
namespace {

void take_new_address(mail::QueuedMail& queued, const store::Addressee& addressee) {
  const auto recipient = addressee.verified ? *addressee.email : to_lower_ascii(*addressee.email);
  queued.recipient = recipient;
  queued.verified = addressee.verified;
}

}  // namespace

mail::Writer::Verdict ReplyMailWriter::check(db::Tx& tx, mail::QueuedMail& queued) {
  const auto addressee = store::find_addressee(tx.database, *queued.thread);
  const auto from = addressee ? std::max(queued.from_seq, addressee->read_seq + 1) : queued.from_seq;
  const bool wanted = addressee && !addressee->mail_off && !addressee->blocked &&
                      !store::list_mail_replies(tx.database, *queued.thread, from, queued.to_seq).empty();
  if (!wanted) {
    close(tx, queued);
    return Verdict::drop;
  }
  if (addressee->reachable()) take_new_address(queued, *addressee);
  if (!parts_.presence_of(addressee->project, addressee->sub).present) return Verdict::send;
  queued.next_at = tx.now + parts_.settings.quiet;
  return Verdict::postpone;
}

Result<mail::Letter> ReplyMailWriter::compose(db::Database& snapshot, const mail::QueuedMail& queued) {
  const auto frame = store::find_frame(snapshot, *queued.thread);
  if (!frame) return not_found();
  const auto from = std::max(queued.from_seq, frame->read_seq + 1);
  const ReplyMailContent content{
      .language = mail::language_of(frame->locale),
      .project = frame->project_name,
      .accent = frame->accent,
      .user_name = frame->user_name,
      .replies = store::list_mail_replies(snapshot, *queued.thread, from, queued.to_seq),
      .link = conversation_link(frame->site),
      .linkable_origins = linkable_origins(frame->site, parts_.settings.public_url),
      .unsubscribe_url = unsubscribe_url(parts_.settings.public_url, parts_.tokens.make(*queued.thread)),
  };
  mail::Letter letter;
  letter.from = parts_.settings.from;
  if (letter.from.name.empty()) letter.from.name = frame->project_name;
  letter.reply_to = parts_.settings.reply_to;
  letter.to = queued.recipient;
  letter.subject = reply_subject(content);
  letter.text = reply_text(content);
  letter.html = reply_html(content);
  letter.language = mail::to_text(content.language);
  letter.unsubscribe_url = content.unsubscribe_url;
  letter.references = store::list_references(snapshot, *queued.thread, queued.from_seq);
  if (!letter.references.empty()) letter.in_reply_to = letter.references.back();
  return letter;
}

void ReplyMailWriter::close(db::Tx& tx, const mail::QueuedMail& queued) const {
  tx.after_commit([finished = parts_.finished, thread = *queued.thread] { finished(thread); });
}

void ReplyMailWriter::on_sent(db::Tx& tx, const mail::QueuedMail& queued) {
  parts_.effects.state_changed(tx, *queued.thread, queued.from_seq, queued.to_seq);
  close(tx, queued);
}

void ReplyMailWriter::on_failed(db::Tx& tx, const mail::QueuedMail& queued, std::string_view words) {
  parts_.effects.state_changed(tx, *queued.thread, queued.from_seq, queued.to_seq);
  parts_.effects.failed(tx, {*queued.project, *queued.thread, queued.from_seq, queued.to_seq, std::string(words)});
  close(tx, queued);
}

}  // namespace seggwat::notifications
