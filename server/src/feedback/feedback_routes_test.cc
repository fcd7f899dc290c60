#include "feedback/feedback_routes.h"

#include <gtest/gtest.h>

#include "feedback/feedback_counts.h"
#include "feedback/feedback_listing.h"
#include "feedback/feedback_store.h"
#include "feedback/page_routes.h"
#include "http/response.h"
#include "support/fakes.h"
#include "support/query_plans.h"
#include "support/temp_dir.h"
#include "support/test_lanes.h"

namespace seggwat::feedback {
namespace {

using http::Method;
using Handler = Result<http::Plan> (FeedbackRoutes::*)(const http::Request&, const team::Caller&);

struct Bell final : FeedbackArrived {
  void feedback_arrived(db::Tx&, const Feedback& feedback) override { rung.push_back(feedback.message); }
  void feedback_assigned(db::Tx&, const Feedback& feedback, const std::string& by) override {
    rung.push_back(by + " gave " + feedback.assignee->name + ": " + feedback.message);
  }
  std::vector<std::string> rung;
};

class Desk : public ::testing::Test {
 protected:
  Desk() {
    for (const auto& project : {shop, blog}) testing::add_project(lanes, project);
    lanes.write([&](db::Tx& tx) {
      tx.database
          .query(
              "INSERT INTO members (id, email, name, role, password_hash, joined_at) VALUES (?1, 'c@x.y', 'Cleo', 'Member', '', 0)",
              colleague)
          .run();
    });
    caller.member.role = team::Role::admin;
    caller.member.name = "Ann";
    caller.member.id = MemberId::make(clock.now(), random);
  }

  http::Response call(Handler handler, const std::string& body = {}, const std::string& id = {}, const std::string& query = {}) {
    http::Request request;
    request.body = body;
    request.query = query;
    request.params = {{"id", to_string(shop)}, {"fid", id}};
    return lanes.run((routes.*handler)(request, caller));
  }
  http::Response submit(const std::string& key, const std::string& message) {
    http::Request request;
    request.method = Method::post;
    request.body = json::serialize(json::object{{"project_key", key}, {"message", message}});
    return lanes.run(pages.submit_feedback(request));
  }
  json::object create(const std::string& members) {
    clock.advance(Milliseconds{1000});
    const auto response = call(&FeedbackRoutes::create_feedback, "{" + members + "}");
    EXPECT_EQ(response.status, 201) << response.body;
    return body_of(response);
  }
  std::vector<std::string> messages(const std::string& query) {
    const auto response = call(&FeedbackRoutes::list_feedback, {}, {}, query);
    EXPECT_EQ(response.status, 200) << response.body;
    std::vector<std::string> all;
    const auto body = body_of(response);
    for (const auto& item : body.at("feedback").as_array()) all.emplace_back(item.at("message").as_string());
    return all;
  }
  static json::object body_of(const http::Response& response) { return parse_json_object(response.body).value(); }
  static std::string id_of(const json::object& feedback) { return std::string(feedback.at("id").as_string()); }

