#include "end_users/end_user_routes.h"

#include <gtest/gtest.h>

#include "end_users/end_user_store.h"
#include "end_users/end_users.h"
#include "end_users/identify.h"
#include "erasure/erasure.h"
#include "support/plan_driver.h"
#include "support/token_verifier.h"

namespace seggwat::end_users {
namespace {

using testing::body_of;
using testing::make_request;

struct EndUserRoutesTest : ::testing::Test, testing::PlanDriver {
  EndUserRoutesTest() {
    database.query("INSERT INTO projects (id, key, name, created_at) VALUES (?, ?, 'p', 0)", project, project).run();
    user.project = project;
    user.sub = "ada";
    user.issued_at = clock.now();
  }

  ProjectId project{{{1}}};
  ThreadId thread{{{2}}};
  EndUser user;
  std::vector<Page> pages;
  int news = 0;  // how often a profile said something new
  std::vector<std::string> signed_out;
  std::vector<ThreadId> changed;  // threads whose user was blocked or let in
  std::vector<std::string> erased;
  seggwat::testing::SeededRandom ids;
  std::optional<UserKey> owner_of_thread;
  KeptOutList kept_out{std::make_shared<const KeptOut>()};
  EndUserRoutes routes{
      {kept_out,
       [this](const team::Member&, std::string_view id) -> Result<ProjectId> {
         if (id == to_string(project)) return project;
         return not_found();
       },
       [this](db::Tx&, const Remembered& known, const std::optional<Page>& page) {
         if (known.is_news) ++news;
         if (page) pages.push_back(*page);
       },
       [this](db::Database&, const ProjectId&, const ThreadId& id) { return id == thread ? owner_of_thread : std::nullopt; },
       [this](const ProjectId&, const std::string& sub) { signed_out.push_back(sub); },
       [this](db::Tx&, const ThreadId& id) { changed.push_back(id); },
       [this](const ProjectId&, const std::string& sub) { erased.push_back(sub); }, ids}};

  http::Response save(const std::string& body, std::vector<http::Header> headers = {}) {
    auto request = make_request({}, body);
    request.headers = std::move(headers);
    return run(routes.save_profile(request, user));
  }
  std::string refused(const std::string& body) { return std::string(body_of(save(body)).at("error").as_string()); }
  StoredUser stored() { return *find_user(database, project, "ada"); }
};

TEST_F(EndUserRoutesTest, a_page_tells_what_it_knows_of_its_user) {
  const auto answer =
      save(R"({"email":"a@example.com","locale":"de-DE","timezone":"Europe/Berlin","attributes":{"cart":3,"vip":true},
                               "page":{"url":"https://shop.example/x?y","title":" Shop "}})",
           {{"Origin", "https://shop.example"}, {"User-Agent", "Browser/1.0"}});
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(stored().email, "a@example.com");
  EXPECT_FALSE(stored().email_verified);
  EXPECT_EQ(stored().locale, "de-DE");
  EXPECT_EQ(stored().timezone, "Europe/Berlin");
  EXPECT_EQ(stored().attributes_json, R"({"cart":3,"vip":true})");
  EXPECT_EQ(stored().user_agent, "Browser/1.0");
  ASSERT_EQ(pages.size(), 1U);
  EXPECT_EQ(pages[0].url, "https://shop.example/x?y");
  EXPECT_EQ(pages[0].title, "Shop");
  EXPECT_EQ(pages[0].origin, "https://shop.example");
}

TEST_F(EndUserRoutesTest, only_what_is_new_is_told_on) {
  save(R"({"locale":"de"})");
  save(R"({"locale":"de"})");
  EXPECT_EQ(news, 1);
  save(R"({"locale":"sv"})");
  EXPECT_EQ(news, 2);
}

