#pragma once

#include <array>
#include <string_view>

// Stored texts: never rename one. What stands before the dot is the area that the list is filtered by. The dashboard has a text for
// each of them (`screens/audit/texts.ts`).
namespace seggwat::audit {

inline constexpr std::array<std::string_view, 7> kAreas{"sign_in", "account", "team", "key", "project", "user", "data"};

inline constexpr std::string_view kSignedIn = "sign_in.done";
inline constexpr std::string_view kSignInFailed = "sign_in.failed";
inline constexpr std::string_view kSignedOut = "sign_in.ended";
inline constexpr std::string_view kSessionEnded = "sign_in.session_ended";

inline constexpr std::string_view kPasswordChanged = "account.password_changed";
inline constexpr std::string_view kPasswordReset = "account.password_reset";
inline constexpr std::string_view kTwoFactorOn = "account.two_factor_on";
inline constexpr std::string_view kTwoFactorOff = "account.two_factor_off";
inline constexpr std::string_view kRecoveryCodesMade = "account.recovery_codes_made";
inline constexpr std::string_view kTwoFactorReset = "account.two_factor_reset";

inline constexpr std::string_view kOrganisationMade = "team.set_up";
inline constexpr std::string_view kMemberChanged = "team.member_changed";
inline constexpr std::string_view kMemberRemoved = "team.member_removed";
inline constexpr std::string_view kInvited = "team.invited";
inline constexpr std::string_view kInvitationRenewed = "team.invitation_renewed";
inline constexpr std::string_view kInvitationWithdrawn = "team.invitation_withdrawn";
inline constexpr std::string_view kInvitationAccepted = "team.invitation_accepted";

inline constexpr std::string_view kSavedReplyChanged = "team.saved_reply_changed";
inline constexpr std::string_view kSavedReplyRemoved = "team.saved_reply_removed";

inline constexpr std::string_view kKeyMade = "key.made";
inline constexpr std::string_view kKeyRevoked = "key.revoked";
inline constexpr std::string_view kKeyDeleted = "key.deleted";

inline constexpr std::string_view kProjectMade = "project.made";
inline constexpr std::string_view kProjectChanged = "project.changed";
inline constexpr std::string_view kWidgetChanged = "project.widget_changed";
inline constexpr std::string_view kOfficeHoursChanged = "project.office_hours_changed";
inline constexpr std::string_view kTagChanged = "project.tag_changed";
inline constexpr std::string_view kTagRemoved = "project.tag_removed";
inline constexpr std::string_view kSecretMade = "project.secret_made";
inline constexpr std::string_view kSecretRevoked = "project.secret_revoked";

inline constexpr std::string_view kUserSignedOut = "user.signed_out";
inline constexpr std::string_view kUserBlocked = "user.blocked";
inline constexpr std::string_view kUserUnblocked = "user.unblocked";
inline constexpr std::string_view kMessageUnsent = "user.message_unsent";

inline constexpr std::string_view kFeedbackArchived = "data.feedback_archived";
inline constexpr std::string_view kFeedbackExported = "data.feedback_exported";
inline constexpr std::string_view kRatingArchived = "data.rating_archived";
inline constexpr std::string_view kRatingsExported = "data.ratings_exported";
inline constexpr std::string_view kConversationExported = "data.conversation_exported";
inline constexpr std::string_view kPersonExported = "data.person_exported";
inline constexpr std::string_view kPersonErased = "data.person_erased";
inline constexpr std::string_view kRetentionChanged = "data.retention_changed";
inline constexpr std::string_view kAuditExported = "data.audit_exported";

}  // namespace seggwat::audit
