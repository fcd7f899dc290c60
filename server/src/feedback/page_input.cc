#include "feedback/page_input.h"

#include <algorithm>

#include "base/text.h"
#include "feedback/feedback.h"

namespace seggwat::feedback {
namespace {

bool consists_of(std::string_view text, std::string_view extra) {
  return std::ranges::all_of(text, [extra](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || extra.contains(c);
  });
}

void check_characters(Fields& fields, std::string_view field, const std::optional<std::string>& text, std::string_view extra) {
  if (text && !consists_of(*text, extra)) fields.refuse(field, "holds a character that is not allowed here.");
}

}  // namespace

std::optional<std::string> read_text(Fields& fields, std::string_view field, std::size_t limit) {
  const auto given = fields.text(field);
  if (!given) return std::nullopt;
  std::string text(trim_white_space(*given));
  if (text.empty()) return std::nullopt;
  if (count_code_points(text) > limit) fields.refuse(field, "may have at most " + std::to_string(limit) + " characters.");
  return text;
}

PageFacts read_page_facts(Fields& fields, Sender sender) {
  const bool of_page = sender == Sender::page;
  PageFacts facts;
  facts.path = read_text(fields, "path", kPathMax);
  facts.version = read_text(fields, "version", kVersionMax);
  check_characters(fields, "version", facts.version, "._-");
  facts.submitted_by = read_text(fields, "submitted_by", of_page ? kSubmitterMax : kTeamSubmitterMax);
  if (of_page) check_characters(fields, "submitted_by", facts.submitted_by, "_-");
  return facts;
}

}  // namespace seggwat::feedback
