#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "base/secret.h"
#include "db/write_lane.h"
#include "feedback/rating.h"

// A page that got no answer sends again what it has sent. With a `client_id`, a UUID that it made for this one submission, the same
// is stored once: for a day the second one is answered as the first was, and does nothing else.
namespace seggwat::feedback {

// Of a submission with its name; tells neither.
using Mark = Digest;

// `form`: which form was sent. Nothing for a submission without a name; 400 `invalid_field` when that is no UUID.
Result<std::optional<Mark>> mark_of(std::string_view form, const json::object& body);
// The mark of the same with a file.
Mark with_file(const Mark& mark, std::string_view file);

struct Earlier {
  std::optional<RatingId> rating;  // what it became
};

constexpr auto kSentMarksKept = std::chrono::hours(24);
constexpr std::size_t kSentMarksSlice = 500;
// Removes the oldest marks, a slice of them at most; how many that were.
std::size_t trim_sent_marks(db::Tx& tx, Instant older_than);

namespace store {
// What was sent under this mark before.
std::optional<Earlier> find_sent(db::Database& database, const std::optional<Mark>& mark);
// Does nothing without a mark.
void note_sent(db::Tx& tx, const std::optional<Mark>& mark, const std::optional<RatingId>& rating = std::nullopt);
}  // namespace store

}  // namespace seggwat::feedback
