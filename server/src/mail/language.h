#pragma once

#include <string_view>

namespace seggwat::mail {

enum class Language { en, de, sv, fr };

// Of a BCP 47 tag such as `de-AT`; English for everything else.
Language language_of(std::string_view tag);
std::string_view to_text(Language language);

}  // namespace seggwat::mail
