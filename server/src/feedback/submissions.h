#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "base/random.h"
#include "base/result.h"
#include "feedback/feedback.h"
#include "feedback/page_input.h"

// What a body must be to become feedback, or to change one. Text that is given but empty counts as not given. 400 `invalid_field`.
namespace seggwat::feedback {

struct Submission {
  std::string message;
  Type type = Type::other;
  Source source = Source::widget;
  PageFacts page;
  std::optional<std::string> email;
  Channel channel = Channel::feedback;
  std::optional<std::string> name;
  std::optional<std::string> subject;
  std::optional<RatingId> rating;
};
// Default source: Widget of a page, Manual of the team.
Result<Submission> read_submission(const json::object& body, Sender sender);
// The contact form: name, email and message must be given.
Result<Submission> read_contact(const json::object& body);
// May this be the message of feedback? Trimmed, 3 to 1,000 code points, something to see.
bool is_message(std::string_view text);
Feedback to_feedback(const Submission& submission, const ProjectId& project, Instant now, Random& random);

struct Change {
  using Whom = std::optional<MemberId>;  // nothing: nobody
  std::optional<std::string> message;
  std::optional<Type> type;
  std::optional<State> state;
  std::optional<std::string> resolution_note;
  std::optional<Whom> assignee;
  std::optional<bool> archived;
};
Result<Change> read_change(const json::object& body);
void apply(const Change& change, Feedback& feedback, Instant now);

// `x@y.z` without white space or control characters, ≤ 320 characters. Looser than an address we would send to.
bool looks_like_email(std::string_view text);

}  // namespace seggwat::feedback
