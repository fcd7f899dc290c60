#pragma once

#include <gtest/gtest.h>

#include "support/realtime_world.h"

namespace seggwat::testing {

// Two users in two projects, a member who sees both, and waiting for what their connections hear.
class Stream : public ::testing::Test {
 protected:
  Stream() {
    world.threads["ann"] = ThreadId{Uuid{{10}}};
    world.threads["bob"] = ThreadId{Uuid{{11}}};
  }
  // Reads until the stream has said this many messages.
  bool hears(StreamClient& client, std::size_t messages) {
    return world.until([&] {
      client.read();
      return client.data_of("message").size() >= messages;
    });
  }
  bool hears(StreamClient& client, std::string_view name) {
    return world.until([&] {
      client.read();
      return !client.data_of(name).empty();
    });
  }
  bool closes(StreamClient& client) {
    return world.until([&] {
      client.read();
      return client.is_closed();
    });
  }

  RealtimeWorld world;
  const ProjectId project{Uuid{{1}}};
  const ProjectId other{Uuid{{2}}};
  const realtime::User ann{project, "ann"};
  const realtime::User bob{other, "bob"};
  const realtime::TeamScope team{MemberId{Uuid{{5}}}, {}};
};

}  // namespace seggwat::testing
