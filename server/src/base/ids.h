#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace seggwat {

class Random;

// 128 bits, RFC 9562. Stored as 16 bytes, shown as 36 lower-case characters.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const Uuid&) const = default;
};

std::string to_string(const Uuid& uuid);
// Any version, either letter case, only the 8-4-4-4-12 form; nothing for any other text.
std::optional<Uuid> parse_uuid(std::string_view text);
// UUIDv7: 48 bits of `at` in milliseconds, then 74 random bits.
Uuid make_uuid(Instant at, Random& random);

// A Uuid that cannot be mistaken for another thing's.
template <class Tag>
struct Id {
  Uuid uuid{};
  auto operator<=>(const Id&) const = default;

  static std::optional<Id> parse(std::string_view text) {
    const auto uuid = parse_uuid(text);
    if (!uuid) return std::nullopt;
    return Id{*uuid};
  }
  static Id make(Instant at, Random& random) { return Id{make_uuid(at, random)}; }
};

template <class Tag>
std::string to_string(const Id<Tag>& id) {
  return to_string(id.uuid);
}

using OrgId = Id<struct OrgTag>;
using ProjectId = Id<struct ProjectTag>;
using ProjectKey = Id<struct ProjectKeyTag>;  // the public key in the script tag
using MemberId = Id<struct MemberTag>;
using ThreadId = Id<struct ThreadTag>;
using MessageId = Id<struct MessageTag>;
using ClientId = Id<struct ClientTag>;  // made by a message's sender, for de-duplication
using FeedbackId = Id<struct FeedbackTag>;
using NotificationId = Id<struct NotificationTag>;

}  // namespace seggwat

template <>
struct std::hash<seggwat::Uuid> {
  std::size_t operator()(const seggwat::Uuid& uuid) const noexcept {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    std::memcpy(&high, uuid.bytes.data(), 8);
    std::memcpy(&low, uuid.bytes.data() + 8, 8);
    return std::hash<std::uint64_t>{}(high * 0x9E3779B97F4A7C15ULL ^ low);
  }
};

template <class Tag>
struct std::hash<seggwat::Id<Tag>> {
  std::size_t operator()(const seggwat::Id<Tag>& id) const noexcept { return std::hash<seggwat::Uuid>{}(id.uuid); }
};
