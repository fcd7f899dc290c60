#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/database.h"
#include "feedback/feedback.h"

// All SQL of feedback. Archived feedback is in no count or statistic, and only in the list of what is archived.
namespace seggwat::feedback::store {

enum class Order { newest, oldest, last_changed, first_changed };
enum class Which { current, archived };

// As an assignee in a filter: nobody.
constexpr MemberId kNobody{};

struct Filter {
  ProjectId project{};
  std::optional<State> state{};
  std::optional<Type> type{};
  std::optional<std::string> search{};  // a part of the message, name, email or subject; ASCII letters in either case
  std::optional<Source> source{};
  std::optional<Channel> channel{};
  std::optional<std::string> version{};
  std::optional<std::string> path{};
  std::optional<MemberId> assignee{};
  Which which = Which::current;
};

struct Page {
  std::int64_t offset = 0;
  std::int64_t limit = 20;
};

// A search, and the list of archived feedback, look at this many of the project's newest, so that their work is bounded however
// much there is.
constexpr std::int64_t kSearchWindow = 20'000;

std::vector<Feedback> list_feedback(db::Database& database, const Filter& filter, Order order, Page page);
std::int64_t count_feedback(db::Database& database, const Filter& filter);
std::optional<Feedback> find_feedback(db::Database& database, const ProjectId& project, const FeedbackId& id);
void insert_feedback(db::Database& database, const Feedback& feedback);
// Writes what may change after the beginning.
void save_feedback(db::Database& database, const Feedback& feedback);

struct Stats {
  std::int64_t total = 0;
  std::int64_t current_month = 0;
  std::int64_t last_month = 0;
};
Stats load_stats(db::Database& database, const ProjectId& project, Instant month_start, Instant last_month_start);

}  // namespace seggwat::feedback::store
