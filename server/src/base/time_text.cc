#include "base/time_text.h"

namespace seggwat {
namespace {

// Takes texts apart from the front; once something does not fit, everything fails.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  int number(std::size_t digits, int least, int most) {
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) value = value * 10 + digit();
    if (value < least || value > most) failed_ = true;
    return value;
  }
  void expect(char wanted) {
    if (!take(wanted)) failed_ = true;
  }
  bool take(char wanted) {
    if (failed_ || text_.empty() || text_.front() != wanted) return false;
    text_.remove_prefix(1);
    return true;
  }
  // Digits after the point, as milliseconds.
  Milliseconds fraction() {
    int millis = digit() * 100;
    int weight = 10;
    while (!failed_ && !text_.empty() && text_.front() >= '0' && text_.front() <= '9') {
      millis += digit() * weight;
      weight /= 10;
    }
    return Milliseconds{millis};
  }
  bool is_done() const { return !failed_ && text_.empty(); }

 private:
  int digit() {
    if (failed_ || text_.empty() || text_.front() < '0' || text_.front() > '9') {
      failed_ = true;
      return 0;
    }
    const int value = text_.front() - '0';
    text_.remove_prefix(1);
    return value;
  }

  std::string_view text_;
  bool failed_ = false;
};

std::chrono::minutes read_offset(Reader& reader) {
  if (reader.take('Z') || reader.take('z')) return {};
  const bool is_west = reader.take('-');
  if (!is_west) reader.expect('+');
  const int hours = reader.number(2, 0, 23);
  reader.expect(':');
  const std::chrono::minutes offset{hours * 60 + reader.number(2, 0, 59)};
  return is_west ? -offset : offset;
}

}  // namespace

std::optional<Instant> parse_rfc3339(std::string_view text) {
  Reader reader(text);
  const int year = reader.number(4, 1970, 9999);
  reader.expect('-');
  const int month = reader.number(2, 1, 12);
  reader.expect('-');
  const int day = reader.number(2, 1, 31);
  if (!reader.take('T') && !reader.take('t')) reader.expect('T');
  const int hour = reader.number(2, 0, 23);
  reader.expect(':');
  const int minute = reader.number(2, 0, 59);
  reader.expect(':');
  const int second = reader.number(2, 0, 60);  // 60: a leap second, the same moment as the next one
  const auto fraction = reader.take('.') ? reader.fraction() : Milliseconds{0};
  const auto offset = read_offset(reader);
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!reader.is_done() || !date.ok()) return std::nullopt;
  const Instant local = std::chrono::sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute} + Seconds{second};
  const Instant at = local + fraction - offset;
  return at < Instant{} ? std::nullopt : std::optional(at);
}

}  // namespace seggwat
