#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "attachments/attachment.h"
#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"
#include "db/write_lane.h"

namespace seggwat::feedback {

enum class Type { bug, feature, praise, question, improvement, other };
enum class State { fresh, active, assigned, hold, closed, resolved };
enum class Source { widget, manual, mintlify, stripe, polar, social_share };
// Through which form it came: a plain one, the contact form, or as the comment of a rating.
enum class Channel { feedback, contact, nps, review };

std::string_view to_text(Type type);        // "Bug" …
std::string_view to_text(State state);      // "New" …
std::string_view to_text(Source source);    // "Widget" …
std::string_view to_text(Channel channel);  // "feedback" …
std::optional<Type> parse_type(std::string_view text);
std::optional<State> parse_state(std::string_view text);
std::optional<Source> parse_source(std::string_view text);
std::optional<Channel> parse_channel(std::string_view text);

constexpr std::size_t kMessageMin = 3;
constexpr std::size_t kMessageMax = 1000;  // code points
constexpr std::size_t kVersionMax = 50;
constexpr std::size_t kSubmitterMax = 255;       // from a page; [A-Za-z0-9_-]
constexpr std::size_t kTeamSubmitterMax = 1000;  // from the team; any text
constexpr std::size_t kEmailMax = 320;
constexpr std::size_t kPathMax = 2048;
constexpr std::size_t kResolutionNoteMax = 5000;
constexpr std::size_t kNameMax = 200;
constexpr std::size_t kSubjectMax = 200;
constexpr std::size_t kBulkMax = 100;  // items that one call may change

using RatingId = Id<struct RatingTag>;

struct Assignee {
  MemberId id;
  std::string name;
};

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
  Channel channel = Channel::feedback;
  std::optional<std::string> name;
  std::optional<std::string> subject;
  std::optional<Assignee> assignee;
  std::optional<RatingId> rating;
  std::optional<attachments::Attachment> screenshot;
  std::optional<Instant> archived_at;
  Instant created_at;
  Instant updated_at;
};

// Told in the transaction that stores a submission from a site's page, or gives one to a member; app/ lets notifications/ ring the
// bell.
class FeedbackArrived {
 public:
  virtual ~FeedbackArrived() = default;
  virtual void feedback_arrived(db::Tx& tx, const Feedback& feedback) = 0;
  // `by`: the name of who assigned it to somebody else.
  virtual void feedback_assigned(db::Tx& tx, const Feedback& feedback, const std::string& by) = 0;
};

// Makes a picture that lies on the disk that of a piece of feedback which has just been stored. In the write lane. 507.
using KeepScreenshot = std::function<Result<attachments::Attachment>(db::Tx&, const Feedback&)>;

// Takes the pictures that come with feedback; app/ lets attachments/ do it.
class ScreenshotFiles {
 public:
  virtual ~ScreenshotFiles() = default;
  // 507 `quota_exceeded` when the project has no room for `size` more bytes.
  virtual Status check_room(db::Database& database, const ProjectId& project, std::int64_t size) = 0;
  // Recognises the picture and writes it to the disk. In the work lane. 400 `file_empty`, 413, 415 `unsupported_type`, 503, 507.
  virtual Result<KeepScreenshot> receive(std::string_view bytes) = 0;
};

}  // namespace seggwat::feedback
