#include "http/router.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace seggwat::http {
namespace {

Route route(Method method, std::string_view pattern) { return {method, pattern, Access::open, nullptr}; }

Router make_router() {
  return Router({route(Method::get, "/"), route(Method::get, "/projects"), route(Method::get, "/projects/{id}/feedback/{fid}"),
                 route(Method::patch, "/projects/{id}/feedback/{fid}"), route(Method::get, "/projects/{id}/feedback/stats"),
                 route(Method::post, "/projects/{id}/ratings/typed"), route(Method::get, "/projects/{id}/ratings/{rid}"),
                 route(Method::get, "/static/{path...}"), route(Method::get, "/static/own")});
}

std::string_view pattern_at(const Router& router, std::string_view path, Method method = Method::get) {
  const auto found = router.find(method, path);
  return found.route == nullptr ? std::string_view{} : found.route->pattern;
}

TEST(Router, parameters_take_one_segment) {
  const auto router = make_router();
  const auto found = router.find(Method::patch, "/projects/p1/feedback/f1");
  ASSERT_NE(found.route, nullptr);
  EXPECT_EQ(found.params, (Params{{"id", "p1"}, {"fid", "f1"}}));
}

TEST(Router, a_literal_beats_a_parameter) {
  EXPECT_EQ(pattern_at(make_router(), "/projects/p1/feedback/stats"), "/projects/{id}/feedback/stats");
  EXPECT_EQ(pattern_at(make_router(), "/static/own"), "/static/own");
}

TEST(Router, a_tail_takes_all_that_follows) {
  const auto router = make_router();
  EXPECT_EQ(router.find(Method::get, "/static/a/b.js").params, (Params{{"path", "a/b.js"}}));
  EXPECT_EQ(router.find(Method::get, "/static/own/more").params, (Params{{"path", "own/more"}}));
  EXPECT_EQ(router.find(Method::get, "/static/").params, (Params{{"path", ""}}));
}

TEST(Router, other_spellings_are_other_paths) {
  const auto router = make_router();
  for (const auto* path : {"/projects/", "//projects", "/Projects", "/projects//feedback/f1", "/projects/p1",
                           "/projects/p1/feedback/f1/", "/projects.json", "projects", ""}) {
    const auto found = router.find(Method::get, path);
    EXPECT_EQ(found.route, nullptr) << path;
    EXPECT_EQ(found.allow, "") << path;
  }
}

TEST(Router, a_wrong_method_is_told_the_right_ones) {
  const auto router = make_router();
  EXPECT_EQ(router.find(Method::del, "/projects/p1/feedback/f1").allow, "GET, HEAD, PATCH");
  EXPECT_EQ(router.find(Method::get, "/projects/p1/ratings/typed").allow, "POST");
}

TEST(Router, head_is_answered_by_get) { EXPECT_EQ(pattern_at(make_router(), "/projects", Method::head), "/projects"); }

TEST(Router, ambiguous_and_malformed_tables_are_refused) {
  EXPECT_THROW(Router({route(Method::get, "/a/{x}"), route(Method::get, "/a/{y}")}), std::logic_error);
  EXPECT_THROW(Router({route(Method::get, "/a/{x...}/b")}), std::logic_error);
  EXPECT_THROW(Router({route(Method::get, "a")}), std::logic_error);
}

}  // namespace
}  // namespace seggwat::http
