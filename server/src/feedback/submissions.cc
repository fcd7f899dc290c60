#include "feedback/submissions.h"

#include "base/text.h"
#include "feedback/page_input.h"

namespace seggwat::feedback {
namespace {

bool holds_white_space(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    if (trim_white_space(text.substr(at, end - at)).empty()) return true;
    at = end;
  }
  return false;
}

void check_message(Fields& fields, const std::string& message) {
  if (!is_message(message)) fields.refuse("message", "must have 3 to 1000 characters.");
}

void read_message(Fields& fields, Submission& submission) {
  submission.message = trim_white_space(fields.required_text("message"));
  check_message(fields, submission.message);
}

std::optional<std::string> read_email(Fields& fields, std::string_view field) {
  auto email = read_text(fields, field, kEmailMax);
  if (email && !looks_like_email(*email)) fields.refuse(field, "must be an email address.");
  return email;
}

template <class Enum, class Parse>
std::optional<Enum> read_name(Fields& fields, std::string_view field, Parse parse) {
  const auto given = fields.text(field);
  if (!given || given->empty()) return std::nullopt;
  const std::optional<Enum> value = parse(*given);
  if (!value) fields.refuse(field, "is not one of the known values.");
  return value;
}

void read_assignee(Fields& fields, Change& change) {
  if (fields.is_null("assignee")) change.assignee = Change::Whom{};
  const auto text = fields.text("assignee");
  if (!text || text->empty()) return;
  const auto id = MemberId::parse(*text);
  if (!id) fields.refuse("assignee", "must be a member's id or null.");
  if (id) change.assignee = Change::Whom{id};
}

// Whoever takes something new makes it assigned, and giving it back makes it new again, unless the change says otherwise.
void assign(const Change& change, Feedback& feedback) {
  const auto& whom = *change.assignee;
  feedback.assignee = whom ? std::optional(Assignee{*whom, {}}) : std::nullopt;
  if (change.state) return;
  if (whom && feedback.state == State::fresh) feedback.state = State::assigned;
  if (!whom && feedback.state == State::assigned) feedback.state = State::fresh;
}

}  // namespace

bool looks_like_email(std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos || at == 0 || count_code_points(text) > kEmailMax) return false;
  const auto domain = text.substr(at + 1);
  const auto dot = domain.find_last_of('.');
  if (domain.contains('@') || dot == std::string_view::npos || dot == 0 || dot + 1 == domain.size()) return false;
  return !has_control_characters(text) && !holds_white_space(text);
}

Result<Submission> read_submission(const json::object& body, Sender sender) {
  Fields fields(body);
  Submission submission;
  read_message(fields, submission);
  submission.page = read_page_facts(fields, sender);
  submission.email = read_email(fields, "submitted_by_email");
  submission.type = read_name<Type>(fields, "type", parse_type).value_or(Type::other);
  const auto usual = sender == Sender::page ? Source::widget : Source::manual;
  submission.source = read_name<Source>(fields, "source", parse_source).value_or(usual);
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  return submission;
}

Result<Submission> read_contact(const json::object& body) {
  Fields fields(body);
  Submission submission{.channel = Channel::contact};
  read_message(fields, submission);
  submission.name = read_text(fields, "name", kNameMax);
  if (!submission.name || is_invisible(*submission.name)) fields.refuse("name", "is missing.");
  if (submission.name && has_control_characters(*submission.name)) fields.refuse("name", "must not hold control characters.");
  submission.email = read_email(fields, "email");
  if (!submission.email) fields.refuse("email", "is missing.");
  submission.subject = read_text(fields, "subject", kSubjectMax);
  submission.page = read_page_facts(fields, Sender::page);
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  return submission;
}

bool is_message(std::string_view text) {
  const auto length = count_code_points(text);
  return length >= kMessageMin && length <= kMessageMax && !is_invisible(text);
}

Feedback to_feedback(const Submission& submission, const ProjectId& project, Instant now, Random& random) {
  return {.id = FeedbackId::make(now, random),
          .project = project,
          .message = submission.message,
          .type = submission.type,
          .state = State::fresh,
          .source = submission.source,
          .path = submission.page.path,
          .version = submission.page.version,
          .submitted_by = submission.page.submitted_by,
          .email = submission.email,
          .channel = submission.channel,
          .name = submission.name,
          .subject = submission.subject,
          .rating = submission.rating,
          .created_at = now,
          .updated_at = now};
}

Result<Change> read_change(const json::object& body) {
  Fields fields(body);
  Change change;
  const auto message = fields.text("message");
  if (message && !message->empty()) {
    change.message = std::string(trim_white_space(*message));
    check_message(fields, *change.message);
  }
  change.type = read_name<Type>(fields, "type", parse_type);
  change.state = read_name<State>(fields, "status", parse_state);
  change.resolution_note = read_text(fields, "resolution_note", kResolutionNoteMax);
  change.archived = fields.flag("archived");
  read_assignee(fields, change);
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  return change;
}

void apply(const Change& change, Feedback& feedback, Instant now) {
  if (change.message) feedback.message = *change.message;
  if (change.type) feedback.type = *change.type;
  if (change.state) feedback.state = *change.state;
  if (change.resolution_note) feedback.resolution_note = change.resolution_note;
  if (change.assignee) assign(change, feedback);
  if (change.archived && *change.archived != feedback.archived_at.has_value()) {
    feedback.archived_at = *change.archived ? std::optional(now) : std::nullopt;
  }
  feedback.updated_at = now;
}

}  // namespace seggwat::feedback
