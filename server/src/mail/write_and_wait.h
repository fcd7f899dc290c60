#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

#include "base/result.h"
#include "db/write_lane.h"

namespace seggwat::mail {

// Runs one write job and blocks the calling thread until it is on stable storage. When the program stops first: 503, and whether
// the job was committed is then unknown.
template <class T>
Result<T> write_and_wait(db::WriteLane& lane, std::stop_token stop, std::function<Result<T>(db::Tx&)> apply) {
  struct Answer {
    std::mutex mutex;
    std::condition_variable_any given;
    std::optional<Result<T>> result;
  };
  const auto answer = std::make_shared<Answer>();
  lane.submit<T>(std::move(apply), [answer](Result<T> result) {
    {
      const std::lock_guard lock(answer->mutex);
      answer->result.emplace(std::move(result));
    }
    answer->given.notify_all();
  });
  std::unique_lock lock(answer->mutex);
  if (!answer->given.wait(lock, stop, [&] { return answer->result.has_value(); })) return std::unexpected(db::unavailable());
  return std::move(*answer->result);
}

}  // namespace seggwat::mail
