#include "faults/record.h"

#include <cstdlib>
#include <string_view>

#include "app/verify_store.h"

namespace seggwat::testing {

bool is_long_form() {
  const char* form = std::getenv("SEGGWAT_FAULTS");
  return form != nullptr && std::string_view(form) == "full";
}

std::string to_text(const Verdict& verdict) {
  std::string text = "lost " + std::to_string(verdict.lost) + ", moved " + std::to_string(verdict.moved) + ", doubled " +
                     std::to_string(verdict.doubled) + ", unexpected " + std::to_string(verdict.unexpected);
  for (const auto& fault : verdict.damage) text += "\n" + fault;
  return text;
}

Verdict judge(const Record& record, db::Database& database) {
  Verdict verdict;
  verdict.damage = app::verify_database(database).faults;
  std::map<std::string, std::int64_t> stored;
  auto rows = database.query("SELECT body, seq FROM messages");
  while (rows.step()) {
    const auto body = rows.row().text(0);
    if (!record.attempts().contains(body)) ++verdict.unexpected;
    if (!stored.emplace(body, rows.row().integer(1)).second) ++verdict.doubled;
  }
  for (const auto& [body, seq] : record.acknowledgements()) {
    const auto found = stored.find(body);
    if (found == stored.end()) {
      ++verdict.lost;
    } else if (found->second != seq) {
      ++verdict.moved;
    }
  }
  return verdict;
}

Verdict judge_disk(const Record& record, const std::string& path, const std::string& vfs) noexcept {
  try {
    db::Database database(path, db::OpenMode::read_write, vfs);
    return judge(record, database);
  } catch (const db::Failure& failure) {
    Verdict verdict;
    verdict.lost = static_cast<int>(record.acknowledgements().size());
    verdict.damage.emplace_back(failure.what());
    return verdict;
  }
}

}  // namespace seggwat::testing
