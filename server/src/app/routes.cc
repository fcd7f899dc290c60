#include "app/routes.h"

#include "app/handlers.h"

namespace seggwat::app {
namespace {

using http::Access;
using http::Method;
using http::Request;
using http::Route;

// The largest attachment, and what a form adds around it.
constexpr std::size_t kUploadLimit = attachments::kSizeLimit + 32 * 1024;
constexpr std::size_t kScreenshotLimit = attachments::kScreenshotLimit + http::kBodyLimit + 32 * 1024;

// Binds a method of a routes object as a handler.
template <class Object, class Function>
UserHandler as_user(Object& object, Function function) {
  return [&object, function](Request& request, const end_users::EndUser& user) { return (object.*function)(request, user); };
}

template <class Object, class Function>
MemberHandler as_member(Object& object, Function function) {
  return [&object, function](Request& request, const team::Caller& caller) { return (object.*function)(request, caller); };
}

template <class Object, class Function>
http::Handler as_open(Object& object, Function function) {
  return [&object, function](Request& request) { return (object.*function)(request); };
}

// Collects routes; each function is one kind of caller.
class Table {
 public:
  explicit Table(const Guard& guard) : guard_(guard) {}

  template <class Object, class Function>
  void user(Method method, std::string_view pattern, UserCall call, Object& object, Function function) {
    routes_.push_back({method, pattern, Access::end_user, guard_.for_user(call, as_user(object, function))});
    routes_.back().yields_to_load = method != Method::get && call != UserCall::typing;
  }
  template <class Object, class Function>
  void team(Method method, std::string_view pattern, Object& object, Function function) {
    routes_.push_back({method, pattern, Access::team, guard_.for_team(as_member(object, function))});
  }
  // With a file in the body.
  template <class Object, class Function>
  void user_upload(Method method, std::string_view pattern, Object& object, Function function) {
    user(method, pattern, UserCall::upload, object, function);
    routes_.back().body_limit = kUploadLimit;
    routes_.back().refuse_unread = [&guard = guard_](const Request& head) { return guard.refuse_unread_of_user(head); };
  }
  template <class Object, class Function>
  void team_upload(Method method, std::string_view pattern, Object& object, Function function) {
    auto handler = guard_.for_team(as_member(object, function), BodyForm::multipart);
    routes_.push_back({method, pattern, Access::team, std::move(handler), kUploadLimit,
                       [&guard = guard_](const Request& head) { return guard.refuse_unread_of_team(head); }});
  }
  template <class Object, class Function>
  void session(Method method, std::string_view pattern, Object& object, Function function) {
    routes_.push_back({method, pattern, Access::session, guard_.for_session(as_member(object, function))});
  }
  template <class Object, class Function>
  void open(Method method, std::string_view pattern, Object& object, Function function) {
    routes_.push_back({method, pattern, Access::open, guard_.open(as_open(object, function))});
  }
  template <class Object, class Function>
  void raw(Method method, std::string_view pattern, Access access, Object& object, Function function) {
    routes_.push_back({method, pattern, access, as_open(object, function)});
  }
  template <class Object, class Function>
  void submission(std::string_view pattern, Object& object, Function function) {
    routes_.push_back({Method::post, pattern, Access::submission, guard_.for_submission(as_open(object, function))});
    routes_.back().yields_to_load = true;
  }
  // With a picture in the body.
  template <class Object, class Function>
  void submission_upload(std::string_view pattern, Object& object, Function function) {
    auto handler = guard_.for_submission(as_open(object, function), BodyForm::multipart);
    routes_.push_back({Method::post, pattern, Access::submission, std::move(handler), kScreenshotLimit});
    routes_.back().yields_to_load = true;
  }
  std::vector<Route> take() { return std::move(routes_); }

