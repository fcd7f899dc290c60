#include "http/static_files.h"

#include <gtest/gtest.h>

#include <array>

namespace seggwat::http {
namespace {

constexpr std::array<Asset, 5> kAssets{{
    {"/assets/app-B1x2C3d4.js", "text/javascript; charset=utf-8", "\"a1\"", "long script", "packed"},
    {"/demo/index.html", "text/html; charset=utf-8", "\"d1\"", "demo", {}},
    {"/index.html", "text/html; charset=utf-8", "\"i1\"", "dashboard", {}},
    {"/static/widgets/v1/chat-4F3KQ2ZD.js", "text/javascript; charset=utf-8", "\"c1\"", "chat", "c"},
    {"/static/widgets/v1/seggwat-feedback.js", "text/javascript; charset=utf-8", "\"f1\"", "loader", "l"},
}};

Result<Plan> ask(std::string path, std::vector<Header> headers = {}) {
  static const StaticFiles files(kAssets);
  Request request;
  request.path = std::move(path);
  request.headers = std::move(headers);
  return files.serve(request);
}

Response answer(std::string path, std::vector<Header> headers = {}) {
  auto plan = ask(std::move(path), std::move(headers));
  return std::get<Response>(std::move(plan.value()));
}

std::string header_of(const Response& response, std::string_view name) {
  Request reader;
  reader.headers = response.headers;
  return std::string(reader.header(name).value_or("absent"));
}

TEST(StaticFiles, files_are_found_by_their_exact_path) {
  EXPECT_EQ(answer("/index.html").static_body, "dashboard");
  EXPECT_EQ(answer("/demo/").static_body, "demo");
  EXPECT_EQ(answer("/").static_body, "dashboard");
  for (const auto* path : {"/nothing", "/demo", "/INDEX.html", "/static/", "/index.html/", ""}) EXPECT_FALSE(ask(path)) << path;
}

TEST(StaticFiles, who_takes_gzip_gets_it) {
  const auto packed = answer("/assets/app-B1x2C3d4.js", {{"Accept-Encoding", "br, GZIP;q=0.5"}});
  EXPECT_EQ(packed.static_body, "packed");
  EXPECT_EQ(header_of(packed, "Content-Encoding"), "gzip");
  for (const auto* coding : {"", "br", "gzip;q=0", "gzip; q=0.000", "xgzip"}) {
    EXPECT_EQ(answer("/assets/app-B1x2C3d4.js", {{"Accept-Encoding", coding}}).static_body, "long script") << coding;
  }
  EXPECT_EQ(answer("/index.html", {{"Accept-Encoding", "gzip"}}).static_body, "dashboard");
}

TEST(StaticFiles, hashed_names_are_kept_for_ever_and_others_asked_about) {
  EXPECT_TRUE(header_of(answer("/assets/app-B1x2C3d4.js"), "Cache-Control").contains("immutable"));
  EXPECT_TRUE(header_of(answer("/static/widgets/v1/chat-4F3KQ2ZD.js"), "Cache-Control").contains("immutable"));
  EXPECT_TRUE(header_of(answer("/static/widgets/v1/seggwat-feedback.js"), "Cache-Control").contains("max-age=300"));
  EXPECT_EQ(header_of(answer("/index.html"), "Cache-Control"), "no-cache");
}

TEST(StaticFiles, what_a_browser_has_is_not_sent_again) {
  for (const auto* tag : {"W/\"i1\"", "\"i1\"", "\"x\", W/\"i1\"", "*"}) {
    const auto response = answer("/index.html", {{"If-None-Match", tag}});
    EXPECT_EQ(response.status, 304) << tag;
    EXPECT_TRUE(response.static_body.empty());
    EXPECT_EQ(header_of(response, "ETag"), "W/\"i1\"");
  }
  EXPECT_EQ(answer("/index.html", {{"If-None-Match", "\"i2\""}}).status, 200);
}

TEST(StaticFiles, any_page_may_read_the_widget_and_none_the_dashboard) {
  EXPECT_EQ(header_of(answer("/static/widgets/v1/chat-4F3KQ2ZD.js"), "Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(header_of(answer("/index.html"), "Access-Control-Allow-Origin"), "absent");
  EXPECT_EQ(header_of(answer("/index.html"), "X-Content-Type-Options"), "nosniff");
}

TEST(StaticFiles, the_dashboard_is_one_page_for_all_its_addresses) {
  const StaticFiles files(kAssets);
  Request request;
  request.path = "/org/1/projects/2/feedback";
  auto plan = files.serve_dashboard(request);
  ASSERT_TRUE(plan);
  EXPECT_EQ(std::get<Response>(*plan).static_body, "dashboard");
  EXPECT_FALSE(StaticFiles({}).serve_dashboard(request));
}

}  // namespace
}  // namespace seggwat::http
