#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "base/random.h"
#include "base/result.h"
#include "feedback/feedback.h"

// What a body must be to become feedback, or to change one. Text that is given but empty counts as not given. 400 `invalid_field`.
namespace seggwat::feedback {

enum class Sender { page, team };

struct Submission {
  std::string message;
  Type type = Type::other;
  Source source = Source::widget;
  std::optional<std::string> path;
  std::optional<std::string> version;
  std::optional<std::string> submitted_by;
  std::optional<std::string> email;
};
// A page's submitter is an id of [A-Za-z0-9_-]; the team may write any text. Default source: Widget of a page, Manual of the team.
Result<Submission> read_submission(const json::object& body, Sender sender);
Feedback to_feedback(const Submission& submission, const ProjectId& project, Instant now, Random& random);

struct Change {
  std::optional<std::string> message;
  std::optional<Type> type;
  std::optional<State> state;
  std::optional<std::string> resolution_note;
};
Result<Change> read_change(const json::object& body);
void apply(const Change& change, Feedback& feedback, Instant now);

// `x@y.z` without white space or control characters, ≤ 320 characters. Looser than an address we would send to.
bool looks_like_email(std::string_view text);

}  // namespace seggwat::feedback
