#include "feedback/submissions.h"

#include <algorithm>

#include "base/text.h"

namespace seggwat::feedback {
namespace {

bool consists_of(std::string_view text, std::string_view extra) {
  return std::ranges::all_of(text, [extra](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || extra.contains(c);
  });
}

bool holds_white_space(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    if (trim_white_space(text.substr(at, end - at)).empty()) return true;
    at = end;
  }
  return false;
}

// Trimmed; nothing when absent, null or blank.
std::optional<std::string> read_text(Fields& fields, std::string_view field, std::size_t limit) {
  const auto given = fields.text(field);
  if (!given) return std::nullopt;
  std::string text(trim_white_space(*given));
  if (text.empty()) return std::nullopt;
  if (count_code_points(text) > limit) fields.refuse(field, "may have at most " + std::to_string(limit) + " characters.");
  return text;
}

void check_message(Fields& fields, const std::string& message) {
  const auto length = count_code_points(message);
  if (length < kMessageMin || length > kMessageMax || is_invisible(message)) {
    fields.refuse("message", "must have 3 to 1000 characters.");
  }
}

template <class Enum, class Parse>
std::optional<Enum> read_name(Fields& fields, std::string_view field, Parse parse) {
  const auto given = fields.text(field);
  if (!given || given->empty()) return std::nullopt;
  const std::optional<Enum> value = parse(*given);
  if (!value) fields.refuse(field, "is not one of the known values.");
  return value;
}

void check_characters(Fields& fields, std::string_view field, const std::optional<std::string>& text, std::string_view extra) {
  if (text && !consists_of(*text, extra)) fields.refuse(field, "holds a character that is not allowed here.");
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
  const bool of_page = sender == Sender::page;
  Fields fields(body);
  Submission submission;
  submission.message = trim_white_space(fields.required_text("message"));
  check_message(fields, submission.message);
  submission.path = read_text(fields, "path", kPathMax);
  submission.version = read_text(fields, "version", kVersionMax);
  check_characters(fields, "version", submission.version, "._-");
  submission.submitted_by = read_text(fields, "submitted_by", of_page ? kSubmitterMax : kTeamSubmitterMax);
  if (of_page) check_characters(fields, "submitted_by", submission.submitted_by, "_-");
  submission.email = read_text(fields, "submitted_by_email", kEmailMax);
  if (submission.email && !looks_like_email(*submission.email)) fields.refuse("submitted_by_email", "must be an email address.");
  submission.type = read_name<Type>(fields, "type", parse_type).value_or(Type::other);
  submission.source = read_name<Source>(fields, "source", parse_source).value_or(of_page ? Source::widget : Source::manual);
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  return submission;
}

Feedback to_feedback(const Submission& submission, const ProjectId& project, Instant now, Random& random) {
  return {.id = FeedbackId::make(now, random),
          .project = project,
          .message = submission.message,
          .type = submission.type,
          .state = State::fresh,
          .source = submission.source,
          .path = submission.path,
          .version = submission.version,
          .submitted_by = submission.submitted_by,
          .email = submission.email,
          .resolution_note = std::nullopt,
          .archived_at = std::nullopt,
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
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  return change;
}

void apply(const Change& change, Feedback& feedback, Instant now) {
  if (change.message) feedback.message = *change.message;
  if (change.type) feedback.type = *change.type;
  if (change.state) feedback.state = *change.state;
  if (change.resolution_note) feedback.resolution_note = change.resolution_note;
  feedback.updated_at = now;
}

}  // namespace seggwat::feedback
