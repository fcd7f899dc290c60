#include "feedback/sent_again.h"

#include "feedback/page_input.h"

namespace seggwat::feedback {
namespace {

constexpr std::size_t kClientIdMax = 36;

}  // namespace

Result<std::optional<Mark>> mark_of(std::string_view form, const json::object& body) {
  Fields fields(body);
  const auto name = read_text(fields, "client_id", kClientIdMax);
  if (name && !parse_uuid(*name)) fields.refuse("client_id", "must be a UUID.");
  if (auto status = fields.status(); !status) return std::unexpected(std::move(status.error()));
  if (!name) return std::optional<Mark>{};
  // The body holds the name and the project.
  return std::optional(sha256(std::string(form) + json::serialize(body)));
}

Mark with_file(const Mark& mark, std::string_view file) { return sha256(std::string(as_text(mark)).append(as_text(sha256(file)))); }

}  // namespace seggwat::feedback
