#include "http/router.h"

#include <algorithm>
#include <optional>
#include <stdexcept>

namespace seggwat::http {
namespace {

// Takes "/segment" off the front of `rest`, which is not empty.
std::string_view take_segment(std::string_view& rest) {
  rest.remove_prefix(1);
  const auto segment = rest.substr(0, rest.find('/'));
  rest.remove_prefix(segment.size());
  return segment;
}

bool is_param(std::string_view segment) { return segment.starts_with('{') && segment.ends_with('}'); }
bool is_tail(std::string_view segment) { return segment.starts_with('{') && segment.ends_with("...}"); }

std::string_view name_of(std::string_view segment) {
  const std::size_t marks = is_tail(segment) ? 5 : 2;
  return segment.substr(1, segment.size() - marks);
}

Params params_of(std::string_view pattern, std::string_view path) {
  Params params;
  while (!pattern.empty()) {
    const auto wanted = take_segment(pattern);
    if (is_tail(wanted)) {
      params.emplace_back(name_of(wanted), path.empty() ? path : path.substr(1));
      break;
    }
    const auto given = take_segment(path);
    if (is_param(wanted)) params.emplace_back(name_of(wanted), given);
  }
  return params;
}

[[noreturn]] void refuse(std::string_view pattern, std::string_view why) {
  throw std::logic_error("route " + std::string(pattern) + " " + std::string(why));
}

std::string list_methods(const std::vector<Route>& routes, const std::vector<std::size_t>& candidates) {
  std::string list;
  for (const std::size_t candidate : candidates) {
    const Method method = routes[candidate].method;
    list += (list.empty() ? "" : ", ") + std::string(to_text(method)) + (method == Method::get ? ", HEAD" : "");
  }
  return list;
}

}  // namespace

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)), nodes_(1) {
  for (std::size_t i = 0; i < routes_.size(); ++i) add(i);
  for (auto& node : nodes_) std::ranges::sort(node.literals);
}

void Router::add(std::size_t route) {
  const auto pattern = routes_[route].pattern;
  if (!pattern.starts_with('/')) refuse(pattern, "must start with a slash");
  std::size_t node = 0;
  std::vector<std::size_t> Node::*ends = &Node::routes;
  for (auto rest = pattern; !rest.empty();) {
    const auto segment = take_segment(rest);
    if (is_tail(segment)) {
      if (!rest.empty()) refuse(pattern, "goes on after its tail");
      ends = &Node::tails;
      break;
    }
    node = child_for(node, segment);
  }
  auto& there = nodes_[node].*ends;
  const Method method = routes_[route].method;
  if (std::ranges::any_of(there, [&](std::size_t other) { return routes_[other].method == method; }))
    refuse(pattern, "exists twice");
  there.push_back(route);
}

std::size_t Router::child_for(std::size_t node, std::string_view segment) {
  const std::size_t fresh = nodes_.size();
  if (is_param(segment)) {
    if (nodes_[node].param == 0) nodes_[node].param = fresh;
    if (nodes_[node].param == fresh) nodes_.emplace_back();
    return nodes_[node].param;
  }
  auto& literals = nodes_[node].literals;
  const auto found = std::ranges::find(literals, segment, &std::pair<std::string_view, std::size_t>::first);
  if (found != literals.end()) return found->second;
  literals.emplace_back(segment, fresh);
  nodes_.emplace_back();
  return fresh;
}

// The node that `segment` leads to, 0 when there is none.
std::size_t Router::step(std::size_t node, std::string_view segment) const {
  const auto& literals = nodes_[node].literals;
  const auto found = std::ranges::lower_bound(literals, segment, {}, &std::pair<std::string_view, std::size_t>::first);
  if (found != literals.end() && found->first == segment) return found->second;
  return segment.empty() ? 0 : nodes_[node].param;
}

Found Router::find(Method method, std::string_view path) const {
  if (!path.starts_with('/')) return {};
  const std::vector<std::size_t>* tails = nullptr;
  std::size_t node = 0;
  for (auto rest = path; !rest.empty();) {
    if (!nodes_[node].tails.empty()) tails = &nodes_[node].tails;
    node = step(node, take_segment(rest));
    if (node == 0) return tails == nullptr ? Found{} : choose(*tails, method, path);
  }
  if (!nodes_[node].routes.empty()) return choose(nodes_[node].routes, method, path);
  return tails == nullptr ? Found{} : choose(*tails, method, path);
}

Found Router::choose(const std::vector<std::size_t>& candidates, Method method, std::string_view path) const {
  const auto route_for = [&](Method wanted) -> const Route* {
    const auto found = std::ranges::find_if(candidates, [&](std::size_t i) { return routes_[i].method == wanted; });
    return found == candidates.end() ? nullptr : &routes_[*found];
  };
  const Route* route = route_for(method);
  if (route == nullptr && method == Method::head) route = route_for(Method::get);
  if (route == nullptr) return {nullptr, {}, list_methods(routes_, candidates)};
  return {route, params_of(route->pattern, path), {}};
}

}  // namespace seggwat::http
