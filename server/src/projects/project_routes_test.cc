#include "projects/project_routes.h"

#include <gtest/gtest.h>

#include "projects/secret_routes.h"
#include "projects/widget_config_routes.h"
#include "projects/widget_json.h"
#include "support/plan_driver.h"

namespace seggwat::projects {
namespace {

using testing::body_of;
using testing::make_request;

team::Caller person(team::Role role) {
  team::Caller caller;
  caller.member.role = role;
  caller.session = team::SessionId{};
  return caller;
}

struct ProjectRoutesTest : ::testing::Test, testing::PlanDriver {
  SecretKey key{std::array<std::uint8_t, 32>{1}};
  Projects projects{Directory::load(database, key), key};
  ProjectRoutes routes{{projects, random, [](db::Database&, const ProjectId&) { return 7; },
                        [](db::Database&, const ProjectId&) {
                          return json::object{{"feedback", 7}};
                        },
                        [] { return OrgId{}; }, "https://chat.example"}};
  SecretRoutes secrets{{projects, key, random, [](const Project&, std::string_view token) {
                          return json::object{{"seen", token}};
                        }}};
  WidgetConfigRoutes config{projects, clock, {.recall = [](const ProjectId&) { return std::optional(60); }, .find{}}};
  team::Caller owner = person(team::Role::owner);
  team::Caller member = person(team::Role::member);

  json::object create(const std::string& body = R"({"name":"Shop"})") {
    return body_of(run(routes.create_project(make_request({}, body), owner)));
  }
  std::string id_of(const json::object& project) { return std::string(project.at("id").as_string()); }
  int status(Result<http::Plan> plan) { return run(std::move(plan)).status; }
  std::string code(Result<http::Plan> plan) { return std::string(body_of(run(std::move(plan))).at("error").as_string()); }

