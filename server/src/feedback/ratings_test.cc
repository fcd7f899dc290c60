#include <gtest/gtest.h>

#include "base/json_text.h"
#include "feedback/feedback_counts.h"
#include "feedback/insights_store.h"
#include "feedback/page_routes.h"
#include "feedback/rating_routes.h"
#include "feedback/rating_store.h"
#include "support/fakes.h"
#include "support/query_plans.h"
#include "support/temp_dir.h"
#include "support/test_lanes.h"

namespace seggwat::feedback {
namespace {

using Handler = Result<http::Plan> (RatingRoutes::*)(const http::Request&, const team::Caller&);
using Submit = Result<http::Plan> (PageRoutes::*)(const http::Request&);

struct Bell final : FeedbackArrived {
  void feedback_arrived(db::Tx&, const Feedback& feedback) override { rung.push_back(feedback); }
  void feedback_assigned(db::Tx&, const Feedback&, const std::string&) override {}
  std::vector<Feedback> rung;
};

class Ratings : public ::testing::Test {
 protected:
  Ratings() {
    for (const auto& project : {shop, blog}) testing::add_project(lanes, project);
    caller.member.role = team::Role::admin;
  }

  http::Response call(Handler handler, const std::string& body = {}, const std::string& query = {}, const std::string& id = {}) {
    http::Request request;
    request.body = body;
    request.query = query;
    request.params = {{"id", to_string(shop)}, {"rid", id}};
    return lanes.run((routes.*handler)(request, caller));
  }
  http::Response submit(Submit submit, const std::string& members) {
    clock.advance(Milliseconds{1000});
    http::Request request;
    request.body = R"({"project_key":")" + to_string(shop) + R"(",)" + members + "}";
    return lanes.run((pages.*submit)(request));
  }
  int rate(const std::string& value, const std::string& context = "{}") {
    return submit(&PageRoutes::submit_rating, R"("rating":)" + value + R"(,"context":)" + context).status;
  }
  int star(int value, const std::string& context = "{}") {
    return rate(R"({"type":"star","value":)" + std::to_string(value) + "}", context);
  }
  json::object body_of(const http::Response& response) { return parse_json_object(response.body).value(); }
  std::size_t listed(const std::string& query) {
    const auto response = call(&RatingRoutes::list_ratings, {}, query);
    EXPECT_EQ(response.status, 200) << query << response.body;
    return body_of(response).at("ratings").as_array().size();
  }

