#include "feedback/ratings.h"

#include "feedback/rating_store.h"

namespace seggwat::feedback {

Result<Rating> add_rating(db::Tx& tx, const Rating& rating) {
  if (store::find_standing(tx.database, rating)) {
    return fail(ErrorKind::conflict, "already_rated", "This person has already answered here.");
  }
  store::insert_rating(tx.database, rating);
  return rating;
}

Rating add_or_replace(db::Tx& tx, const Rating& rating) {
  auto standing = store::find_standing(tx.database, rating);
  if (!standing) {
    store::insert_rating(tx.database, rating);
    return rating;
  }
  standing->value = rating.value;
  standing->version = rating.version;
  standing->created_at = rating.created_at;
  store::save_answer(tx.database, *standing);
  return *standing;
}

}  // namespace seggwat::feedback
