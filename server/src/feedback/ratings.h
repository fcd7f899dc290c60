#pragma once

#include "db/write_lane.h"
#include "feedback/rating.h"

// The rules of storing a rating.
namespace seggwat::feedback {

// 409 `already_rated` when this person has a standing answer of this kind about this page.
Result<Rating> add_rating(db::Tx& tx, const Rating& rating);
// A person's second answer replaces their first.
Rating add_or_replace(db::Tx& tx, const Rating& rating);

}  // namespace seggwat::feedback