  seggwat::testing::TempDir dir;
  seggwat::testing::ManualClock clock;
  seggwat::testing::SeededRandom random;
  db::Database database{testing::migrated(dir.file("seggwat.db")), db::OpenMode::read_write};
  seggwat::testing::TestLanes lanes{dir.file("seggwat.db"), clock, random};
  ProjectId shop = ProjectId::make(clock.now(), random);
  ProjectId blog = ProjectId::make(clock.now(), random);
  Bell bell;
  FindProject find = [this](std::string_view text) -> std::optional<ProjectId> {
    const auto id = ProjectId::parse(text);
    if (!id || (*id != shop && *id != blog)) return std::nullopt;
    return id;
  };
  RatingRoutes routes{find, clock, random};
  PageRoutes pages{find, bell, random};
  team::Caller caller;
};

TEST_F(Ratings, a_rating_has_every_member_that_clients_read) {
  const auto response = submit(&PageRoutes::submit_rating,
                               R"("rating":{"type":"star","value":4},"context":{"path":"/a","version":"1.0","submitted_by":"u-1",)"
                               R"("metadata":{"plan":"pro"}})");
  EXPECT_EQ(response.status, 201);
  const auto rating = body_of(response);
  EXPECT_EQ(rating.at("rating_type"), "star");
  EXPECT_EQ(json::serialize(rating.at("value")), R"({"type":"star","value":4,"max_stars":5})");
  EXPECT_EQ(rating.at("archived"), false);
  EXPECT_EQ(json::serialize(rating.at("metadata")), R"({"plan":"pro"})");
  EXPECT_EQ(body_of(call(&RatingRoutes::show_rating, {}, {}, std::string(rating.at("id").as_string()))), rating);
}

TEST_F(Ratings, values_are_exact) {
  for (const auto* good : {R"({"type":"helpful","value":false})", R"({"type":"star","value":10,"max_stars":10})",
                           R"({"type":"star","value":1,"max_stars":1})", R"({"type":"nps","value":0})"}) {
    EXPECT_EQ(rate(good), 201) << good;
  }
  for (const auto* bad : {R"({"type":"star","value":4.0})", R"({"type":"star","value":"4"})", R"({"type":"star","value":0})",
                          R"({"type":"star","value":6})", R"({"type":"star","value":1,"max_stars":11})",
                          R"({"type":"star","value":4e0})", R"({"type":"nps","value":11})", R"({"type":"nps","value":-1})",
                          R"({"type":"nps","value":true})", R"({"type":"helpful","value":1})", R"({"type":"helpful"})",
                          R"({"type":"Star","value":1})", R"({"value":1})", R"("star")", "5", "null", "[]"}) {
    EXPECT_EQ(rate(bad), 400) << bad;
  }
  EXPECT_EQ(star(3, R"({"submitted_by":"a@b.c"})"), 400);
  EXPECT_EQ(star(3, R"({"metadata":"x"})"), 400);
  EXPECT_EQ(star(3, R"({"metadata":{"x":")" + std::string(5000, 'x') + R"("}})"), 400);
  EXPECT_EQ(listed(""), 4U);
}

TEST_F(Ratings, one_answer_a_person_kind_and_page) {
  EXPECT_EQ(star(4, R"({"submitted_by":"u","path":"/a"})"), 201);
  EXPECT_EQ(star(5, R"({"submitted_by":"u","path":"/a"})"), 409);
  EXPECT_EQ(star(5, R"({"submitted_by":"u","path":"/b"})"), 201);
  EXPECT_EQ(star(5, R"({"submitted_by":"u"})"), 201);
  EXPECT_EQ(star(5, R"({"submitted_by":"u"})"), 409);
  EXPECT_EQ(rate(R"({"type":"nps","value":9})", R"({"submitted_by":"u","path":"/a"})"), 201);
  EXPECT_EQ(submit(&PageRoutes::submit_nps, R"("score":3,"submitted_by":"u","path":"/a")").status, 409);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(star(1, R"({"path":"/a"})"), 201);
}

TEST_F(Ratings, an_archived_answer_no_longer_counts_and_may_be_given_again) {
  const auto made = body_of(
      submit(&PageRoutes::submit_rating, R"("rating":{"type":"star","value":2},"context":{"submitted_by":"u","path":"/a"})"));
  const std::string id(made.at("id").as_string());
  EXPECT_EQ(call(&RatingRoutes::archive_rating, {}, {}, id).status, 204);
  EXPECT_EQ(call(&RatingRoutes::archive_rating, {}, {}, id).status, 204);
  EXPECT_EQ(body_of(call(&RatingRoutes::show_rating, {}, {}, id)).at("archived"), true);
  EXPECT_EQ(listed(""), 0U);
  EXPECT_EQ(body_of(call(&RatingRoutes::show_star_stats)).at("total"), 0);
  EXPECT_EQ(star(4, R"({"submitted_by":"u","path":"/a"})"), 201);
  EXPECT_EQ(call(&RatingRoutes::archive_rating, {}, {}, to_string(RatingId{})).status, 404);
}

TEST_F(Ratings, a_second_thumb_replaces_the_first) {
  EXPECT_EQ(submit(&PageRoutes::submit_helpful, R"("value":true,"path":"/a","submitted_by":"u")").status, 204);
  EXPECT_EQ(submit(&PageRoutes::submit_helpful, R"("value":false,"path":"/a","submitted_by":"u")").status, 204);
  EXPECT_EQ(submit(&PageRoutes::submit_helpful, R"("value":true,"path":"/a")").status, 204);
  EXPECT_EQ(call(&RatingRoutes::show_helpful_stats).body, R"({"total":2,"helpful":1,"not_helpful":1,"percentage":50})");
  EXPECT_EQ(submit(&PageRoutes::submit_helpful, R"("value":true)").status, 400);
  EXPECT_EQ(submit(&PageRoutes::submit_helpful, R"("value":"true","path":"/a")").status, 400);
}

TEST_F(Ratings, a_comment_becomes_feedback_and_a_short_one_stays_with_the_rating) {
  EXPECT_EQ(
      submit(&PageRoutes::submit_nps, R"("score":3,"comment":"Too slow","locale":"sv","path":"/a","submitted_by":"u")").status,
      201);
  ASSERT_EQ(bell.rung.size(), 1U);
  EXPECT_EQ(bell.rung[0].message, "Too slow");
  EXPECT_EQ(bell.rung[0].channel, Channel::nps);
  EXPECT_EQ(bell.rung[0].submitted_by, "u");
  EXPECT_EQ(count_feedback(database, shop), 1);
  EXPECT_EQ(submit(&PageRoutes::submit_nps, R"("score":10,"comment":"ok")").status, 201);
  EXPECT_EQ(count_feedback(database, shop), 1);
  EXPECT_EQ(submit(&PageRoutes::submit_nps, R"("score":10,"comment":")" + std::string(1001, 'x') + '"').status, 400);
  EXPECT_EQ(submit(&PageRoutes::submit_nps, R"("score":5.0)").status, 400);
}

TEST_F(Ratings, statistics_are_exact_and_whole_where_nobody_has_rated) {
  EXPECT_EQ(call(&RatingRoutes::show_star_stats).body, R"({"total":0,"average":0,"distribution":{"1":0,"2":0,"3":0,"4":0,"5":0}})");
  EXPECT_EQ(call(&RatingRoutes::show_helpful_stats).body, R"({"total":0,"helpful":0,"not_helpful":0,"percentage":0})");
  star(4);
  star(5);
  star(4);
  EXPECT_EQ(call(&RatingRoutes::show_star_stats).body,
            R"({"total":3,"average":4.33,"distribution":{"1":0,"2":0,"3":0,"4":2,"5":1}})");
  for (const int score : {10, 9, 8, 6, 0}) submit(&PageRoutes::submit_nps, R"("score":)" + std::to_string(score));
  const auto nps = R"({"total":5,"score":0,"promoters":2,"passives":1,"detractors":2,"distribution":{"0":1,"1":0,"2":0,"3":0,)"
                   R"("4":0,"5":0,"6":1,"7":0,"8":1,"9":1,"10":1}})";
  EXPECT_EQ(call(&RatingRoutes::show_nps_stats).body, nps);
  EXPECT_EQ(call(&RatingRoutes::show_typed_stats, {}, "type=nps").body, nps);
  EXPECT_EQ(call(&RatingRoutes::show_typed_stats).status, 400);
  EXPECT_EQ(call(&RatingRoutes::show_typed_stats, {}, "type=stars").status, 400);
  const auto ratings = summarise(database, shop, clock.now()).at("ratings").as_object();
  EXPECT_EQ(to_json_text(ratings),
            R"({"helpful":{"total":0,"percentage":0},"star":{"total":3,"average":4.33},"nps":{"total":5,"score":0}})");
}

TEST_F(Ratings, lists_filter_by_kind_path_and_value) {
  star(4, R"({"path":"/a"})");
  star(1, R"({"path":"/b"})");
  rate(R"({"type":"helpful","value":true})", R"({"path":"/a"})");
  submit(&PageRoutes::submit_nps, R"("score":1)");
  EXPECT_EQ(listed(""), 4U);
  EXPECT_EQ(listed("type=star"), 2U);
  EXPECT_EQ(listed("path=%2Fa"), 2U);
  EXPECT_EQ(listed("value=1"), 2U);
  EXPECT_EQ(listed("value=true"), 1U);
  EXPECT_EQ(listed("value=false"), 0U);
  EXPECT_EQ(listed("type=nps&value=1&sort=created_at"), 1U);
  EXPECT_EQ(json::serialize(body_of(call(&RatingRoutes::list_ratings, {}, "limit=3&page=2")).at("pagination")),
            R"({"page":2,"limit":3,"total":4,"total_pages":2})");
  for (const auto* bad :
       {"type=Star", "value=x", "value=4.0", "type=star&value=true", "type=helpful&value=1", "sort=value", "page=0"}) {
    EXPECT_EQ(call(&RatingRoutes::list_ratings, {}, bad).status, 400) << bad;
  }
}

TEST_F(Ratings, the_team_may_enter_ratings_of_anybody) {
  const auto response = call(&RatingRoutes::create_helpful, R"({"value":true,"submitted_by":"Ann, by phone"})");
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(json::serialize(body_of(response).at("value")), R"({"type":"helpful","value":true})");
  const auto typed = R"({"rating":{"type":"nps","value":7},"context":{"submitted_by":"Ann, by phone"}})";
  EXPECT_EQ(call(&RatingRoutes::create_typed, typed).status, 201);
  EXPECT_EQ(call(&RatingRoutes::create_typed, typed).status, 409);
  EXPECT_TRUE(bell.rung.empty());
}

TEST_F(Ratings, insights_name_every_day_and_compare_with_the_time_before) {
  star(5, R"({"path":"/a","version":"1"})");
  star(2, R"({"path":"/b"})");
  const auto insights = body_of(call(&RatingRoutes::show_insights, {}, "type=star&days=3"));
  EXPECT_EQ(insights.at("total"), 2);
  EXPECT_EQ(insights.at("value"), 3.5);
  EXPECT_TRUE(insights.at("previous").at("value").is_null());
  ASSERT_EQ(insights.at("days").as_array().size(), 3U);
  EXPECT_EQ(json::serialize(insights.at("days").at(0)), R"({"total":0,"value":null,"date":"2027-01-13"})");
  EXPECT_EQ(insights.at("days").at(2).at("total"), 2);
  EXPECT_EQ(insights.at("paths").at(0).at("path"), "/a");
  EXPECT_EQ(insights.at("versions").as_array().size(), 2U);
  EXPECT_EQ(call(&RatingRoutes::show_insights, {}, "days=3").status, 400);
}

TEST_F(Ratings, what_the_caller_may_not_see_does_not_exist) {
  caller.member.role = team::Role::member;
  caller.member.projects = {blog};
  for (const auto handler :
       {&RatingRoutes::list_ratings, &RatingRoutes::create_helpful, &RatingRoutes::create_typed, &RatingRoutes::show_rating,
        &RatingRoutes::archive_rating, &RatingRoutes::show_helpful_stats, &RatingRoutes::show_star_stats,
        &RatingRoutes::show_nps_stats, &RatingRoutes::show_typed_stats, &RatingRoutes::show_insights}) {
    EXPECT_EQ(call(handler, R"({"value":true})", "type=star").status, 404);
  }
}

TEST_F(Ratings, no_statement_walks_the_table) {
  db::Database fresh(dir.file("seggwat.db"), db::OpenMode::read_write);
  db::Transaction transaction(fresh, db::Transaction::Kind::immediate);
  Rating rating{.id = RatingId::make(clock.now(), random), .project = shop, .kind = RatingKind::star, .value = 1};
  rating.submitted_by = "u";
  store::list_ratings(fresh, {.project = shop}, store::RatingOrder::newest, {});
  store::list_ratings(fresh, {.project = shop}, store::RatingOrder::oldest, {});
  store::count_ratings(fresh, {.project = shop});
  store::find_rating(fresh, shop, rating.id);
  store::find_standing(fresh, rating);
  store::insert_rating(fresh, rating);
  store::save_answer(fresh, rating);
  store::archive_rating(fresh, rating.id, clock.now());
  store::tally_ratings(fresh, shop, RatingKind::star);
  const store::Span span{shop, RatingKind::star, clock.now(), clock.now()};
  store::sum_by_day(fresh, span);
  store::sum_by_path(fresh, span);
  store::sum_by_version(fresh, span);
  const std::string source = SEGGWAT_SOURCE_DIR "/server/src/feedback/rating_store.cc";
  EXPECT_EQ(seggwat::testing::count_statements(fresh), seggwat::testing::count_queries_in(source));
  EXPECT_EQ(seggwat::testing::scanning_statements(fresh), std::vector<std::string>{});
}

TEST_F(Ratings, no_count_of_feedback_walks_the_table) {
  db::Database fresh(dir.file("seggwat.db"), db::OpenMode::read_write);
  const store::Period period{shop, clock.now(), clock.now()};
  store::count_in(fresh, period);
  store::count_by_day(fresh, period);
  store::count_by_type(fresh, period);
  store::count_by_status(fresh, period);
  store::count_by_source(fresh, period);
  store::count_by_path(fresh, period);
  store::count_by_version(fresh, period);
  store::list_versions(fresh, shop);
  store::list_paths(fresh, shop);
  const std::string source = SEGGWAT_SOURCE_DIR "/server/src/feedback/insights_store.cc";
  EXPECT_EQ(seggwat::testing::count_statements(fresh), seggwat::testing::count_queries_in(source));
  EXPECT_EQ(seggwat::testing::scanning_statements(fresh), std::vector<std::string>{});
}

}  // namespace
}  // namespace seggwat::feedback
