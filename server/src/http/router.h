#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/route.h"

namespace seggwat::http {

using Params = std::vector<std::pair<std::string, std::string>>;

// What a method and path lead to. Without a route: `allow` names the methods the path has (405), empty when there is no such path
// (404).
struct Found {
  const Route* route = nullptr;
  Params params;
  std::string allow;
};

// The table of routes. A pattern is made of segments: literal text, `{name}` for any one non-empty segment, and, only at the end,
// `{name...}` for whatever follows, slashes included. Where several fit, literal beats parameter and the longest beats the rest; so
// a look-up walks each segment once. A path is compared exactly: case, doubled and trailing slashes make another path.
class Router {
 public:
  // Throws std::logic_error when two routes have one method and equal patterns, or a pattern is malformed.
  explicit Router(std::vector<Route> routes);

  // `path` is decoded. HEAD is answered by the route of GET when it has none of its own.
  Found find(Method method, std::string_view path) const;
  const std::vector<Route>& routes() const { return routes_; }

 private:
  struct Node {
    std::vector<std::pair<std::string_view, std::size_t>> literals;  // sorted by text; the node it leads to
    std::size_t param = 0;                                           // node of `{name}`, 0 when there is none
    std::vector<std::size_t> routes;                                 // that end here
    std::vector<std::size_t> tails;                                  // that take all that follows
  };

  void add(std::size_t route);
  std::size_t child_for(std::size_t node, std::string_view segment);
  std::size_t step(std::size_t node, std::string_view segment) const;
  Found choose(const std::vector<std::size_t>& candidates, Method method, std::string_view path) const;

  std::vector<Route> routes_;
  std::vector<Node> nodes_;
};

}  // namespace seggwat::http
