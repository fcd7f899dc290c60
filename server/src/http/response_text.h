#pragma once

#include <string>

#include "http/head_parser.h"
#include "http/response.h"

namespace seggwat::http {

enum class After { keep_alive, close };

// Appends status line, headers and the empty line. Content-Length is that of the body, also when only the head will be sent.
// Control characters in a header's value become spaces: nothing a stranger sent can begin a line of its own.
void append_head(std::string& out, const Response& response, Version version, After after);

// What follows the head; empty for answers that have no body by their status.
std::string_view body_of(const Response& response);

}  // namespace seggwat::http
