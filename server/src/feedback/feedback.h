#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/ids.h"
#include "db/write_lane.h"

namespace seggwat::feedback {

enum class Type { bug, feature, praise, question, improvement, other };
enum class State { fresh, active, assigned, hold, closed, resolved };
enum class Source { widget, manual, mintlify, stripe, polar, social_share };

std::string_view to_text(Type type);      // "Bug" …
std::string_view to_text(State state);    // "New" …
std::string_view to_text(Source source);  // "Widget" …
std::optional<Type> parse_type(std::string_view text);
std::optional<State> parse_state(std::string_view text);
std::optional<Source> parse_source(std::string_view text);

constexpr std::size_t kMessageMin = 3;
constexpr std::size_t kMessageMax = 1000;  // code points
constexpr std::size_t kVersionMax = 50;
constexpr std::size_t kSubmitterMax = 255;       // from a page; [A-Za-z0-9_-]
constexpr std::size_t kTeamSubmitterMax = 1000;  // from the team; any text
constexpr std::size_t kEmailMax = 320;
constexpr std::size_t kPathMax = 2048;
constexpr std::size_t kResolutionNoteMax = 5000;

struct Feedback {
  FeedbackId id;
  ProjectId project;
  std::string message;
  Type type = Type::other;
  State state = State::fresh;
  Source source = Source::widget;
  std::optional<std::string> path;
  std::optional<std::string> version;
  std::optional<std::string> submitted_by;
  std::optional<std::string> email;
  std::optional<std::string> resolution_note;
  std::optional<Instant> archived_at;
  Instant created_at;
  Instant updated_at;
};

// Told in the transaction that stores a submission from a site's page; app/ lets notifications/ ring the bell.
class FeedbackArrived {
 public:
  virtual ~FeedbackArrived() = default;
  virtual void feedback_arrived(db::Tx& tx, const Feedback& feedback) = 0;
};

}  // namespace seggwat::feedback
