#pragma once

#include <cstdint>
#include <random>
#include <string>

namespace bench {

// Text as people write it to a shop's support, in several languages: words by their frequency, with names, order numbers and
// addresses between them. The same for every run.
class Texts {
 public:
  explicit Texts(std::uint64_t seed) : random_(seed) {}

  std::string message();
  std::string person_name();
  std::string email_of(const std::string& name, std::int64_t number);
  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

 private:
  std::string sentence(std::size_t language);
  std::string rare_word();

  std::mt19937_64 random_;
};

}  // namespace bench
