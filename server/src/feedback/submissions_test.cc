#include "feedback/submissions.h"

#include <gtest/gtest.h>

#include "support/fakes.h"

namespace seggwat::feedback {
namespace {

Result<Submission> read(const std::string& members, Sender sender = Sender::page) {
  return read_submission(parse_json_object("{" + members + "}").value(), sender);
}

bool is_refused(const std::string& members, Sender sender = Sender::page) {
  const auto submission = read(members, sender);
  return !submission && submission.error().code == "invalid_field";
}

std::string with(const std::string& member) { return R"("message":"It broke",)" + member; }

TEST(Submission, a_message_alone_is_enough) {
  const auto submission = read(R"("message":"  It broke \n")");
  ASSERT_TRUE(submission);
  EXPECT_EQ(submission->message, "It broke");
  EXPECT_EQ(submission->type, Type::other);
  EXPECT_EQ(submission->source, Source::widget);
  EXPECT_EQ(read(R"("message":"It broke")", Sender::team)->source, Source::manual);
}

TEST(Submission, a_message_has_3_to_1000_code_points_and_something_to_see) {
  EXPECT_TRUE(read(R"("message":"abc")"));
  EXPECT_TRUE(is_refused(R"("message":"ab ")"));
  std::string long_message;
  for (int i = 0; i < 1000; ++i) long_message += "é";
  EXPECT_TRUE(read(R"("message":")" + long_message + '"'));
  EXPECT_TRUE(is_refused(R"("message":"é)" + long_message + '"'));
  EXPECT_TRUE(is_refused(R"("message":"\u200b\u200b\u200b\u200b")"));
  EXPECT_TRUE(is_refused(R"("message":"abc\u0000def")"));
  for (const auto* bad :
       {R"("message":null)", R"("message":5)", R"("message":{"$ne":1})", R"("message":["abc"])", R"("other":1)"}) {
    EXPECT_TRUE(is_refused(bad)) << bad;
  }
}

TEST(Submission, version_and_submitter_keep_to_their_characters) {
  EXPECT_TRUE(read(with(R"("version":"v1.2.3-rc_4")")));
  EXPECT_TRUE(is_refused(with(R"("version":"1.0 beta")")));
  EXPECT_TRUE(is_refused(with("\"version\":\"" + std::string(51, '1') + '"')));
  EXPECT_TRUE(read(with("\"submitted_by\":\"" + std::string(255, 'u') + '"')));
  EXPECT_TRUE(is_refused(with("\"submitted_by\":\"" + std::string(256, 'u') + '"')));
  EXPECT_TRUE(is_refused(with(R"("submitted_by":"a@b.c")")));
  EXPECT_EQ(read(with(R"("submitted_by":"Ann, by phone <a@b.c>")"), Sender::team)->page.submitted_by, "Ann, by phone <a@b.c>");
}

TEST(Submission, text_that_is_empty_counts_as_not_given) {
  const auto submission = read(with(R"("version":"","path":" ","submitted_by":"","submitted_by_email":"","type":"","source":"")"));
  ASSERT_TRUE(submission);
  EXPECT_FALSE(submission->page.version || submission->page.path || submission->page.submitted_by || submission->email);
}

TEST(Submission, enums_are_exact) {
  EXPECT_EQ(read(with(R"("type":"Bug","source":"SocialShare")"))->source, Source::social_share);
  EXPECT_TRUE(is_refused(with(R"("type":"bug")")));
  EXPECT_TRUE(is_refused(with(R"("source":"Web")")));
  EXPECT_TRUE(is_refused(with(R"("type":0)")));
}

TEST(Submission, an_email_has_the_form_of_one) {
  for (const auto* good : {"x@y.z", "a+b@mail.example.com", "ö@exämple.de"}) EXPECT_TRUE(looks_like_email(good)) << good;
  for (const auto* bad : {"", "x", "x@y", "@y.z", "x@.z", "x@y.", "x @y.z", "x@y.z\r\nBcc: v@w.x", "a@b.c,d@e.f", "x\u2028@y.z"}) {
    EXPECT_FALSE(looks_like_email(bad)) << bad;
  }
  EXPECT_FALSE(looks_like_email(std::string(317, 'x') + "@y.z"));
  EXPECT_TRUE(looks_like_email(std::string(316, 'x') + "@y.z"));
}

TEST(Submission, what_only_the_server_decides_is_ignored) {
  const auto submission = read(with(R"("status":"Closed","id":"x","archived":true,"created_at":"2000-01-01T00:00:00Z")"));
  ASSERT_TRUE(submission);
  seggwat::testing::SeededRandom random;
  const auto feedback = to_feedback(*submission, ProjectId{}, from_millis(5), random);
  EXPECT_EQ(feedback.state, State::fresh);
  EXPECT_EQ(feedback.created_at, from_millis(5));
  EXPECT_FALSE(feedback.archived_at);
}

TEST(Contact, needs_a_name_an_address_and_a_message) {
  const auto contact = [](const std::string& members) { return read_contact(parse_json_object("{" + members + "}").value()); };
  const auto made = contact(R"("name":" Ann ","email":"ann@b.c","message":"Call me","subject":"Order 7","submitted_by":"u-1")");
  ASSERT_TRUE(made);
  EXPECT_EQ(made->name, "Ann");
  EXPECT_EQ(made->email, "ann@b.c");
  EXPECT_EQ(made->subject, "Order 7");
  EXPECT_EQ(made->channel, Channel::contact);
  EXPECT_EQ(made->type, Type::other);
  for (const auto* bad : {R"("email":"ann@b.c","message":"Call me")", R"("name":"Ann","message":"Call me")",
                          R"("name":"Ann","email":"ann@b.c")", R"("name":" ","email":"ann@b.c","message":"Call me")",
                          R"("name":"Ann\r\nBcc: x@y.z","email":"ann@b.c","message":"Call me")",
                          R"("name":"Ann","email":"ann","message":"Call me")"}) {
    EXPECT_FALSE(contact(bad)) << bad;
  }
}

TEST(Change, who_takes_something_new_makes_it_assigned_unless_the_change_says_otherwise) {
  seggwat::testing::SeededRandom random;
  const auto member = MemberId::make(from_millis(1), random);
  const auto change_of = [](const std::string& text) { return read_change(parse_json_object(text).value()).value(); };
  Feedback feedback;
  apply(change_of(R"({"assignee":")" + to_string(member) + R"("})"), feedback, from_millis(2));
  ASSERT_TRUE(feedback.assignee);
  EXPECT_EQ(feedback.assignee->id, member);
  EXPECT_EQ(feedback.state, State::assigned);
  apply(change_of(R"({"assignee":null})"), feedback, from_millis(3));
  EXPECT_FALSE(feedback.assignee);
  EXPECT_EQ(feedback.state, State::fresh);
  apply(change_of(R"({"assignee":")" + to_string(member) + R"(","status":"Hold"})"), feedback, from_millis(4));
  EXPECT_EQ(feedback.state, State::hold);
  apply(change_of(R"({"status":"Active"})"), feedback, from_millis(5));
  EXPECT_TRUE(feedback.assignee);
  EXPECT_FALSE(read_change(parse_json_object(R"({"assignee":"me"})").value()));
}

TEST(Change, archiving_can_be_taken_back) {
  Feedback feedback;
  apply(read_change(parse_json_object(R"({"archived":true})").value()).value(), feedback, from_millis(2));
  EXPECT_EQ(feedback.archived_at, from_millis(2));
  apply(read_change(parse_json_object(R"({"archived":true})").value()).value(), feedback, from_millis(3));
  EXPECT_EQ(feedback.archived_at, from_millis(2));
  apply(read_change(parse_json_object(R"({"archived":false})").value()).value(), feedback, from_millis(4));
  EXPECT_FALSE(feedback.archived_at);
}

TEST(Change, only_what_is_given_changes) {
  Feedback feedback;
  feedback.message = "It broke";
  const auto change =
      read_change(parse_json_object(R"({"status":"Resolved","message":"","resolution_note":"Fixed in 2.0"})").value());
  ASSERT_TRUE(change);
  apply(*change, feedback, from_millis(9));
  EXPECT_EQ(feedback.message, "It broke");
  EXPECT_EQ(feedback.state, State::resolved);
  EXPECT_EQ(feedback.resolution_note, "Fixed in 2.0");
  EXPECT_EQ(feedback.updated_at, from_millis(9));
  for (const auto* bad : {R"({"status":"Done"})", R"({"type":"bug"})", R"({"message":"ab"})", R"({"message":"   "})"}) {
    EXPECT_FALSE(read_change(parse_json_object(bad).value())) << bad;
  }
}

}  // namespace
}  // namespace seggwat::feedback