  seggwat::testing::TempDir dir;
  seggwat::testing::ManualClock clock;
  seggwat::testing::SeededRandom random;
  db::Database database{testing::migrated(dir.file("seggwat.db")), db::OpenMode::read_write};
  seggwat::testing::TestLanes lanes{dir.file("seggwat.db"), clock, random};
  ProjectId shop = ProjectId::make(clock.now(), random);
  ProjectId blog = ProjectId::make(clock.now(), random);
  MemberId colleague = MemberId::make(clock.now(), random);
  ThreadId thread = ThreadId::make(clock.now(), random);
  Bell bell;
  FindProject find = [this](std::string_view text) -> std::optional<ProjectId> {
    const auto id = ProjectId::parse(text);
    if (!id || (*id != shop && *id != blog)) return std::nullopt;
    return id;
  };
  attachments::FileLinks links{SecretKey({}), clock};
  FeedbackRoutes routes{{.find_project = find,
                         .arrived = bell,
                         .links = links,
                         .clock = clock,
                         .random = random,
                         .check_assignee = [this](const MemberId& id, const ProjectId&) -> Status {
                           if (id == colleague) return {};
                           return invalid("invalid_field", "`assignee` must be a member who sees this project.");
                         },
                         .thread_of = [this](db::Database&, const ProjectId&, const std::string& sub) -> std::optional<ThreadId> {
                           if (sub != "known-user") return std::nullopt;
                           return thread;
                         }}};
  PageRoutes pages{find, bell, random};
  team::Caller caller;
};

TEST_F(Desk, a_submission_is_stored_rings_the_bell_and_says_so) {
  const auto response = submit(to_string(shop), "The button is dead");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, R"({"status":"stored"})");
  EXPECT_EQ(bell.rung, std::vector<std::string>{"The button is dead"});
  EXPECT_EQ(messages(""), std::vector<std::string>{"The button is dead"});
  EXPECT_EQ(count_feedback(database, shop), 1);
  EXPECT_EQ(count_feedback(database, blog), 0);
}

TEST_F(Desk, a_submission_for_no_project_is_404_and_a_bad_one_400) {
  EXPECT_EQ(submit("demo-project-key", "Hello there").status, 404);
  EXPECT_EQ(submit(to_string(MemberId{}), "Hello there").status, 404);
  EXPECT_EQ(submit(to_string(shop), "hi").status, 400);
  EXPECT_TRUE(bell.rung.empty());
}

TEST_F(Desk, what_the_team_enters_has_every_member_and_rings_nothing) {
  auto made = create(R"("message":"Called in","type":"Praise","submitted_by":"Ann Other","path":"/cart")");
  for (const auto* name : {"id", "project_id", "message", "status", "type", "source", "path", "version", "submitted_by",
                           "resolution_note", "created_at", "archived"}) {
    EXPECT_TRUE(made.contains(name)) << name;
  }
  EXPECT_EQ(made.at("status"), "New");
  EXPECT_EQ(made.at("source"), "Manual");
  EXPECT_EQ(made.at("type"), "Praise");
  EXPECT_TRUE(made.at("version").is_null());
  EXPECT_EQ(made.at("archived"), false);
  EXPECT_TRUE(bell.rung.empty());
  const auto shown = body_of(call(&FeedbackRoutes::show_feedback, {}, id_of(made)));
  made["thread_id"] = nullptr;
  EXPECT_EQ(shown, made);
}

TEST_F(Desk, pages_are_integers_and_the_limit_is_cut_to_100) {
  for (int i = 0; i < 5; ++i) create(R"("message":"Number )" + std::to_string(i) + '"');
  const auto response = call(&FeedbackRoutes::list_feedback, {}, {}, "page=2&limit=2");
  EXPECT_EQ(json::serialize(body_of(response).at("pagination")), R"({"page":2,"limit":2,"total":5,"total_pages":3})");
  EXPECT_EQ(messages("page=2&limit=2"), (std::vector<std::string>{"Number 2", "Number 1"}));
  EXPECT_EQ(messages("page=9&limit=2"), std::vector<std::string>{});
  EXPECT_EQ(body_of(call(&FeedbackRoutes::list_feedback, {}, {}, "limit=5000")).at("pagination").at("limit"), 100);
  for (const auto* bad : {"page=0", "page=-1", "page=1.0", "page=x", "limit=0", "limit=1e2", "page=%201", "page=01"}) {
    EXPECT_EQ(call(&FeedbackRoutes::list_feedback, {}, {}, bad).status, 400) << bad;
  }
}

TEST_F(Desk, lists_filter_and_sort) {
  create(R"("message":"first one","type":"Bug")");
  const auto second = create(R"("message":"second one","type":"Feature")");
  create(R"("message":"third one","type":"Bug")");
  clock.advance(Milliseconds{1000});
  call(&FeedbackRoutes::change_feedback, R"({"status":"Active"})", id_of(second));
  EXPECT_EQ(messages("type=Bug"), (std::vector<std::string>{"third one", "first one"}));
  EXPECT_EQ(messages("status=Active"), std::vector<std::string>{"second one"});
  EXPECT_EQ(messages("status=Active&type=Bug"), std::vector<std::string>{});
  EXPECT_EQ(messages("sort=created_at"), (std::vector<std::string>{"first one", "second one", "third one"}));
  EXPECT_EQ(messages("sort=-updated_at").front(), "second one");
  EXPECT_EQ(messages("sort=updated_at").back(), "second one");
  EXPECT_EQ(messages("sort=+updated_at"), messages("sort=updated_at"));
  EXPECT_EQ(messages("search=one&sort=-updated_at").front(), "second one");
  EXPECT_EQ(messages("search=one&sort=created_at").front(), "first one");
  for (const auto* bad : {"type=bug", "status=Open", "sort=message", "sort=created_at;drop", "status=New%00"}) {
    EXPECT_EQ(call(&FeedbackRoutes::list_feedback, {}, {}, bad).status, 400) << bad;
  }
}

TEST_F(Desk, a_search_takes_every_character_literally) {
  create(R"("message":"100% sure")");
  create(R"("message":"100 percent sure")");
  create(R"("message":"snake_case \\ name")");
  EXPECT_EQ(messages("search=100%25"), std::vector<std::string>{"100% sure"});
  EXPECT_EQ(messages("search=E_C"), std::vector<std::string>{R"(snake_case \ name)"});
  EXPECT_EQ(messages("search=%5C"), std::vector<std::string>{R"(snake_case \ name)"});
  EXPECT_EQ(messages("search=%27+OR+1%3D1--"), std::vector<std::string>{});
  EXPECT_EQ(body_of(call(&FeedbackRoutes::list_feedback, {}, {}, "search=sure&limit=1")).at("pagination").at("total"), 2);
  EXPECT_EQ(call(&FeedbackRoutes::list_feedback, {}, {}, "search=" + std::string(201, 'x')).status, 400);
}

TEST_F(Desk, a_change_keeps_what_is_not_given) {
  const auto made = create(R"("message":"It broke","type":"Bug")");
  const auto changed =
      body_of(call(&FeedbackRoutes::change_feedback, R"({"status":"Resolved","resolution_note":"2.0","message":""})", id_of(made)));
  EXPECT_EQ(changed.at("status"), "Resolved");
  EXPECT_EQ(changed.at("resolution_note"), "2.0");
  EXPECT_EQ(changed.at("message"), "It broke");
  EXPECT_EQ(changed.at("type"), "Bug");
  EXPECT_EQ(call(&FeedbackRoutes::change_feedback, R"({"status":"Nope"})", id_of(made)).status, 400);
}

TEST_F(Desk, archiving_hides_it_everywhere_but_by_id_and_may_be_repeated) {
  const auto made = create(R"("message":"It broke")");
  create(R"("message":"It stays")");
  EXPECT_EQ(call(&FeedbackRoutes::archive_feedback, {}, id_of(made)).status, 204);
  EXPECT_EQ(call(&FeedbackRoutes::archive_feedback, {}, id_of(made)).status, 204);
  EXPECT_EQ(messages(""), std::vector<std::string>{"It stays"});
  EXPECT_EQ(messages("search=It"), std::vector<std::string>{"It stays"});
  EXPECT_EQ(count_feedback(database, shop), 1);
  EXPECT_EQ(body_of(call(&FeedbackRoutes::show_stats)).at("total"), 1);
  EXPECT_EQ(body_of(call(&FeedbackRoutes::show_feedback, {}, id_of(made))).at("archived"), true);
}

TEST_F(Desk, the_archive_is_a_list_of_its_own_and_gives_back) {
  const auto made = create(R"("message":"It broke","version":"1.2")");
  create(R"("message":"It stays")");
  call(&FeedbackRoutes::archive_feedback, {}, id_of(made));
  EXPECT_EQ(messages("archived=true"), std::vector<std::string>{"It broke"});
  EXPECT_EQ(messages("archived=true&version=1.2&sort=updated_at"), std::vector<std::string>{"It broke"});
  EXPECT_EQ(messages("archived=true&type=Bug"), std::vector<std::string>{});
  EXPECT_EQ(call(&FeedbackRoutes::change_feedback, R"({"archived":false})", id_of(made)).status, 200);
  EXPECT_EQ(messages("archived=true"), std::vector<std::string>{});
  EXPECT_EQ(messages("").size(), 2U);
}

TEST_F(Desk, lists_filter_by_source_version_path_and_assignee) {
  create(R"("message":"first one","source":"Stripe","version":"1.0","path":"/a")");
  const auto second = create(R"("message":"second one","version":"2.0","path":"/b")");
  EXPECT_EQ(messages("source=Stripe"), std::vector<std::string>{"first one"});
  EXPECT_EQ(messages("version=2.0"), std::vector<std::string>{"second one"});
  EXPECT_EQ(messages("path=%2Fa"), std::vector<std::string>{"first one"});
  call(&FeedbackRoutes::change_feedback, R"({"assignee":")" + to_string(colleague) + R"("})", id_of(second));
  EXPECT_EQ(messages("assignee=" + to_string(colleague)), std::vector<std::string>{"second one"});
  EXPECT_EQ(messages("assignee=none"), std::vector<std::string>{"first one"});
  EXPECT_EQ(messages("assignee=me"), std::vector<std::string>{});
  EXPECT_EQ(json::serialize(body_of(call(&FeedbackRoutes::show_choices))), R"({"versions":["2.0","1.0"],"paths":["/a","/b"]})");
  for (const auto* bad : {"source=stripe", "assignee=you", "archived=1", "channel=Chat"}) {
    EXPECT_EQ(call(&FeedbackRoutes::list_feedback, {}, {}, bad).status, 400) << bad;
  }
}

TEST_F(Desk, a_contact_submission_is_found_by_its_channel_and_by_the_senders_name) {
  http::Request request;
  request.body = json::serialize(json::object{
      {"project_key", to_string(shop)}, {"name", "Ann Other"}, {"email", "ann@x.y"}, {"message", "Call me"}, {"subject", "Order"}});
  EXPECT_EQ(lanes.run(pages.submit_contact(request)).status, 200);
  submit(to_string(shop), "The button is dead");
  EXPECT_EQ(messages("channel=contact"), std::vector<std::string>{"Call me"});
  EXPECT_EQ(messages("channel=feedback"), std::vector<std::string>{"The button is dead"});
  EXPECT_EQ(messages("search=ann+oth"), std::vector<std::string>{"Call me"});
  const auto listed = body_of(call(&FeedbackRoutes::list_feedback, {}, {}, "channel=contact"));
  const auto& item = listed.at("feedback").as_array().at(0).as_object();
  EXPECT_EQ(item.at("type"), "Other");
  EXPECT_EQ(item.at("name"), "Ann Other");
  EXPECT_EQ(item.at("email"), "ann@x.y");
  EXPECT_EQ(bell.rung.size(), 2U);
}

TEST_F(Desk, giving_it_to_a_colleague_tells_them_once) {
  const auto made = create(R"("message":"It broke")");
  const auto change = R"({"assignee":")" + to_string(colleague) + R"("})";
  const auto given = body_of(call(&FeedbackRoutes::change_feedback, change, id_of(made)));
  EXPECT_EQ(json::serialize(given.at("assignee")), R"({"id":")" + to_string(colleague) + R"(","name":"Cleo"})");
  EXPECT_EQ(given.at("status"), "Assigned");
  call(&FeedbackRoutes::change_feedback, change, id_of(made));
  EXPECT_EQ(bell.rung, std::vector<std::string>{"Ann gave Cleo: It broke"});
  EXPECT_EQ(call(&FeedbackRoutes::change_feedback, R"({"assignee":")" + to_string(MemberId{}) + R"("})", id_of(made)).status, 400);
  EXPECT_TRUE(body_of(call(&FeedbackRoutes::change_feedback, R"({"assignee":null})", id_of(made))).at("assignee").is_null());
}

TEST_F(Desk, many_are_changed_at_once_and_those_of_elsewhere_passed_over) {
  const auto one = create(R"("message":"first one")");
  const auto two = create(R"("message":"second one")");
  submit(to_string(blog), "Of the blog");
  const auto foreign = store::list_feedback(database, {.project = blog}, store::Order::newest, {}).at(0).id;
  const auto body = json::serialize(
      json::object{{"ids", {one.at("id"), two.at("id"), to_string(foreign), to_string(FeedbackId{})}}, {"status", "Closed"}});
  EXPECT_EQ(call(&FeedbackRoutes::change_many, body).body, R"({"changed":2})");
  EXPECT_EQ(messages("status=Closed").size(), 2U);
  EXPECT_EQ(store::find_feedback(database, blog, foreign)->state, State::fresh);
  for (const auto* bad : {R"({"status":"Closed"})", R"({"ids":["x"]})", R"({"ids":[1]})", R"({"ids":{}})"}) {
    EXPECT_EQ(call(&FeedbackRoutes::change_many, bad).status, 400) << bad;
  }
  const auto once = id_of(create(R"("message":"Named twice")"));
  EXPECT_EQ(call(&FeedbackRoutes::change_many, R"({"status":"Hold","ids":[")" + once + R"(",")" + once + R"("]})").body,
            R"({"changed":1})");
  json::array many(101, json::value(to_string(FeedbackId{})));
  EXPECT_EQ(call(&FeedbackRoutes::change_many, json::serialize(json::object{{"ids", many}})).status, 400);
}

TEST_F(Desk, a_filter_that_cannot_be_read_is_not_taken_for_none) {
  create(R"("message":"first one")");
  for (const auto* query : {"status=%zz", "type=%ff", "archived=%", "page=%4", "assignee=%C3"})
    EXPECT_EQ(call(&FeedbackRoutes::list_feedback, {}, {}, query).status, 400) << query;
  EXPECT_TRUE(messages("search=%zz").empty());
}

TEST_F(Desk, a_known_submitter_leads_to_their_conversation) {
  const auto known = create(R"("message":"It broke","submitted_by":"known-user")");
  const auto unknown = create(R"("message":"It broke","submitted_by":"somebody")");
  EXPECT_EQ(body_of(call(&FeedbackRoutes::show_feedback, {}, id_of(known))).at("thread_id").as_string(), to_string(thread));
  EXPECT_TRUE(body_of(call(&FeedbackRoutes::show_feedback, {}, id_of(unknown))).at("thread_id").is_null());
}

TEST_F(Desk, an_exported_cell_is_never_a_formula) {
  create(R"json("message":"=HYPERLINK(\"http://evil\")","path":"+1","submitted_by":"@x","version":"-1")json");
  const auto file = call(&FeedbackRoutes::export_feedback);
  EXPECT_TRUE(file.body.starts_with("\xEF\xBB\xBF\"id\",\"created_at\","));
  EXPECT_TRUE(file.body.contains(R"csv(,"'=HYPERLINK(""http://evil"")","'+1","'-1","'@x",)csv")) << file.body;
}

TEST_F(Desk, what_the_caller_may_not_see_does_not_exist) {
  const auto made = create(R"("message":"It broke")");
  caller.member.role = team::Role::member;
  caller.member.projects = {blog};
  for (const auto handler : {&FeedbackRoutes::list_feedback, &FeedbackRoutes::create_feedback, &FeedbackRoutes::show_feedback,
                             &FeedbackRoutes::change_feedback, &FeedbackRoutes::archive_feedback, &FeedbackRoutes::show_stats}) {
    EXPECT_EQ(call(handler, R"({"message":"Let me in"})", id_of(made)).status, 404);
  }
  caller.member.projects = {shop};
  EXPECT_EQ(call(&FeedbackRoutes::create_feedback, R"({"message":"A member may"})").status, 201);
}

TEST_F(Desk, an_id_of_another_project_or_no_id_is_404) {
  submit(to_string(blog), "Of the blog");
  const auto foreign = store::list_feedback(database, {.project = blog}, store::Order::newest, {}).at(0).id;
  for (const auto& id : {to_string(foreign), std::string("1"), std::string("1 OR 1=1"), std::string()}) {
    EXPECT_EQ(call(&FeedbackRoutes::show_feedback, {}, id).status, 404) << id;
    EXPECT_EQ(call(&FeedbackRoutes::archive_feedback, {}, id).status, 404) << id;
    EXPECT_EQ(call(&FeedbackRoutes::change_feedback, R"({"status":"Closed"})", id).status, 404) << id;
  }
}

TEST_F(Desk, statistics_count_calendar_months_in_utc) {
  const auto months = months_of(clock.now());  // the clock stands at 2027-01-15T08:00:00Z
  EXPECT_EQ(to_rfc3339(months.current), "2027-01-01T00:00:00Z");
  EXPECT_EQ(to_rfc3339(months.last), "2026-12-01T00:00:00Z");
  const auto put_at = [&](Instant at) {
    Feedback feedback{.id = FeedbackId::make(at, random), .project = shop, .message = "then"};
    feedback.created_at = feedback.updated_at = at;
    lanes.write([&](db::Tx& tx) { store::insert_feedback(tx.database, feedback); });
  };
  put_at(months.current);
  put_at(months.current - Milliseconds{1});
  put_at(months.last);
  put_at(months.last - Milliseconds{1});
  EXPECT_EQ(call(&FeedbackRoutes::show_stats).body, R"({"total":4,"current_month":1,"last_month":2})");
}

TEST_F(Desk, no_statement_walks_the_table) {
  db::Database fresh(dir.file("seggwat.db"), db::OpenMode::read_write);
  db::Transaction transaction(fresh, db::Transaction::Kind::immediate);
  const store::Filter all{.project = shop};
  store::Filter searched{.project = shop, .state = State::active, .type = Type::bug, .search = "x"};
  for (const auto order : {store::Order::newest, store::Order::oldest, store::Order::last_changed, store::Order::first_changed}) {
    store::list_feedback(fresh, all, order, {});
    store::list_feedback(fresh, searched, order, {});
  }
  store::count_feedback(fresh, all);
  store::count_feedback(fresh, searched);
  searched.which = store::Which::archived;
  store::list_feedback(fresh, searched, store::Order::newest, {});
  store::count_feedback(fresh, searched);
  store::find_feedback(fresh, shop, FeedbackId{});
  Feedback feedback{.id = FeedbackId::make(clock.now(), random), .project = shop, .message = "abc"};
  store::insert_feedback(fresh, feedback);
  store::find_feedback(fresh, shop, feedback.id);
  store::save_feedback(fresh, feedback);
  store::load_stats(fresh, shop, clock.now(), clock.now());
  const std::string source = SEGGWAT_SOURCE_DIR "/server/src/feedback/feedback_store.cc";
  EXPECT_EQ(seggwat::testing::count_statements(fresh), seggwat::testing::count_queries_in(source));
  EXPECT_EQ(seggwat::testing::scanning_statements(fresh), std::vector<std::string>{});
}

}  // namespace
}  // namespace seggwat::feedback