 private:
  const Guard& guard_;
  std::vector<Route> routes_;
};

void add_chat(Table& table, Routes::Handlers& on) {
  using Chat = conversations::ChatRoutes;
  table.user(Method::get, "/api/v1/chat/session", UserCall::session, on.chat, &Chat::show_session);
  table.user(Method::get, "/api/v1/chat/messages", UserCall::history, on.chat, &Chat::list_messages);
  table.user(Method::post, "/api/v1/chat/messages", UserCall::message, on.chat, &Chat::post_message);
  table.user(Method::del, "/api/v1/chat/messages/{mid}", UserCall::unsend, on.chat, &Chat::unsend_message);
  table.user(Method::post, "/api/v1/chat/read", UserCall::read, on.chat, &Chat::mark_read);
  table.user(Method::post, "/api/v1/chat/typing", UserCall::typing, on.chat, &Chat::note_typing);
  table.user(Method::put, "/api/v1/chat/profile", UserCall::profile, on.end_users, &end_users::EndUserRoutes::save_profile);
  table.user(Method::get, "/api/v1/chat/rating", UserCall::rating, on.chat_ratings, &figures::RatingRoutes::show_own);
  table.user(Method::put, "/api/v1/chat/rating", UserCall::rating, on.chat_ratings, &figures::RatingRoutes::rate);
  table.user(Method::get, "/api/v1/chat/stream", UserCall::stream, on.streams, &StreamRoutes::stream_to_user);
  table.user(Method::get, "/api/v1/chat/events", UserCall::poll, on.streams, &StreamRoutes::poll_for_user);
}

void add_threads(Table& table, Routes::Handlers& on) {
  using Threads = conversations::ThreadRoutes;
  table.team(Method::get, "/api/v1/threads", on.threads, &Threads::list_all_threads);
  table.team(Method::get, "/api/v1/projects/{id}/threads", on.threads, &Threads::list_threads);
  table.team(Method::get, "/api/v1/projects/{id}/threads/{tid}", on.threads, &Threads::show_thread);
  table.team(Method::patch, "/api/v1/projects/{id}/threads/{tid}", on.threads, &Threads::change_thread);
  table.team(Method::get, "/api/v1/projects/{id}/threads/{tid}/messages", on.threads, &Threads::list_messages);
  table.team(Method::post, "/api/v1/projects/{id}/threads/{tid}/messages", on.threads, &Threads::post_message);
  table.team(Method::del, "/api/v1/projects/{id}/threads/{tid}/messages/{mid}", on.threads, &Threads::unsend_message);
  table.team(Method::post, "/api/v1/projects/{id}/threads/{tid}/read", on.threads, &Threads::mark_read);
  table.team(Method::post, "/api/v1/projects/{id}/threads/{tid}/unread", on.threads, &Threads::mark_unread);
  table.team(Method::post, "/api/v1/projects/{id}/threads/{tid}/typing", on.threads, &Threads::note_typing);
  table.team(Method::post, "/api/v1/projects/{id}/threads/{tid}/presence", on.threads, &Threads::note_presence);
  table.session(Method::post, "/api/v1/projects/{id}/threads/{tid}/sign-out", on.end_users, &end_users::EndUserRoutes::sign_out);
  using Drafts = drafts::DraftRoutes;
  table.team(Method::get, "/api/v1/projects/{id}/threads/{tid}/draft", on.drafts, &Drafts::show_draft);
  table.team(Method::put, "/api/v1/projects/{id}/threads/{tid}/draft", on.drafts, &Drafts::save_draft);
  table.team(Method::del, "/api/v1/projects/{id}/threads/{tid}/draft", on.drafts, &Drafts::delete_draft);
  table.team(Method::get, "/api/v1/drafts", on.drafts, &Drafts::list_drafts);
  table.team(Method::post, "/api/v1/projects/{id}/threads/{tid}/block", on.end_users, &end_users::EndUserRoutes::block);
  table.team(Method::post, "/api/v1/projects/{id}/threads/{tid}/unblock", on.end_users, &end_users::EndUserRoutes::unblock);
  table.session(Method::post, "/api/v1/projects/{id}/threads/{tid}/erase", on.end_users, &end_users::EndUserRoutes::erase);
  table.team(Method::get, "/api/v1/projects/{id}/threads/{tid}/export", on.exports, &ExportRoutes::export_conversation);
  table.team(Method::get, "/api/v1/projects/{id}/threads/{tid}/history", on.history, &HistoryRoutes::show_history);
  table.session(Method::get, "/api/v1/projects/{id}/threads/{tid}/person", on.exports, &ExportRoutes::export_person);
  table.team(Method::get, "/api/v1/projects/{id}/threads/{tid}/ratings", on.chat_ratings, &figures::RatingRoutes::list_ratings);
  table.team(Method::get, "/api/v1/stream", on.streams, &StreamRoutes::stream_to_team);
  table.team(Method::get, "/api/v1/events", on.streams, &StreamRoutes::poll_for_team);
  table.team(Method::get, "/api/v1/notifications", on.notifications, &notifications::NotificationRoutes::list_notifications);
  table.team(Method::post, "/api/v1/notifications/read", on.notifications, &notifications::NotificationRoutes::mark_read);
}

void add_saved_replies(Table& table, Routes::Handlers& on) {
  using SavedReplies = saved_replies::SavedReplyRoutes;
  table.team(Method::get, "/api/v1/saved-replies", on.saved_replies, &SavedReplies::list_replies);
  table.team(Method::post, "/api/v1/saved-replies", on.saved_replies, &SavedReplies::create_reply);
  table.team(Method::patch, "/api/v1/saved-replies/{id}", on.saved_replies, &SavedReplies::change_reply);
  table.team(Method::del, "/api/v1/saved-replies/{id}", on.saved_replies, &SavedReplies::delete_reply);
}

void add_pages(Table& table, Routes::Handlers& on) {
  using Pages = feedback::PageRoutes;
  table.submission("/api/v1/feedback/submit", on.pages, &Pages::submit_feedback);
  table.submission_upload("/api/v1/feedback/submit-with-screenshot", on.screenshots, &feedback::ScreenshotRoutes::submit);
  table.submission("/api/v1/contact/submit", on.pages, &Pages::submit_contact);
  table.submission("/api/v1/ratings", on.pages, &Pages::submit_rating);
  table.submission("/api/v1/rating/submit", on.pages, &Pages::submit_helpful);
  table.submission("/api/v1/nps/submit", on.pages, &Pages::submit_nps);
}

void add_ratings(Table& table, Routes::Handlers& on) {
  using Ratings = feedback::RatingRoutes;
  table.team(Method::get, "/api/v1/projects/{id}/ratings", on.ratings, &Ratings::list_ratings);
  table.team(Method::post, "/api/v1/projects/{id}/ratings", on.ratings, &Ratings::create_helpful);
  table.team(Method::post, "/api/v1/projects/{id}/ratings/typed", on.ratings, &Ratings::create_typed);
  table.team(Method::get, "/api/v1/projects/{id}/ratings/stats", on.ratings, &Ratings::show_helpful_stats);
  table.team(Method::get, "/api/v1/projects/{id}/ratings/stats/star", on.ratings, &Ratings::show_star_stats);
  table.team(Method::get, "/api/v1/projects/{id}/ratings/stats/nps", on.ratings, &Ratings::show_nps_stats);
  table.team(Method::get, "/api/v1/projects/{id}/ratings/stats/typed", on.ratings, &Ratings::show_typed_stats);
  table.team(Method::get, "/api/v1/projects/{id}/ratings/insights", on.ratings, &Ratings::show_insights);
  table.team(Method::get, "/api/v1/projects/{id}/ratings/export", on.ratings, &Ratings::export_ratings);
  table.team(Method::get, "/api/v1/projects/{id}/ratings/{rid}", on.ratings, &Ratings::show_rating);
  table.team(Method::del, "/api/v1/projects/{id}/ratings/{rid}", on.ratings, &Ratings::archive_rating);
}

void add_tags(Table& table, Routes::Handlers& on) {
  using TagRoutes = conversations::TagRoutes;
  table.team(Method::get, "/api/v1/projects/{id}/tags", on.tags, &TagRoutes::list_tags);
  table.team(Method::post, "/api/v1/projects/{id}/tags", on.tags, &TagRoutes::create_tag);
  table.team(Method::patch, "/api/v1/projects/{id}/tags/{tag}", on.tags, &TagRoutes::change_tag);
  table.team(Method::del, "/api/v1/projects/{id}/tags/{tag}", on.tags, &TagRoutes::remove_tag);
}

void add_attachments(Table& table, Routes::Handlers& on) {
  using Attachments = attachments::AttachmentRoutes;
  table.user_upload(Method::post, "/api/v1/chat/attachments", on.attachments, &Attachments::upload_from_user);
  table.team_upload(Method::post, "/api/v1/projects/{id}/threads/{tid}/attachments", on.attachments,
                    &Attachments::upload_from_member);
  table.raw(Method::get, "/api/v1/files/{id}", Access::open, on.attachments, &Attachments::download);
  table.team(Method::get, "/api/v1/projects/{id}/files", on.attachments, &Attachments::show_usage);
}

void add_views(Table& table, Routes::Handlers& on) {
  using Views = views::ViewRoutes;
  table.team(Method::get, "/api/v1/views", on.views, &Views::list_views);
  table.team(Method::post, "/api/v1/views", on.views, &Views::create_view);
  table.team(Method::get, "/api/v1/views/counts", on.views, &Views::count_views);
  table.team(Method::patch, "/api/v1/views/{id}", on.views, &Views::change_view);
  table.team(Method::del, "/api/v1/views/{id}", on.views, &Views::delete_view);
}

void add_feedback(Table& table, Routes::Handlers& on) {
  using Feedback = feedback::FeedbackRoutes;
  table.team(Method::get, "/api/v1/projects/{id}/feedback", on.feedback, &Feedback::list_feedback);
  table.team(Method::post, "/api/v1/projects/{id}/feedback", on.feedback, &Feedback::create_feedback);
  table.team(Method::get, "/api/v1/projects/{id}/feedback/stats", on.feedback, &Feedback::show_stats);
  table.team(Method::get, "/api/v1/projects/{id}/feedback/insights", on.feedback, &Feedback::show_insights);
  table.team(Method::get, "/api/v1/projects/{id}/feedback/choices", on.feedback, &Feedback::show_choices);
  table.team(Method::get, "/api/v1/projects/{id}/feedback/export", on.feedback, &Feedback::export_feedback);
  table.team(Method::post, "/api/v1/projects/{id}/feedback/bulk", on.feedback, &Feedback::change_many);
  table.team(Method::get, "/api/v1/projects/{id}/feedback/{fid}", on.feedback, &Feedback::show_feedback);
  table.team(Method::patch, "/api/v1/projects/{id}/feedback/{fid}", on.feedback, &Feedback::change_feedback);
  table.team(Method::del, "/api/v1/projects/{id}/feedback/{fid}", on.feedback, &Feedback::archive_feedback);
}

void add_figures(Table& table, Routes::Handlers& on) {
  using Figures = figures::FigureRoutes;
  table.team(Method::get, "/api/v1/figures", on.figures, &Figures::show_all);
  table.team(Method::get, "/api/v1/figures/export", on.figures, &Figures::export_all);
  table.team(Method::get, "/api/v1/projects/{id}/figures", on.figures, &Figures::show);
  table.team(Method::get, "/api/v1/projects/{id}/figures/export", on.figures, &Figures::export_one);
}

void add_projects(Table& table, Routes::Handlers& on) {
  using Projects = projects::ProjectRoutes;
  using Secrets = projects::SecretRoutes;
  table.raw(Method::get, "/api/v1/widget/config", Access::config, on.widget_config, &projects::WidgetConfigRoutes::show_config);
  table.team(Method::get, "/api/v1/projects", on.projects, &Projects::list_projects);
  table.team(Method::post, "/api/v1/projects", on.projects, &Projects::create_project);
  table.team(Method::get, "/api/v1/projects/{id}", on.projects, &Projects::show_project);
  table.team(Method::patch, "/api/v1/projects/{id}", on.projects, &Projects::change_project);
  table.team(Method::get, "/api/v1/projects/{id}/summary", on.projects, &Projects::show_summary);
  table.team(Method::get, "/api/v1/projects/{id}/widget", on.projects, &Projects::show_widget);
  table.team(Method::put, "/api/v1/projects/{id}/widget", on.projects, &Projects::save_widget);
  using OfficeHours = projects::OfficeHoursRoutes;
  table.team(Method::get, "/api/v1/projects/{id}/office-hours", on.office_hours, &OfficeHours::show);
  table.team(Method::put, "/api/v1/projects/{id}/office-hours", on.office_hours, &OfficeHours::save);
  table.session(Method::get, "/api/v1/projects/{id}/retention", on.retention, &RetentionRoutes::show);
  table.session(Method::put, "/api/v1/projects/{id}/retention", on.retention, &RetentionRoutes::save);
  table.session(Method::get, "/api/v1/projects/{id}/secrets", on.secrets, &Secrets::list_secrets);
  table.session(Method::post, "/api/v1/projects/{id}/secrets", on.secrets, &Secrets::generate_secret);
  table.session(Method::post, "/api/v1/projects/{id}/secrets/check", on.secrets, &Secrets::check_token);
  table.session(Method::del, "/api/v1/projects/{id}/secrets/{sid}", on.secrets, &Secrets::revoke_secret);
}

void add_sign_in(Table& table, Routes::Handlers& on) {
  using SignIn = team::SignInRoutes;
  using Invitations = team::InvitationRoutes;
  table.open(Method::get, "/api/v1/setup", on.setup, &team::SetupRoutes::show_setup);
  table.open(Method::post, "/api/v1/setup", on.setup, &team::SetupRoutes::set_up);
  table.open(Method::post, "/api/v1/auth/login", on.sign_in, &SignIn::log_in);
  table.session(Method::get, "/api/v1/auth/session", on.sign_in, &SignIn::show_session);
  table.session(Method::post, "/api/v1/auth/logout", on.sign_in, &SignIn::log_out);
  table.open(Method::post, "/api/v1/auth/reset", on.sign_in, &SignIn::ask_reset);
  table.open(Method::post, "/api/v1/auth/reset/confirm", on.sign_in, &SignIn::confirm_reset);
  table.open(Method::post, "/api/v1/invitations/lookup", on.invitations, &Invitations::look_up);
  table.open(Method::post, "/api/v1/invitations/accept", on.invitations, &Invitations::accept);
}

void add_team(Table& table, Routes::Handlers& on) {
  using Profile = team::ProfileRoutes;
  using Members = team::MemberRoutes;
  using Invitations = team::InvitationRoutes;
  using Keys = team::ApiKeyRoutes;
  table.team(Method::get, "/api/v1/me", on.profile, &Profile::show_me);
  table.session(Method::patch, "/api/v1/me", on.profile, &Profile::change_me);
  table.session(Method::get, "/api/v1/me/preferences", on.preferences, &team::PreferenceRoutes::show_preferences);
  table.session(Method::put, "/api/v1/me/preferences", on.preferences, &team::PreferenceRoutes::save_preferences);
  table.session(Method::post, "/api/v1/me/password", on.profile, &Profile::change_password);
  table.session(Method::get, "/api/v1/me/sessions", on.profile, &Profile::list_sessions);
  table.session(Method::del, "/api/v1/me/sessions/{id}", on.profile, &Profile::end_session);
  table.session(Method::get, "/api/v1/me/two-factor", on.two_factor, &team::TwoFactorRoutes::show);
  table.session(Method::post, "/api/v1/me/two-factor", on.two_factor, &team::TwoFactorRoutes::begin);
  table.session(Method::post, "/api/v1/me/two-factor/confirm", on.two_factor, &team::TwoFactorRoutes::confirm);
  table.session(Method::post, "/api/v1/me/two-factor/disable", on.two_factor, &team::TwoFactorRoutes::disable);
  table.session(Method::post, "/api/v1/me/two-factor/recovery-codes", on.two_factor, &team::TwoFactorRoutes::new_codes);
  table.session(Method::del, "/api/v1/members/{id}/two-factor", on.two_factor, &team::TwoFactorRoutes::reset);
  table.session(Method::get, "/api/v1/members", on.members, &Members::list_members);
  table.session(Method::patch, "/api/v1/members/{id}", on.members, &Members::change_member);
  table.session(Method::del, "/api/v1/members/{id}", on.members, &Members::remove_member);
  table.session(Method::post, "/api/v1/invitations", on.invitations, &Invitations::invite);
  table.session(Method::post, "/api/v1/invitations/{id}/resend", on.invitations, &Invitations::resend);
  table.session(Method::del, "/api/v1/invitations/{id}", on.invitations, &Invitations::withdraw);
  table.session(Method::get, "/api/v1/audit", on.audit, &team::AuditRoutes::list_entries);
  table.session(Method::get, "/api/v1/audit/export", on.audit, &team::AuditRoutes::export_entries);
  table.session(Method::get, "/api/v1/api-keys", on.api_keys, &Keys::list_keys);
  table.session(Method::post, "/api/v1/api-keys", on.api_keys, &Keys::create_key);
  table.session(Method::post, "/api/v1/api-keys/{id}/revoke", on.api_keys, &Keys::revoke_key);
  table.session(Method::del, "/api/v1/api-keys/{id}", on.api_keys, &Keys::delete_key);
}

void add_system(Table& table, Routes::Handlers& on) {
  using ReplyMails = notifications::ReplyMailRoutes;
  table.session(Method::get, "/api/v1/system", on.system, &SystemRoutes::show_system);
  table.raw(Method::get, "/healthz", Access::open, on.system, &SystemRoutes::show_alive);
  table.raw(Method::get, "/readyz", Access::open, on.system, &SystemRoutes::show_ready);
  table.raw(Method::get, "/mail/unsubscribe", Access::open, on.reply_mails, &ReplyMails::show_unsubscribe);
  table.raw(Method::post, "/mail/unsubscribe", Access::open, on.reply_mails, &ReplyMails::unsubscribe);
}

}  // namespace

Routes::Routes(Domains& domains) : handlers_(std::make_unique<Handlers>(domains)), domains_(domains) {}
Routes::~Routes() = default;

std::vector<http::Route> Routes::table() const {
  Table table(domains_.guard);
  add_chat(table, *handlers_);
  add_threads(table, *handlers_);
  add_saved_replies(table, *handlers_);
  add_pages(table, *handlers_);
  add_tags(table, *handlers_);
  add_attachments(table, *handlers_);
  add_views(table, *handlers_);
  add_feedback(table, *handlers_);
  add_ratings(table, *handlers_);
  add_figures(table, *handlers_);
  add_projects(table, *handlers_);
  add_sign_in(table, *handlers_);
  add_team(table, *handlers_);
  add_system(table, *handlers_);
  return table.take();
}

}  // namespace seggwat::app
