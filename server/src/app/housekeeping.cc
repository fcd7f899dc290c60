#include "app/housekeeping.h"

#include <limits>

#include "app/retention.h"
#include "audit/audit_store.h"
#include "db/meta_store.h"
#include "feedback/sent_again.h"
#include "journal/journal_store.h"
#include "projects/secrets.h"
#include "search/indexer.h"

namespace seggwat::app {
namespace {

constexpr Milliseconds kLookEvery{250};
constexpr Milliseconds kTidyEvery = std::chrono::minutes(1);
constexpr std::size_t kSuspectsAtOnce = 100;
constexpr Milliseconds kTrimEvery = std::chrono::hours(1);

}  // namespace

void Housekeeping::start() {
  domains_.sweep_tags();
  domains_.disk_files.suspect_all();
  domains_.erasures.wake();
  trim_at_ = domains_.parts.clock.monotonic();
  tidy_at_ = trim_at_ + kTidyEvery;
  wait();
}

void Housekeeping::stop() {
  stopped_ = true;
  timer_.cancel();
}

void Housekeeping::wait() {
  timer_.expires_after(kLookEvery);
  timer_.async_wait([this](const boost::system::error_code& fault) {
    if (fault || stopped_) return;
    look();
    wait();
  });
}

bool Housekeeping::is_due(Time& at, Milliseconds every) const {
  const auto now = domains_.parts.clock.monotonic();
  if (now < at) return false;
  at = now + every;
  return true;
}

void Housekeeping::look() {
  look_for_changes();
  domains_.snooze_timer.look();
  sweep_files();
  if (is_due(tidy_at_, kTidyEvery)) {
    tidy();
    remove_unused_files();
  }
  if (is_due(trim_at_, kTrimEvery)) {
    trim_journal();
    trim_audit();
    trim_sent_marks();
    apply_retention();
  }
}

void Housekeeping::look_for_changes() {
  if (std::exchange(looking_, true)) return;
  domains_.parts.storage.read.submit<std::int64_t>(
      [](db::Database& database) -> Result<std::int64_t> { return db::directory_version(database); },
      [this](const Result<std::int64_t>& version) {
        if (!version || stopped_ || *version == version_) {
          looking_ = false;
          return;
        }
        domains_.reload_directories([this, version = *version](bool reloaded) {
          looking_ = false;
          if (reloaded) version_ = version;
        });
      });
}

void Housekeeping::tidy() {
  domains_.erasures.wake();
  auto uses = domains_.projects.take_uses();
  if (uses.empty()) return;
  domains_.parts.storage.write.submit<bool>(
      [uses = std::move(uses)](db::Tx& tx) -> Result<bool> {
        projects::save_secret_uses(tx, uses);
        return true;
      },
      [](const Result<bool>&) {});
}

void Housekeeping::sweep_files() {
  if (sweeping_ || !domains_.disk_files.has_suspects()) return;
  sweeping_ = true;
  domains_.parts.storage.write.submit<bool>(
      [this, suspects = domains_.disk_files.take_suspects(kSuspectsAtOnce)](db::Tx& tx) -> Result<bool> {
        domains_.attachments.sweep(tx, suspects);
        return true;
      },
      [this](const Result<bool>&) { sweeping_ = false; });
}

void Housekeeping::remove_unused_files() {
  domains_.parts.storage.write.submit<bool>([this](db::Tx& tx) -> Result<bool> { return domains_.attachments.remove_unused(tx); },
                                            [this](const Result<bool>& more) {
                                              if (more && *more && !stopped_) remove_unused_files();
                                            });
}

void Housekeeping::trim_journal() {
  domains_.parts.storage.read.submit<std::int64_t>(
      [](db::Database& database) -> Result<std::int64_t> { return search::journal_cursor(database); },
      [this](const Result<std::int64_t>& index_at) {
        if (index_at && !stopped_) trim_journal_before(*index_at);
      });
}

void Housekeeping::trim_journal_before(std::int64_t index_at) {
  const auto older_than = domains_.parts.clock.now() - journal::kKeptFor;
  domains_.parts.storage.write.submit<std::size_t>(
      [older_than, index_at](db::Tx& tx) -> Result<std::size_t> {
        return journal::trim_slice(tx, {older_than, index_at - 1});
      },
      [this, index_at](const Result<std::size_t>& trimmed) {
        if (trimmed && *trimmed == journal::kTrimSlice && !stopped_) trim_journal_before(index_at);
      });
}

void Housekeeping::apply_retention() {
  using GivenUpList = std::vector<GivenUp>;
  domains_.parts.storage.write.submit<GivenUpList>(
      [this](db::Tx& tx) -> Result<GivenUpList> { return give_up_old_conversations(tx, domains_.parts.random); },
      [this](const Result<GivenUpList>& given_up) {
        if (!given_up || stopped_) return;
        for (const auto& [project, sub] : *given_up) domains_.realtime.end_streams({project, sub}, std::nullopt);
        domains_.erasures.wake();
        if (given_up->size() >= kRetentionSlice) apply_retention();
      });
}

void Housekeeping::trim_sent_marks() {
  const auto older_than = domains_.parts.clock.now() - feedback::kSentMarksKept;
  domains_.parts.storage.write.submit<std::size_t>(
      [older_than](db::Tx& tx) -> Result<std::size_t> { return feedback::trim_sent_marks(tx, older_than); },
      [this](const Result<std::size_t>& trimmed) {
        if (trimmed && *trimmed == feedback::kSentMarksSlice && !stopped_) trim_sent_marks();
      });
}

void Housekeeping::trim_audit() {
  const auto older_than = domains_.parts.clock.now() - domains_.parts.config.audit_keep;
  domains_.parts.storage.write.submit<std::size_t>(
      [older_than](db::Tx& tx) -> Result<std::size_t> { return audit::trim_slice(tx, older_than); },
      [this](const Result<std::size_t>& trimmed) {
        if (trimmed && *trimmed == audit::kTrimSlice && !stopped_) trim_audit();
      });
}

}  // namespace seggwat::app
