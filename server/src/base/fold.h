#pragma once

#include <string>
#include <string_view>

namespace seggwat {

// What two well-formed texts have in common when they differ in case or in how their characters are composed alone (Unicode
// NFKC, case folded). For comparing, never for showing.
std::string fold_case(std::string_view text);

}  // namespace seggwat
