#pragma once

#include <string>

#include "base/result.h"
#include "mail/letter.h"

namespace seggwat::mail {

// The letter as RFC 5322 text: multipart/alternative of text/plain and text/html, both quoted-printable UTF-8, CRLF line ends,
// every line ≤ 998 characters, no bare CR or LF, ASCII only. Display names and the subject lose control and bidirectional
// characters and become encoded words. 400 `invalid_letter` when an address, an id or the unsubscribe link could break out of its
// header.
Result<std::string> build_mime(const Letter& letter);

}  // namespace seggwat::mail
