#include "mail/language.h"

#include <stdexcept>

#include "base/text.h"

namespace seggwat::mail {

std::string_view to_text(Language language) {
  switch (language) {
    case Language::en:
      return "en";
    case Language::de:
      return "de";
    case Language::sv:
      return "sv";
    case Language::fr:
      return "fr";
  }
  throw std::logic_error("unknown language");
}

Language language_of(std::string_view tag) {
  const auto primary = tag.substr(0, tag.find_first_of("-_"));
  for (const auto language : {Language::de, Language::sv, Language::fr}) {
    if (equals_ignoring_case(primary, to_text(language))) return language;
  }
  return Language::en;
}

}  // namespace seggwat::mail
