#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/config.h"
#include "app/domains.h"
#include "http/route.h"

namespace seggwat::app {

// Who may sign in to a demonstration. The password is new at each start.
struct DemoLogin {
  std::string email;
  std::string password;
};

// Makes what the demonstration needs and is not there yet: the team, the example shop with live chat, a signing secret. Throws
// db::Failure when storage cannot take it.
DemoLogin prepare_demo(OpenedData& data, const Config& config, const Clock& clock, Random& random);
std::string demo_greeting(const DemoLogin& login, const Config& config);

// What the example shop's own backend would do: say who is signed in and mint their token. Only in the demonstration.
class DemoRoutes {
 public:
  explicit DemoRoutes(Domains& domains) : domains_(domains) {}
  void add_to(std::vector<http::Route>& table) const;

 private:
  Result<http::Plan> show_config(const http::Request& request) const;  // GET /demo/config.json
  Result<http::Plan> mint_token(const http::Request& request) const;   // POST /demo/token {user}
  Result<http::Plan> enter(const http::Request& request) const;        // GET /demo

  Domains& domains_;
};

}  // namespace seggwat::app
