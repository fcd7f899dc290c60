#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/database.h"
#include "feedback/feedback.h"

// All SQL of feedback. Archived feedback is in no list, count or statistic; only find_feedback still shows it.
namespace seggwat::feedback::store {

enum class Order { newest, oldest, last_changed, first_changed };

struct Filter {
  ProjectId project;
  std::optional<State> state;
  std::optional<Type> type;
  std::optional<std::string> search;  // a part of the message, ASCII letters in either case
};

struct Page {
  std::int64_t offset = 0;
  std::int64_t limit = 20;
};

// A search looks at this many of the project's newest, so that its work is bounded however much there is.
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
