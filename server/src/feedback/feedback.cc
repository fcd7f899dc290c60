#include "feedback/feedback.h"

#include <array>

namespace seggwat::feedback {
namespace {

constexpr std::array<std::string_view, 6> kTypes{"Bug", "Feature", "Praise", "Question", "Improvement", "Other"};
constexpr std::array<std::string_view, 6> kStates{"New", "Active", "Assigned", "Hold", "Closed", "Resolved"};
constexpr std::array<std::string_view, 6> kSources{"Widget", "Manual", "Mintlify", "Stripe", "Polar", "SocialShare"};

constexpr std::array<std::string_view, 4> kChannels{"feedback", "contact", "nps", "review"};

template <class Enum, std::size_t N>
std::optional<Enum> find_name(const std::array<std::string_view, N>& names, std::string_view text) {
  for (std::size_t at = 0; at < names.size(); ++at) {
    if (names[at] == text) return static_cast<Enum>(at);
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_text(Type type) { return kTypes[static_cast<std::size_t>(type)]; }
std::string_view to_text(State state) { return kStates[static_cast<std::size_t>(state)]; }
std::string_view to_text(Source source) { return kSources[static_cast<std::size_t>(source)]; }
std::string_view to_text(Channel channel) { return kChannels[static_cast<std::size_t>(channel)]; }

std::optional<Type> parse_type(std::string_view text) { return find_name<Type>(kTypes, text); }
std::optional<State> parse_state(std::string_view text) { return find_name<State>(kStates, text); }
std::optional<Source> parse_source(std::string_view text) { return find_name<Source>(kSources, text); }
std::optional<Channel> parse_channel(std::string_view text) { return find_name<Channel>(kChannels, text); }

}  // namespace seggwat::feedback
