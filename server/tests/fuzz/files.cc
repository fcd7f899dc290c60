// Uploaded files and their names: what a picture becomes is a picture of the same kind, with nothing more to take away.
#include "attachments/picture.h"
#include "attachments/sniffing.h"
#include "base/text.h"
#include "fuzz/fuzz.h"

namespace seggwat::fuzz {
namespace {

void name_it(std::string_view given, std::string_view type) {
  const auto name = attachments::clean_name(given, type);
  must(!name.empty() && is_utf8(name) && !has_control_characters(name));
  must(name.find_first_of("/\\<>:\"|?*") == std::string::npos && !name.starts_with('.'));
  must(count_code_points(name) <= attachments::kNameLimit);
}

}  // namespace

void run(std::string_view bytes) {
  name_it(bytes, "image/png");
  name_it(bytes, "text/plain; charset=utf-8");
  must(attachments::read_orientation(bytes) >= 1 && attachments::read_orientation(bytes) <= 8);
  const auto content = attachments::recognise(bytes);
  if (!content) return;
  if (content->measure) must(attachments::is_sensible(*content->measure));
  if (!content->cleaned) return;
  must(content->cleaned->size() <= bytes.size() + 64);
  const auto again = attachments::recognise(*content->cleaned);
  must(again && again->type == content->type && again->measure == content->measure);
  must(!again->cleaned || *again->cleaned == *content->cleaned);
}

}  // namespace seggwat::fuzz