  http::Request ask_config(const json::object& project, std::vector<http::Header> headers) {
    http::Request request;
    request.query = "project_key=" + std::string(project.at("key").as_string());
    request.headers = std::move(headers);
    return request;
  }
};

TEST_F(ProjectRoutesTest, a_project_shows_every_member_that_clients_need) {
  const auto made = create(R"({"name":"Shop","allowed_origins":["https://Shop.example/"]})");
  const auto shown = body_of(run(routes.show_project(make_request({{"id", std::string(made.at("key").as_string())}}), member)));
  EXPECT_EQ(shown.at("id"), made.at("id"));
  EXPECT_EQ(shown.at("description"), json::value(""));
  EXPECT_EQ(shown.at("feedback_count"), json::value(7));
  EXPECT_EQ(json::serialize(shown.at("allowed_origins")), R"(["https://shop.example"])");
  EXPECT_EQ(shown.at("org_id"), json::value(to_string(OrgId{})));
  EXPECT_TRUE(shown.at("site_url").is_null());
  EXPECT_TRUE(shown.at("installed_at").is_null());
  EXPECT_EQ(shown.at("live_chat"), json::value(false));
  EXPECT_EQ(shown.at("secrets"), json::value(0));
  EXPECT_EQ(shown.at("snippet"),
            json::value("<script src=\"https://chat.example/static/widgets/v1/seggwat-feedback.js\" data-project-key=\"" +
                        std::string(made.at("key").as_string()) + "\"></script>"));
}

TEST_F(ProjectRoutesTest, a_member_sees_their_projects_and_changes_none) {
  const auto shop = create();
  const auto blog = create(R"({"name":"Blog"})");
  member.member.projects = {{*ProjectId::parse(id_of(shop))}};
  const auto listed = body_of(run(routes.list_projects(make_request({}), member)));
  ASSERT_EQ(listed.at("projects").as_array().size(), 1U);
  EXPECT_EQ(listed.at("projects").as_array()[0].as_object().at("id"), shop.at("id"));
  const auto shop_request = make_request({{"id", id_of(shop)}}, R"({"name":"x"})");
  const auto blog_request = make_request({{"id", id_of(blog)}}, R"({"name":"x"})");
  EXPECT_EQ(code(routes.change_project(shop_request, member)), "forbidden");
  EXPECT_EQ(code(routes.save_widget(shop_request, member)), "forbidden");
  EXPECT_EQ(code(routes.create_project(shop_request, member)), "forbidden");
  EXPECT_EQ(code(secrets.list_secrets(shop_request, member)), "forbidden");
  EXPECT_EQ(status(routes.show_widget(shop_request, member)), 200);
  for (const auto answer :
       {status(routes.show_project(blog_request, member)), status(routes.change_project(blog_request, member)),
        status(routes.show_widget(blog_request, member)), status(routes.save_widget(blog_request, member)),
        status(secrets.list_secrets(blog_request, member)), status(secrets.generate_secret(blog_request, member))}) {
    EXPECT_EQ(answer, 404);
  }
}

TEST_F(ProjectRoutesTest, a_change_is_in_force_when_it_is_answered) {
  const auto made = create();
  const auto request = make_request({{"id", id_of(made)}},
                                    R"({"allowed_origins":["https://a.example"],"site_url":"https://a.example/x","name":null})");
  const auto changed = body_of(run(routes.change_project(request, owner)));
  EXPECT_EQ(changed.at("name"), json::value("Shop"));
  EXPECT_EQ(changed.at("site_url"), json::value("https://a.example/x"));
  EXPECT_EQ(projects.current()->all()[0].allowed_origins, std::vector<std::string>{"https://a.example"});
  const auto cleared = body_of(run(routes.change_project(make_request({{"id", id_of(made)}}, R"({"site_url":null})"), owner)));
  EXPECT_TRUE(cleared.at("site_url").is_null());
}

TEST_F(ProjectRoutesTest, bad_bodies_are_400) {
  const auto made = create();
  const auto change = [&](const std::string& body) {
    return code(routes.change_project(make_request({{"id", id_of(made)}}, body), owner));
  };
  EXPECT_EQ(change("[]"), "invalid_json");
  EXPECT_EQ(change(R"({"name":7})"), "invalid_field");
  EXPECT_EQ(change(R"({"name":""})"), "invalid_field");
  EXPECT_EQ(change(R"({"allowed_origins":"*"})"), "invalid_field");
  EXPECT_EQ(change(R"({"allowed_origins":[1]})"), "invalid_origin");
  EXPECT_EQ(change(R"({"allowed_origins":["a b"]})"), "invalid_origin");
  EXPECT_EQ(change(R"({"site_url":"ftp://x"})"), "invalid_site_url");
}

TEST_F(ProjectRoutesTest, widget_settings_are_saved_whole_and_reach_the_page) {
  const auto made = create();
  WidgetSettings settings;
  settings.live_chat = true;
  settings.greeting = "Hi";
  const auto body = json::serialize(to_json(settings));
  const auto saved = run(routes.save_widget(make_request({{"id", id_of(made)}}, body), owner));
  EXPECT_EQ(saved.body, body);
  EXPECT_EQ(run(routes.show_widget(make_request({{"id", id_of(made)}}), member)).body, body);
  EXPECT_EQ(code(routes.save_widget(make_request({{"id", id_of(made)}}, "{}"), owner)), "invalid_field");
  const auto shown = body_of(run(config.show_config(ask_config(made, {}))));
  EXPECT_EQ(shown.at("project_key"), made.at("key"));
  EXPECT_EQ(shown.at("modules").as_object().at("live_chat"), json::value(true));
  EXPECT_EQ(json::serialize(shown.at("office_hours")), R"({"enabled":false,"open_now":true})");
  EXPECT_EQ(shown.at("reply_minutes"), json::value(60));
  EXPECT_EQ(shown.at("ask_for_rating"), json::value(true));
}

TEST_F(ProjectRoutesTest, a_secret_is_shown_once_and_revoked_for_good) {
  const auto made = create();
  const auto params = make_request({{"id", id_of(made)}});
  const auto answer = run(secrets.generate_secret(params, owner));
  EXPECT_EQ(answer.status, 201);
  const auto value = std::string(body_of(answer).at("value").as_string());
  const auto secret_id = std::string(body_of(answer).at("secret").as_object().at("id").as_string());
  EXPECT_EQ(projects.current()->all()[0].secrets[0].value, value);
  projects.note_use(*SecretId::parse(secret_id), clock.now());
  const auto listed = run(secrets.list_secrets(params, owner));
  EXPECT_EQ(listed.body.find(value), std::string::npos);
  const auto first = body_of(listed).at("secrets").as_array()[0].as_object();
  EXPECT_EQ(first.at("last_used_at"), json::value(to_rfc3339(clock.now())));
  EXPECT_EQ(status(secrets.generate_secret(params, owner)), 201);
  EXPECT_EQ(code(secrets.generate_secret(params, owner)), "too_many_secrets");
  EXPECT_EQ(status(secrets.revoke_secret(make_request({{"id", id_of(made)}, {"sid", secret_id}}), owner)), 204);
  EXPECT_EQ(status(secrets.revoke_secret(make_request({{"id", id_of(made)}, {"sid", id_of(made)}}), owner)), 404);
  EXPECT_EQ(status(secrets.revoke_secret(make_request({{"id", id_of(made)}, {"sid", "x"}}), owner)), 404);
  const auto shown = body_of(run(routes.show_project(params, owner)));
  EXPECT_EQ(shown.at("secrets"), json::value(1));
}

TEST_F(ProjectRoutesTest, a_key_may_not_touch_secrets) {
  const auto params = make_request({{"id", id_of(create())}}, R"({"token":"x"})");
  auto by_key = owner;
  by_key.session.reset();
  by_key.key = team::ApiKeyId{};
  EXPECT_EQ(code(secrets.list_secrets(params, by_key)), "forbidden");
  EXPECT_EQ(code(secrets.generate_secret(params, by_key)), "forbidden");
  EXPECT_EQ(code(secrets.revoke_secret(params, by_key)), "forbidden");
  EXPECT_EQ(code(secrets.check_token(params, by_key)), "forbidden");
  EXPECT_EQ(run(secrets.check_token(params, owner)).body, R"({"seen":"x"})");
  EXPECT_EQ(code(secrets.check_token(make_request(params.params, "{}"), owner)), "invalid_field");
}

TEST_F(ProjectRoutesTest, the_configuration_is_public_and_checked_by_its_etag) {
  const auto made = create();
  const auto answer = run(config.show_config(ask_config(made, {})));
  EXPECT_EQ(answer.status, 200);
  const auto header = [](const http::Response& response, std::string_view name) {
    const auto found = std::ranges::find(response.headers, name, &http::Header::name);
    return found == response.headers.end() ? std::string() : found->value;
  };
  EXPECT_EQ(header(answer, "Cache-Control"), "public, max-age=60");
  const auto unchanged = run(config.show_config(ask_config(made, {{"If-None-Match", "\"x\", " + header(answer, "ETag")}})));
  EXPECT_EQ(unchanged.status, 304);
  EXPECT_TRUE(unchanged.body.empty());
  EXPECT_EQ(header(unchanged, "ETag"), header(answer, "ETag"));
  http::Request unknown;
  EXPECT_EQ(status(config.show_config(unknown)), 404);
  unknown.query = "project_key=demo-project-key";
  EXPECT_EQ(status(config.show_config(unknown)), 404);
  unknown.query = "project_key=" + id_of(made);
  EXPECT_EQ(status(config.show_config(unknown)), 404);
}

TEST_F(ProjectRoutesTest, only_a_page_that_is_allowed_marks_the_project_as_installed) {
  const auto made = create(R"({"name":"Shop","allowed_origins":["https://shop.example"]})");
  const auto installed = [&] { return projects.current()->all()[0].installed_at; };
  EXPECT_EQ(status(config.show_config(ask_config(made, {}))), 200);
  EXPECT_EQ(code(config.show_config(ask_config(made, {{"Origin", "https://evil.example"}}))), "origin_refused");
  EXPECT_EQ(status(config.show_config(ask_config(made, {{"Referer", "https://evil.example/x"}}))), 200);
  EXPECT_FALSE(installed());
  EXPECT_EQ(status(config.show_config(ask_config(made, {{"Origin", "https://shop.example"}}))), 200);
  const auto first = installed();
  EXPECT_EQ(first, clock.now());
  clock.advance(Seconds(60));
  EXPECT_EQ(status(config.show_config(ask_config(made, {{"Origin", "https://shop.example"}}))), 200);
  EXPECT_EQ(installed(), first);
}

TEST_F(ProjectRoutesTest, a_page_of_the_servers_own_origin_is_known_by_its_referer) {
  const auto made = create();
  EXPECT_EQ(status(config.show_config(ask_config(made, {{"Referer", "https://chat.example/demo"}}))), 200);
  EXPECT_TRUE(projects.current()->all()[0].installed_at);
}

}  // namespace
}  // namespace seggwat::projects
