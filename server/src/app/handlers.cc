#include "app/handlers.h"

#include "app/view_query.h"
#include "conversations/conversation_store.h"
#include "end_users/end_user_store.h"
#include "end_users/end_users.h"
#include "end_users/token_check.h"
#include "feedback/feedback_counts.h"
#include "journal/journal_store.h"
#include "projects/project_json.h"
#include "realtime/presence.h"
#include "team/rights.h"

namespace seggwat::app {
namespace {

constexpr std::size_t kFacesShown = 5;

conversations::TeamFace team_face(Domains& domains, const ProjectId& project) {
  conversations::TeamFace face{.online = domains.realtime.presence().team_online(project),
                               .sends_mail = domains.parts.config.mail.configured()};
  for (const auto& member : domains.team.current()->members()) {
    if (face.names.size() < kFacesShown && member.may_see(project)) face.names.push_back(member.name);
  }
  return face;
}

std::string user_cursor(const Domains& domains, db::Database& database, const ProjectId& project, const std::string& sub) {
  const auto view = domains.source.find_view(database, {project, sub});
  const auto head = view ? journal::user_position(database, view->thread, view->last_user_no) : journal::Position{};
  return domains.parts.storage.cursors.user(project, sub, head);
}

// Who is there is known on the loop alone, so it travels with the write.
std::vector<conversations::Candidate> candidates_for(Domains& domains, const ProjectId& id) {
  std::vector<conversations::Candidate> candidates;
  const auto directory = domains.projects.current();
  const auto* project = directory->find(id);
  if (project == nullptr || !project->assign_in_turn) return candidates;
  for (const auto& member : domains.team.current()->members()) {
    if (member.may_see(id) && domains.realtime.presence().member_online(member.id)) candidates.push_back({member.id, member.name});
  }
  return candidates;
}

conversations::ChatParts chat_parts(Domains& domains) {
  return {.links = domains.file_links,
          .team_of = [&domains](const ProjectId& project) { return team_face(domains, project); },
          .typing =
              [&domains](const ProjectId& project, const std::string& sub, const ThreadId& thread, const std::string& name) {
                domains.realtime.presence().user_types({thread, {project, sub}}, name);
              },
          .cursor_of = [&domains](db::Database& database, const ProjectId& project,
                                  const std::string& sub) { return user_cursor(domains, database, project, sub); },
          .candidates_for = [&domains](const ProjectId& project) { return candidates_for(domains, project); },
          .delivered = [&domains](const ThreadId& thread, std::int64_t seq) { domains.delivery_marks.note(thread, seq); }};
}

realtime::Place place_of(const conversations::Thread& thread) { return {thread.id, {thread.project, thread.user.sub}}; }

realtime::MemberState state_of(conversations::Looking looking) {
  switch (looking) {
    case conversations::Looking::viewing:
      return realtime::MemberState::viewing;
    case conversations::Looking::replying:
      return realtime::MemberState::replying;
    case conversations::Looking::gone:
      return realtime::MemberState::gone;
  }
  return realtime::MemberState::gone;
}

Status check_assignee(const Domains& domains, const MemberId& id, const ProjectId& project) {
  const auto directory = domains.team.current();
  const auto* member = directory->find_member(id);
  if (member == nullptr || !member->may_see(project))
    return invalid("invalid_field", "`assignee` must be a member who sees this project.");
  return {};
}

Result<ProjectId> project_for(const Domains& domains, const team::Member& member, std::string_view id_or_key) {
  const auto directory = domains.projects.current();
  const auto project = directory->load_for(member, id_or_key);
  if (!project) return std::unexpected(project.error());
  return (*project)->id;
}

std::vector<ProjectId> visible_projects(const Domains& domains, const team::Member& member) {
  std::vector<ProjectId> visible;
  for (const auto& project : domains.projects.current()->all()) {
    if (member.may_see(project.id)) visible.push_back(project.id);
  }
  return visible;
}

conversations::ThreadParts thread_parts(Domains& domains) {
  return {
      .links = domains.file_links,
      .project_for = [&domains](const team::Caller& caller,
                                std::string_view text) { return project_for(domains, caller.member, text); },
      .projects_of = [&domains](const team::Caller& caller) { return visible_projects(domains, caller.member); },
      .find = search::find,
      .take_search = [&domains](const team::Caller& caller) { return domains.limits.take_search_of(caller.member.id); },
      .check_assignee = [&domains](const MemberId& id, const ProjectId& project) { return check_assignee(domains, id, project); },
      .typing =
          [&domains](const team::Member& member, const conversations::Thread& thread) {
            domains.realtime.presence().member_types(place_of(thread), {member.id, member.name});
          },
      .look =
          [&domains](const team::Member& member, const conversations::Thread& thread, conversations::Looking looking) {
            domains.realtime.presence().member_is(place_of(thread), {member.id, member.name}, state_of(looking));
          }};
}

drafts::DraftRoutes::Parts draft_parts(Domains& domains) {
  return {.project_for = [&domains](const team::Caller& caller,
                                    std::string_view text) { return project_for(domains, caller.member, text); },
          .has_thread =
              [](db::Database& database, const ProjectId& project, const ThreadId& id) {
                const auto thread = conversations::store::find_thread(database, id);
                return thread && thread->project == project;
              }};
}

saved_replies::SavedReplyRoutes::Parts saved_reply_parts(Domains& domains) {
  return {.random = domains.parts.random,
          .project_exists = [&domains](const ProjectId& project) { return domains.projects.current()->find(project) != nullptr; },
          .load_member = [](db::Tx& tx, const MemberId& id) { return team::load_member(*team::Directory::load(tx.database), id); }};
}

conversations::TagParts tag_parts(Domains& domains) {
  return {.project_for = [&domains](const team::Caller& caller,
                                    std::string_view text) { return project_for(domains, caller.member, text); },
          .removed = [&domains] { domains.sweep_tags(); }};
}

std::optional<end_users::UserKey> user_of_thread(db::Database& database, const ProjectId& project, const ThreadId& id) {
  const auto thread = conversations::store::find_thread(database, id);
  if (!thread || thread->project != project) return std::nullopt;
  return thread->user.key;
}

attachments::AttachmentParts attachment_parts(Domains& domains) {
  return {.project_for = [&domains](const team::Caller& caller,
                                    std::string_view text) { return project_for(domains, caller.member, text); },
          .find_user = [](db::Database& database, const end_users::EndUser& user) -> std::optional<end_users::UserKey> {
            const auto found = end_users::find_user(database, user.project, user.sub);
            if (!found) return std::nullopt;
            return found->key;
          },
          .remember_user =
              [&domains](db::Tx& tx, const end_users::EndUser& user) {
                const auto known = end_users::remember(tx, user);
                domains.conversations.note_profile(tx, known, std::nullopt);
                return known.key;
              },
          .user_of_thread = user_of_thread};
}

end_users::EndUserRoutes::Parts end_user_parts(Domains& domains) {
  return {
      .kept_out = domains.kept_out,
      .load_project = [&domains](const team::Member& member, std::string_view text) { return project_for(domains, member, text); },
      .told =
          [&domains](db::Tx& tx, const end_users::Remembered& user, const std::optional<end_users::Page>& given) {
            std::optional<conversations::Page> page;
            if (given) page = {given->url, given->title.value_or(""), given->origin.value_or("")};
            domains.conversations.note_profile(tx, user, page);
          },
      .user_of_thread = user_of_thread,
      .signed_out =
          [&domains](const ProjectId& project, const std::string& sub) {
            domains.realtime.end_streams({project, sub}, "signed_out");
          },
      .access_changed =
          [&domains](db::Tx& tx, const ThreadId& thread) {
            domains.conversations.announce_thread(tx, thread);
            tx.after_commit([&domains, thread] { domains.mail.replies().reconsider(thread); });
          },
      .erased =
          [&domains](const ProjectId& project, const std::string& sub) {
            domains.realtime.end_streams({project, sub}, std::nullopt);
            domains.erasures.wake();
          },
      .random = domains.parts.random};
}

views::ViewParts view_parts(Domains& domains) {
  return {
      .random = domains.parts.random,
      .project_for = [&domains](const team::Caller& caller,
                                std::string_view text) { return project_for(domains, caller.member, text); },
      .projects_of = [&domains](const team::Caller& caller) { return visible_projects(domains, caller.member); },
      .count =
          [&clock = domains.parts.clock](db::Database& database, const team::Member& member, const std::vector<ProjectId>& projects,
                                         const json::object& filter, std::int64_t most) {
            const auto query = view_query(filter, member, clock.now());
            return conversations::count_wanted(database, member, projects, query, most);
          }};
}

notifications::BellParts bell_parts(Domains& domains) {
  return {.projects_of = [&domains](const team::Member& member) { return visible_projects(domains, member); },
          .dismiss_thread = [&domains](db::Tx& tx, const team::Member& member,
                                       const ThreadId& thread) { domains.conversations.dismiss(tx, member, thread); }};
}

std::optional<ProjectId> find_project(const Domains& domains, std::string_view text) {
  const auto directory = domains.projects.current();
  const auto id = ProjectId::parse(text);
  if (!id) return std::nullopt;
  if (const auto* project = directory->find(*id)) return project->id;
  if (const auto* project = directory->find(ProjectKey{id->uuid})) return project->id;
  return std::nullopt;
}

feedback::FindProject finder_of(const Domains& domains) {
  return [&domains](std::string_view text) { return find_project(domains, text); };
}

feedback::FeedbackRoutes::Parts feedback_parts(Domains& domains) {
  return {
      .find_project = finder_of(domains),
      .arrived = domains.feedback_bell,
      .links = domains.file_links,
      .clock = domains.parts.clock,
      .random = domains.parts.random,
      .check_assignee = [&domains](const MemberId& id, const ProjectId& project) { return check_assignee(domains, id, project); },
      .thread_of =
          [](db::Database& database, const ProjectId& project, const std::string& sub) {
            const auto thread = conversations::store::find_thread_of_user(database, project, sub);
            return thread ? std::optional(thread->id) : std::nullopt;
          }};
}

figures::RatingRoutes::Parts chat_rating_parts(Domains& domains) {
  return {.episodes = domains.episodes,
          .conversation_of = [](db::Database& database, const end_users::EndUser& user) -> std::optional<figures::Conversation> {
            const auto thread = conversations::store::find_thread_of_user(database, user.project, user.sub);
            if (!thread) return std::nullopt;
            return figures::Conversation{thread->project, thread->id, user.sub, conversations::is_resolved(thread->status),
                                         thread->last_seq};
          },
          .asks =
              [&domains](const ProjectId& project) {
                const auto directory = domains.projects.current();
                const auto* found = directory->find(project);
                return found != nullptr && found->ask_for_rating;
              },
          .project_for = [&domains](const team::Caller& caller,
                                    std::string_view text) { return project_for(domains, caller.member, text); },
          .has_thread =
              [](db::Database& database, const ProjectId& project, const ThreadId& id) {
                const auto thread = conversations::store::find_thread(database, id);
                return thread && thread->project == project;
              }};
}

figures::FigureRoutes::Parts figure_parts(Domains& domains) {
  return {.project_for = [&domains](const team::Caller& caller,
                                    std::string_view text) { return project_for(domains, caller.member, text); },
          .projects_of = [&domains](const team::Caller& caller) { return visible_projects(domains, caller.member); },
          .clock = domains.parts.clock};
}

// With office hours, what is promised is about what is asked within them.
projects::ReplyTimeSource reply_times_of(Domains& domains) {
  return {.recall = [&domains](const ProjectId& project) { return domains.reply_times.recall(project, domains.parts.clock.now()); },
          .find =
              [&domains](db::Database& database, const projects::Project& project) {
                const auto now = domains.parts.clock.now();
                const auto counts = [&project](Instant at) { return projects::state_at(project.office_hours, at).open_now; };
                const auto minutes = figures::find_reply_time(database, project.id, now, counts);
                domains.reply_times.keep(project.id, minutes, now);
                return minutes;
              }};
}

OrgId organisation_of(const Domains& domains) {
  const auto& organisation = domains.team.current()->organisation();
  return organisation ? organisation->id : OrgId{};
}

projects::ProjectRoutes::Parts project_parts(Domains& domains) {
  return {.projects = domains.projects,
          .random = domains.parts.random,
          .count_feedback = [](db::Database& database,
                               const ProjectId& project) { return feedback::count_feedback(database, project); },
          .summarise = [&domains](
                           db::Database& database,
                           const ProjectId& project) { return feedback::summarise(database, project, domains.parts.clock.now()); },
          .organisation = [&domains] { return organisation_of(domains); },
          .public_url = domains.parts.config.public_url};
}

projects::SecretRoutes::Parts secret_parts(Domains& domains) {
  return {.projects = domains.projects,
          .key = domains.parts.storage.key,
          .random = domains.parts.random,
          .check_token = [&domains](const projects::Project& project, std::string_view token) {
            return end_users::to_json(end_users::diagnose(project, token, domains.parts.clock.now()));
          }};
}

SystemParts system_parts(Domains& domains) {
  return {.public_url = domains.parts.config.public_url,
          .secure_cookie = domains.gate.cookie().is_secure(),
          .mail_status = [&domains] { return domains.mail.status(); }};
}

team::AuditParts audit_parts(Domains& domains) {
  return {.context = domains.team_context, .names = [&domains]() -> team::AuditNames {
            return {.project =
                        [directory = domains.projects.current()](const ProjectId& id) {
                          const auto* project = directory->find(id);
                          return project == nullptr ? std::string() : project->name;
                        },
                    .user =
                        [](db::Database& database, const ThreadId& id) {
                          const auto thread = conversations::store::find_thread(database, id);
                          return thread ? thread->user.display_name() : std::string();
                        }};
          }};
}

}  // namespace

Result<json::object> FirstProject::create(db::Tx& tx, const std::string& name, const std::optional<std::string>& origin) {
  projects::ProjectDraft draft{.name = name};
  if (origin) draft.allowed_origins = {{*origin}};
  projects::WidgetSettings widget;
  widget.live_chat = true;
  const auto project = projects::create_project(tx, domains_.parts.random, draft, widget);
  if (!project) return std::unexpected(project.error());
  domains_.projects.refresh(tx);
  const auto organisation = team::Directory::load(tx.database)->organisation();
  return projects::to_json(*project, {.organisation = organisation->id, .public_url = domains_.parts.config.public_url});
}

Routes::Handlers::Handlers(Domains& domains)
    : streams(domains.realtime),
      system(system_parts(domains)),
      chat(domains.conversations, chat_parts(domains)),
      threads(domains.conversations, thread_parts(domains)),
      drafts(draft_parts(domains)),
      saved_replies(saved_reply_parts(domains)),
      tags(domains.tags, tag_parts(domains)),
      attachments(domains.attachments, domains.disk_files, domains.file_links, attachment_parts(domains)),
      views(view_parts(domains)),
      end_users(end_user_parts(domains)),
      exports(
          {.projects = domains.projects, .links = domains.file_links, .files = domains.disk_files, .clock = domains.parts.clock}),
      history(domains.projects, domains.file_links),
      retention(domains.projects, domains.parts.clock),
      notifications(bell_parts(domains)),
      reply_mails(domains.mail.routes()),
      feedback(feedback_parts(domains)),
      ratings(finder_of(domains), domains.parts.clock, domains.parts.random),
      pages(finder_of(domains), domains.feedback_bell, domains.parts.random),
      screenshots(finder_of(domains), domains.feedback_bell, domains.screenshot_port, domains.parts.random),
      chat_ratings(chat_rating_parts(domains)),
      figures(figure_parts(domains)),
      projects(project_parts(domains)),
      secrets(secret_parts(domains)),
      office_hours(domains.projects),
      widget_config(domains.projects, domains.parts.clock, reply_times_of(domains)),
      first_project(domains),
      setup(domains.team_context, domains.setup_token, first_project),
      sign_in(domains.team_context, domains.team_letters),
      profile(domains.team_context),
      members(domains.team_context),
      invitations(domains.team_context, domains.team_letters),
      api_keys(domains.team_context),
      two_factor(domains.team_context),
      audit(audit_parts(domains)) {}

}  // namespace seggwat::app
