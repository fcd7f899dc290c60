#include "feedback/rating_input.h"

namespace seggwat::feedback {
namespace {

const json::object kNothing;

std::int64_t read_integer(Fields& fields, std::string_view name, std::int64_t least, std::int64_t most) {
  const auto value = fields.required_integer(name);
  if (value < least || value > most) {
    fields.refuse(name, "must be an integer from " + std::to_string(least) + " to " + std::to_string(most) + ".");
  }
  return value;
}

void read_stars(Fields& fields, RatingDraft& draft) {
  const auto most = fields.integer("max_stars").value_or(kStarsUsual);
  if (most < 1 || most > kStarsMost) fields.refuse("max_stars", "must be an integer from 1 to 10.");
  draft.max_stars = most;
  draft.value = read_integer(fields, "value", 1, most);
}

void read_value(Fields& fields, RatingDraft& draft) {
  const auto kind = parse_rating_kind(fields.required_text("type"));
  if (!kind) fields.refuse("type", "must be helpful, star or nps.");
  if (!kind) return;
  draft.kind = *kind;
  if (draft.kind == RatingKind::helpful) draft.value = fields.required_flag("value") ? 1 : 0;
  if (draft.kind == RatingKind::star) read_stars(fields, draft);
  if (draft.kind == RatingKind::nps) draft.value = read_integer(fields, "value", 0, kNpsMost);
}

void read_context(Fields& fields, Sender sender, RatingDraft& draft) {
  draft.page = read_page_facts(fields, sender);
  if (const auto* metadata = fields.object("metadata")) {
    draft.metadata = json::serialize(*metadata);
    if (draft.metadata->size() > kMetadataBytes) fields.refuse("metadata", "may have at most 4096 bytes.");
  }
}

void keep(Status& status, const Fields& fields) {
  if (status) status = fields.status();
}

}  // namespace

Result<RatingDraft> read_tagged_rating(const json::object& body, Sender sender) {
  Fields fields(body);
  RatingDraft draft;
  const auto* rating = fields.object("rating");
  if (rating == nullptr) fields.refuse("rating", "is missing.");
  const auto* context = fields.object("context");
  draft.comment = read_text(fields, "comment", kCommentMax);
  auto status = fields.status();
  if (rating != nullptr) {
    Fields value(*rating);
    read_value(value, draft);
    keep(status, value);
  }
  Fields facts(context == nullptr ? kNothing : *context);
  read_context(facts, sender, draft);
  keep(status, facts);
  if (!status) return std::unexpected(std::move(status.error()));
  return draft;
}

Result<RatingDraft> read_helpful(const json::object& body, Sender sender) {
  Fields fields(body);
  RatingDraft draft;
  draft.value = fields.required_flag("value") ? 1 : 0;
  draft.page = read_page_facts(fields, sender);
  if (sender == Sender::page && !draft.page.path) fields.refuse("path", "is missing.");
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  return draft;
}

Result<RatingDraft> read_nps(const json::object& body) {
  Fields fields(body);
  RatingDraft draft;
  draft.kind = RatingKind::nps;
  draft.value = read_integer(fields, "score", 0, kNpsMost);
  draft.page = read_page_facts(fields, Sender::page);
  draft.comment = read_text(fields, "comment", kCommentMax);
  draft.locale = read_text(fields, "locale", kLocaleMax);
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  return draft;
}

Rating to_rating(const RatingDraft& draft, const ProjectId& project, Instant now, Random& random) {
  return {.id = RatingId::make(now, random),
          .project = project,
          .kind = draft.kind,
          .value = draft.value,
          .max_stars = draft.max_stars,
          .path = draft.page.path,
          .version = draft.page.version,
          .submitted_by = draft.page.submitted_by,
          .comment = draft.comment,
          .locale = draft.locale,
          .metadata = draft.metadata,
          .created_at = now};
}

}  // namespace seggwat::feedback
