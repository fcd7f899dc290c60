#include "app/person_chapter.h"

#include <utility>

#include "attachments/archive_path.h"
#include "conversations/visits.h"
#include "end_users/end_user_json.h"
#include "end_users/end_user_store.h"
#include "feedback/feedback_json.h"
#include "feedback/rating_json.h"
#include "feedback/submitter_store.h"
#include "figures/episode_json.h"
#include "figures/episode_store.h"

namespace seggwat::app {
namespace {

constexpr int kPage = 100;

class PersonPages {
 public:
  PersonPages(const conversations::Thread& thread, const attachments::FileLinks& links, Instant now)
      : links_(links), project_(thread.project), thread_(thread.id), sub_(thread.user.sub), key_(thread.user.key), now_(now) {}

  std::optional<std::string> next(db::Database& database) {
    switch (part_) {
      case Part::user:
        part_ = Part::feedback;
        return user(database) + ",\"feedback\":[";
      case Part::feedback:
        return next_feedback(database);
      case Part::ratings:
        return next_ratings(database);
      case Part::conversation_ratings:
        return next_conversation_ratings(database);
      case Part::nothing:
        break;
    }
    return std::nullopt;
  }

 private:
  enum class Part { user, feedback, ratings, conversation_ratings, nothing };

  // A JSON object that is still open.
  std::string user(db::Database& database) const {
    json::array pages;
    for (const auto& [url, title, at] : conversations::list_visited(database, key_)) {
      pages.push_back({{"url", url}, {"title", title}, {"visited_at", to_rfc3339(at)}});
    }
    json::object person{{"exported_at", to_rfc3339(now_)}, {"pages", std::move(pages)}};
    if (const auto found = end_users::find_user(database, key_)) {
      person["user"] = end_users::to_team_json(*found);
      person["first_seen_at"] = to_rfc3339(found->created_at);
    }
    auto text = json::serialize(person);
    text.pop_back();
    return text;
  }

  std::string next_feedback(db::Database& database) {
    const auto page = feedback::store::list_of_submitter(database, project_, sub_, last_feedback_, kPage);
    std::string piece;
    for (const auto& item : page) {
      piece += comma() + json::serialize(submitted(item));
      last_feedback_ = item.id;
    }
    if (page.size() == kPage) return piece;
    part_ = Part::ratings;
    is_first_ = true;
    return piece + "],\"ratings\":[";
  }

  // A link that ends is of no use in a file: the screenshot lies in the archive.
  json::object submitted(const feedback::Feedback& item) const {
    auto object = feedback::feedback_json(item, links_);
    if (!item.screenshot) return object;
    auto& screenshot = object["screenshot"].as_object();
    screenshot.erase("url");
    screenshot["file"] = attachments::archive_path(*item.screenshot);
    return object;
  }

  std::string next_ratings(db::Database& database) {
    const auto page = feedback::store::list_ratings_of_submitter(database, project_, sub_, last_rating_, kPage);
    std::string piece;
    for (const auto& rating : page) {
      piece += comma() + json::serialize(feedback::rating_json(rating));
      last_rating_ = rating.id;
    }
    if (page.size() == kPage) return piece;
    part_ = Part::conversation_ratings;
    is_first_ = true;
    return piece + "],\"conversation_ratings\":[";
  }

  std::string next_conversation_ratings(db::Database& database) {
    const auto page = figures::store::list_rated(database, thread_, last_episode_, kPage);
    std::string piece;
    for (const auto& episode : page) {
      piece += comma() + json::serialize(figures::rating_for_team(episode));
      last_episode_ = episode.no;
    }
    if (page.size() == kPage) return piece;
    part_ = Part::nothing;
    return piece + "]}";
  }

  std::string comma() { return std::exchange(is_first_, false) ? "" : ","; }

  const attachments::FileLinks& links_;
  ProjectId project_;
  ThreadId thread_;
  std::string sub_;
  end_users::UserKey key_;
  Instant now_;
  Part part_ = Part::user;
  bool is_first_ = true;
  FeedbackId last_feedback_{};
  feedback::RatingId last_rating_{};
  std::int64_t last_episode_ = figures::store::kNoEpisodeYet;
};

}  // namespace

Chapter person_chapter(std::string name, const conversations::Thread& thread, const attachments::FileLinks& links, Instant now) {
  const auto pages = std::make_shared<PersonPages>(thread, links, now);
  return {std::move(name), [pages](db::Database& database) { return pages->next(database); }};
}

}  // namespace seggwat::app
