#include "search/words.h"

#include <glib.h>

#include "base/ids.h"
#include "search/letters.h"

namespace seggwat::search {
namespace {

constexpr std::size_t kMentionBytes = 39;  // @{36 characters}

// Reads a text letter by letter and closes words where they end.
class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {}

  std::vector<Word> split() {
    while (at_ < text_.size()) {
      if (skip_mention()) continue;
      const auto letter = g_utf8_get_char_validated(text_.data() + at_, static_cast<gssize>(text_.size() - at_));
      const bool is_letter = letter < 0x110000 && letter != 0;
      const auto end = is_letter ? static_cast<std::size_t>(g_utf8_next_char(text_.data() + at_) - text_.data()) : at_ + 1;
      take(is_letter ? letter : U' ', end);
      at_ = end;
    }
    close();
    return std::move(words_);
  }

 private:
  bool skip_mention() {
    if (text_[at_] != '@' || text_.size() - at_ < kMentionBytes || text_[at_ + 1] != '{') return false;
    if (text_[at_ + kMentionBytes - 1] != '}' || !parse_uuid(text_.substr(at_ + 2, 36))) return false;
    close();
    at_ += kMentionBytes;
    return true;
  }

  void take(char32_t letter, std::size_t end) {
    switch (kind_of(letter)) {
      case LetterKind::transparent:
        if (open_) words_.back().end = words_.back().first_end = end;
        return;
      case LetterKind::break_:
        return close();
      case LetterKind::word:
        return take_letter(letter, end);
      case LetterKind::run:
        return take_run_letter(letter, end);
      case LetterKind::symbol:
        close();
        words_.push_back({.begin = at_, .end = end, .first_end = end});
        append_utf8(words_.back().text, letter);
        return;
    }
  }

  void take_letter(char32_t letter, std::size_t end) {
    if (!open_) {
      close();
      words_.push_back({.begin = at_});
      open_ = true;
      length_ = 0;
    }
    if (length_++ < kWordLimit) append_folded(words_.back().text, letter);
    words_.back().end = words_.back().first_end = end;
  }

  void take_run_letter(char32_t letter, std::size_t end) {
    if (open_) close();
    std::string folded;
    append_folded(folded, letter);
    if (in_run_) {
      words_.back().text += folded;
      words_.back().end = end;
    }
    words_.push_back({folded, at_, end, end, true, in_run_});
    in_run_ = true;
  }

  void close() {
    if (open_ && words_.back().text.empty()) words_.pop_back();
    open_ = false;
    in_run_ = false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Word> words_;
  std::size_t length_ = 0;
  bool open_ = false;
  bool in_run_ = false;
};

}  // namespace

std::vector<Word> split_into_words(std::string_view text) { return Splitter(text).split(); }

}  // namespace seggwat::search
