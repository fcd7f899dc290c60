#include "figures/episodes.h"

#include "figures/episode_store.h"

namespace seggwat::figures {

std::optional<Episode> find_ratable(db::Database& database, const Conversation& conversation) {
  if (!conversation.is_resolved) return std::nullopt;
  auto episode = store::find_newest(database, conversation.id);
  if (!episode || !episode->resolved_at || episode->resolved_seq != conversation.last_seq) return std::nullopt;
  if (episode->rated_seq == episode->resolved_seq) return episode;
  // What was said before the resolution was taken back and more was written.
  episode->score.reset();
  episode->comment.reset();
  episode->rated_at.reset();
  return episode;
}

Result<Episode> Episodes::rate(db::Tx& tx, const Conversation& conversation, const RatingDraft& draft) const {
  auto episode = find_ratable(tx.database, conversation);
  if (!episode || draft.seq.value_or(conversation.last_seq) != conversation.last_seq) {
    return fail(ErrorKind::conflict, "rating_closed", "This conversation cannot be rated now: it goes on.");
  }
  if (episode->score == draft.score && episode->comment == draft.comment) return *episode;
  episode->score = draft.score;
  episode->comment = draft.comment;
  episode->rated_at = tx.now;
  episode->rated_seq = episode->resolved_seq;
  episode->rated_for = episode->resolved_by;
  store::save_rating(tx.database, conversation.id, *episode);
  episode = store::find(tx.database, conversation.id, episode->no);
  const auto record = journal::append(tx, {.kind = journal::Kind::rating,
                                           .project = conversation.project,
                                           .thread = conversation.id,
                                           .seq = episode->no,
                                           .user_no = next_user_no_(tx, conversation.id)});
  tx.after_commit([this, record, user = conversation.user, episode = *episode] { rated_(record, user, episode); });
  return *episode;
}

}  // namespace seggwat::figures