TEST_F(EndUserRoutesTest, faults_that_a_programmer_can_mend_are_refused) {
  EXPECT_EQ(refused("[]"), "invalid_json");
  for (const std::string email :
       {"nobody", "a@b", "a@example.com\\r\\nBcc: v@example.com", "a@b.example,c@d.example", "<a@example.com>"}) {
    EXPECT_EQ(refused(R"({"email":")" + email + "\"}"), "invalid_email") << email;
  }
  EXPECT_EQ(refused(R"({"email":7})"), "invalid_field");
  for (const std::string attributes : {R"({"a":[1]})", R"({"a":{}})", R"({"a":null})"}) {
    EXPECT_EQ(refused(R"({"attributes":)" + attributes + "}"), "invalid_attributes") << attributes;
  }
  EXPECT_EQ(refused(R"({"attributes":{"a":1e400}})"), "invalid_json");
  EXPECT_EQ(refused(R"({"attributes":[]})"), "invalid_field");
  std::string many = "\"a0\":0";
  for (int i = 1; i < 20; ++i) many += ",\"a" + std::to_string(i) + "\":0";
  EXPECT_EQ(refused("{\"attributes\":{" + many + ",\"b\":0}}"), "invalid_attributes");
  EXPECT_EQ(save("{\"attributes\":{" + many + "}}").status, 204);
  EXPECT_EQ(save(R"({"attributes":{"a":")" + std::string(8192, 'x') + "\"}}").status, 413);
}

TEST_F(EndUserRoutesTest, what_makes_no_sense_of_a_browser_is_left_out) {
  EXPECT_EQ(save(R"({"email":"","locale":"<b>","timezone":"x y","page":{"url":"javascript:void 0"}})", {{"User-Agent", "a\x1b[2J"}})
                .status,
            204);
  EXPECT_FALSE(stored().email || stored().locale || stored().timezone || stored().user_agent);
  EXPECT_TRUE(pages.empty());
  for (const std::string url : {"", "//evil", "data:text/html,x", "https://a b", "http://a\\u0000"})
    save(R"({"page":{"url":")" + url + "\"}}");
  save(R"({"page":{"url":"https://a/)" + std::string(2048, 'x') + "\"}}");
  EXPECT_TRUE(pages.empty());
}

TEST_F(EndUserRoutesTest, an_erasure_is_for_admins_who_name_the_user_and_takes_the_name_at_once) {
  owner_of_thread = write<UserKey>([this](db::Tx& tx) -> Result<UserKey> { return remember(tx, user).key; });
  team::Caller caller;
  const auto request = [this](const std::string& confirm) {
    return make_request({{"id", to_string(project)}, {"tid", to_string(thread)}}, R"({"confirm":")" + confirm + "\"}");
  };
  EXPECT_EQ(run(routes.erase(request("ada"), caller)).status, 403);
  caller.member.role = team::Role::admin;
  EXPECT_EQ(run(routes.erase(request("ben"), caller)).status, 409);
  EXPECT_TRUE(find_user(database, project, "ada"));
  EXPECT_EQ(run(routes.erase(request("ada"), caller)).status, 202);
  EXPECT_FALSE(find_user(database, project, "ada"));
  EXPECT_EQ(erased, std::vector<std::string>{"ada"});
  const auto begun = erasure::find_unfinished(database);
  ASSERT_TRUE(begun);
  EXPECT_EQ(begun->person.sub, "ada");
  EXPECT_EQ(begun->person.thread, thread);
}

TEST_F(EndUserRoutesTest, a_sign_out_is_in_force_when_it_is_answered) {
  owner_of_thread = write<UserKey>([this](db::Tx& tx) -> Result<UserKey> { return remember(tx, user).key; });
  clock.advance(Seconds(1));
  EXPECT_TRUE(kept_out.current()->check_signed_out(user));
  const auto request = make_request({{"id", to_string(project)}, {"tid", to_string(thread)}});
  EXPECT_EQ(run(routes.sign_out(request, {})).status, 204);
  EXPECT_EQ(kept_out.current()->check_signed_out(user).error().code, "token_revoked");
  EXPECT_EQ(signed_out, std::vector<std::string>{"ada"});
}

