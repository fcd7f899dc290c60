#pragma once

#include "app/domains.h"
#include "app/export_routes.h"
#include "app/retention_routes.h"
#include "app/routes.h"
#include "app/stream_routes.h"
#include "app/system_routes.h"
#include "attachments/attachment_routes.h"
#include "conversations/chat_routes.h"
#include "conversations/tag_routes.h"
#include "conversations/thread_routes.h"
#include "drafts/draft_routes.h"
#include "end_users/end_user_routes.h"
#include "feedback/feedback_routes.h"
#include "feedback/page_routes.h"
#include "feedback/rating_routes.h"
#include "feedback/screenshot_routes.h"
#include "notifications/notification_routes.h"
#include "notifications/reply_mail_routes.h"
#include "projects/project_routes.h"
#include "projects/secret_routes.h"
#include "projects/widget_config_routes.h"
#include "saved_replies/saved_reply_routes.h"
#include "team/api_key_routes.h"
#include "team/audit_routes.h"
#include "team/invitation_routes.h"
#include "team/member_routes.h"
#include "team/preference_routes.h"
#include "team/profile_routes.h"
#include "team/setup_routes.h"
#include "team/sign_in_routes.h"
#include "team/two_factor_routes.h"
#include "views/view_routes.h"

namespace seggwat::app {

// Lets the set-up page make the first project.
class FirstProject final : public team::FirstProject {
 public:
  explicit FirstProject(Domains& domains) : domains_(domains) {}
  Result<json::object> create(db::Tx& tx, const std::string& name, const std::optional<std::string>& origin) override;

 private:
  Domains& domains_;
};

// The objects whose methods answer requests.
struct Routes::Handlers {
  explicit Handlers(Domains& domains);

  StreamRoutes streams;
  SystemRoutes system;
  conversations::ChatRoutes chat;
  conversations::ThreadRoutes threads;
  drafts::DraftRoutes drafts;
  saved_replies::SavedReplyRoutes saved_replies;
  conversations::TagRoutes tags;
  attachments::AttachmentRoutes attachments;
  views::ViewRoutes views;
  end_users::EndUserRoutes end_users;
  ExportRoutes exports;
  RetentionRoutes retention;
  notifications::NotificationRoutes notifications;
  const notifications::ReplyMailRoutes& reply_mails;
  feedback::FeedbackRoutes feedback;
  feedback::RatingRoutes ratings;
  feedback::PageRoutes pages;
  feedback::ScreenshotRoutes screenshots;
  projects::ProjectRoutes projects;
  projects::SecretRoutes secrets;
  projects::WidgetConfigRoutes widget_config;
  FirstProject first_project;
  team::SetupRoutes setup;
  team::SignInRoutes sign_in;
  team::ProfileRoutes profile;
  team::PreferenceRoutes preferences;
  team::MemberRoutes members;
  team::InvitationRoutes invitations;
  team::ApiKeyRoutes api_keys;
  team::TwoFactorRoutes two_factor;
  team::AuditRoutes audit;
};

}  // namespace seggwat::app