TEST_F(EndUserRoutesTest, a_block_is_in_force_when_it_is_answered_and_so_is_its_end) {
  database
      .query("INSERT INTO members (id, email, name, role, password_hash, joined_at) VALUES (?, 'b@t', 'Ben', 'Member', '', 0)",
             MemberId{{{7}}})
      .run();
  owner_of_thread = write<UserKey>([this](db::Tx& tx) -> Result<UserKey> { return remember(tx, user).key; });
  const auto request = make_request({{"id", to_string(project)}, {"tid", to_string(thread)}});
  team::Caller caller;
  caller.member.id = MemberId{{{7}}};
  for (int i = 0; i < 2; ++i) EXPECT_EQ(run(routes.block(request, caller)).status, 204);
  EXPECT_EQ(kept_out.current()->check_blocked(user).error().code, "user_blocked");
  EXPECT_TRUE(stored().blocked);
  EXPECT_EQ(changed, std::vector{thread}) << "a repetition changes nothing";
  EXPECT_EQ(run(routes.unblock(request, caller)).status, 204);
  EXPECT_TRUE(kept_out.current()->check_blocked(user));
  EXPECT_EQ(changed.size(), 2U);
  EXPECT_EQ(run(routes.block(make_request({{"id", to_string(project)}, {"tid", to_string(ThreadId{{{9}}})}}), caller)).status, 404);
}

TEST_F(EndUserRoutesTest, a_thread_that_is_not_there_signs_nobody_out) {
  const auto status = [&](const std::string& id, const std::string& tid) {
    return run(routes.sign_out(make_request({{"id", id}, {"tid", tid}}), {})).status;
  };
  EXPECT_EQ(status(to_string(project), to_string(ThreadId{{{9}}})), 404);
  EXPECT_EQ(status(to_string(thread), to_string(thread)), 404);
  EXPECT_EQ(status(to_string(project), "x"), 404);
  EXPECT_TRUE(signed_out.empty());
}

struct Identify : ::testing::Test, testing::TokenVerifier {
  std::string outcome_of(std::vector<http::Header> headers, const std::string& query = "") {
    http::Request request;
    request.headers = std::move(headers);
    request.query = query;
    const auto find = [this](const ProjectKey& key) { return key == project().key ? &project() : nullptr; };
    const auto user = identify(request, find, now);
    return user ? user->sub : user.error().code;
  }
};

TEST_F(Identify, the_token_travels_in_the_authorization_header) {
  EXPECT_EQ(outcome_of({{"Authorization", "Bearer " + good_token()}}), "ada");
  EXPECT_EQ(outcome_of({{"authorization", "bEARER  " + good_token()}, {"X-Project-Key", to_string(project().key)}}), "ada");
  EXPECT_EQ(outcome_of({}), "token_invalid");
  for (const std::string value : {"", "Bearer", "Bearer ", "Bearer x", "Basic YTpi"}) {
    EXPECT_EQ(outcome_of({{"Authorization", value}}), "token_invalid") << value;
  }
  EXPECT_EQ(outcome_of({{"Authorization", good_token()}}), "token_invalid");
  EXPECT_EQ(outcome_of({{"Authorization", "Bearer Bearer " + good_token()}}), "token_invalid");
  EXPECT_EQ(outcome_of({{"Authorization", "Bearer " + good_token() + " "}}), "token_invalid");
}

TEST_F(Identify, j21_a_token_anywhere_else_is_ignored) {
  EXPECT_EQ(outcome_of({{"Cookie", "token=" + good_token()}}), "token_invalid");
  EXPECT_EQ(outcome_of({}, "token=" + good_token() + "&access_token=" + good_token()), "token_invalid");
  EXPECT_EQ(outcome_of({{"X-Authorization", "Bearer " + good_token()}}), "token_invalid");
}

TEST_F(Identify, j21_two_headers_of_a_kind_are_refused) {
  const http::Header header{"Authorization", "Bearer " + good_token()};
  EXPECT_EQ(outcome_of({header, header}), "invalid_request");
  EXPECT_EQ(outcome_of({header, {"X-Project-Key", "a"}, {"x-project-key", "b"}}), "invalid_request");
}

}  // namespace
}  // namespace seggwat::end_users
