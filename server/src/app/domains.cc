#include "app/domains.h"

#include <algorithm>
#include <utility>

#include "app/rendering.h"
#include "app/stream_routes.h"
#include "conversations/conversation_store.h"
#include "realtime/presence.h"

namespace seggwat::app {
namespace {

using projects::Project;

bool is_live(const Project* project, const projects::SecretId& id) {
  if (project == nullptr) return false;
  return std::ranges::any_of(project->secrets, [&](const auto& secret) { return secret.id == id && !secret.revoked_at; });
}

void add_revoked(const Project& before, const Project* now, std::vector<Uuid>& revoked) {
  for (const auto& secret : before.secrets) {
    if (!secret.revoked_at && !is_live(now, secret.id)) revoked.push_back(secret.id.uuid);
  }
}

// May those who listened in this project still do so, if their token is still good?
bool is_open_to_same(const Project& before, const Project* now) {
  return now != nullptr && now->widget.live_chat && now->allowed_origins == before.allowed_origins;
}

bool is_signed_in(const team::Directory& directory, const realtime::TeamScope& scope) {
  if (directory.find_member(scope.member) == nullptr) return false;
  return scope.is_person ? directory.find_session(team::SessionId{scope.credential}) != nullptr
                         : directory.has_key(team::ApiKeyId{scope.credential});
}

// A member who is gone has none: their stream has been ended, and is there until its last bytes are taken.
bool has_other_scope(const team::Directory& directory, const realtime::TeamScope& scope) {
  const auto* member = directory.find_member(scope.member);
  if (member == nullptr) return false;
  const auto projects = member->is_admin() ? std::nullopt : member->projects;
  return projects != scope.projects;
}

// Without rate limits only the total is capped, for the sake of memory.
realtime::Limits stream_limits(RateLimits mode) {
  realtime::Limits limits;
  if (mode == RateLimits::off) limits.per_user = limits.per_member = limits.total;
  return limits;
}

}  // namespace

Domains::Domains(Parts given, FirstLook first)
    : parts(given),
      projects(first.projects, parts.storage.key),
      team(first.team),
      kept_out(first.kept_out),
      delivery_marks(parts.storage.write),
      file_links(parts.storage.key, parts.clock),
      disk_files(files_path(parts.config.data_dir)),
      attachments(parts.random, disk_files, parts.config.attachment_quota),
      source(file_links),
      realtime({.loop = parts.loop,
                .read = parts.storage.read,
                .clock = parts.clock,
                .random = parts.random,
                .cursors = parts.storage.cursors,
                .source = source,
                .hooks = stream_hooks(),
                .limits = stream_limits(parts.config.rate_limits),
                .head = first.head}),
      erasures(parts.storage, parts.clock, realtime, attachments),
      bell(parts.random, ring_streams(realtime)),
      limits(parts.clock, parts.random, parts.config.rate_limits),
      gate(team, parts.clock, parts.config.public_url, write_later()),
      mail({.settings = parts.config.mail,
            .write = parts.storage.write,
            .database_path = parts.storage.path,
            .clock = parts.clock,
            .random = parts.random,
            .key = parts.storage.key,
            .presence_of = presence_of(),
            .team_online = [this](const ProjectId& project) { return realtime.presence().team_here(project); },
            .effects = mail_effects()}),
      upload_port(attachments),
      reply_mail_port(mail.replies()),
      conversation_bell(bell, mail.team()),
      feedback_bell(bell),
      screenshot_port(attachments),
      search(parts.loop, parts.storage, [this] { erasures.wake(); }),
      stream_sink(realtime, file_links, [this] { search.poke(); }),
      tags(parts.random, tags_listener()),
      conversations(parts.random, {user_book, upload_port, reply_mail_port, conversation_bell, stream_sink},
                    parts.storage.key.derive("unsent messages")),
      episodes(rating_listener(),
               [](db::Tx& tx, const ThreadId& thread) { return conversations::store::take_user_no(tx.database, thread); }),
      snooze_timer(parts.storage.write, parts.clock, conversations),
      team_letters(mail.account()),
      team_context{.team = team,
                   .gate = gate,
                   .hasher = hasher,
                   .limiter = limits,
                   .clock = parts.clock,
                   .random = parts.random,
                   .key = parts.storage.key,
                   .write_later = write_later(),
                   .public_url = parts.config.public_url,
                   .is_online = [this](const MemberId& member) { return realtime.presence().member_online(member); },
                   .project_exists = [this](const ProjectId& project) { return projects.current()->find(project) != nullptr; }},
      guard({.projects = projects, .kept_out = kept_out, .gate = gate, .limits = limits, .clock = parts.clock}) {
  conversations.use_tags(tags);
  conversations.report_to(conversation_course);
  conversations.on_snooze([this](Instant until) { snooze_timer.note(until); });
  watch_team();
  watch_projects();
  watch_kept_out();
}

realtime::Hooks Domains::stream_hooks() {
  return {.on_delivered = [this](const ThreadId& thread, std::int64_t seq) { delivery_marks.note(thread, seq); },
          .on_left = [this](const realtime::User& user, Instant) { mail.replies().note_left(user.project, user.sub); }};
}

notifications::PresenceOf Domains::presence_of() {
  return [this](const ProjectId& project, const std::string& sub) -> notifications::Presence {
    const auto whereabouts = realtime.presence().whereabouts({project, sub});
    return {.present = whereabouts.here, .left_at = whereabouts.left};
  };
}

notifications::ReplyMailEffects Domains::mail_effects() {
  return {.state_changed = [this](db::Tx& tx, const ThreadId& thread, std::int64_t from_seq,
                                  std::int64_t to_seq) { conversations.announce_changed(tx, thread, from_seq, to_seq); },
          .failed = [this](db::Tx& tx, const notifications::MailFailure& failure) { ring_mail_failed(bell, tx, failure); },
          .turned_off = [this](db::Tx& tx, const ThreadId& thread) { conversations.announce_thread(tx, thread); }};
}

team::WriteLater Domains::write_later() {
  return [this](std::function<void(db::Tx&)> write) {
    parts.storage.write.submit<bool>(
        [write = std::move(write)](db::Tx& tx) -> Result<bool> {
          write(tx);
          return true;
        },
        [](const Result<bool>&) {});
  };
}

void Domains::reload_directories(std::function<void(bool reloaded)> done) {
  parts.storage.write.submit<bool>(
      [this](db::Tx& tx) -> Result<bool> {
        projects.refresh(tx);
        team.refresh_after(tx);
        kept_out.refresh(tx);
        return true;
      },
      [done = std::move(done)](const Result<bool>& reloaded) { done(reloaded.has_value()); });
}

conversations::Tags::Listener Domains::tags_listener() {
  return [this](const journal::Record& record) {
    realtime.publish({.record = record, .for_team = [&record] { return render_tags_changed(record.entry.project); }});
  };
}

figures::Episodes::Listener Domains::rating_listener() {
  return [this](const journal::Record& record, const std::string& user, const figures::Episode& episode) {
    realtime.publish({.record = record,
                      .user = user,
                      .for_team = [&] { return render_rating_for_team(record.entry, episode); },
                      .for_user = [&] { return render_rating_for_user(record.entry, episode); }});
  };
}

void Domains::sweep_tags() {
  parts.storage.write.submit<bool>([this](db::Tx& tx) -> Result<bool> { return tags.sweep(tx); },
                                   [this](const Result<bool>& more) {
                                     if (more && *more) sweep_tags();
                                   });
}

void Domains::watch_team() {
  team.on_change([this](const team::Directory&, const team::Directory& now) {
    realtime.end_team_streams([&](const realtime::TeamScope& scope) { return !is_signed_in(now, scope); }, "signed_out");
    realtime.end_team_streams([&](const realtime::TeamScope& scope) { return has_other_scope(now, scope); }, std::nullopt);
  });
}

void Domains::watch_projects() {
  projects.on_change([this, before = projects.current()]() mutable {
    const auto now = projects.current();
    std::vector<Uuid> revoked;
    std::vector<ProjectId> changed;
    for (const auto& project : before->all()) {
      const auto* left = now->find(project.id);
      add_revoked(project, left, revoked);
      if (!is_open_to_same(project, left)) changed.push_back(project.id);
    }
    before = now;
    const auto holds = [](const auto& list, const auto& one) { return std::ranges::find(list, one) != list.end(); };
    if (!revoked.empty()) {
      realtime.end_user_streams([&](const realtime::User& user) { return holds(revoked, user.credential); }, "token_revoked");
    }
    if (!changed.empty()) {
      realtime.end_user_streams([&](const realtime::User& user) { return holds(changed, user.project); }, std::nullopt);
    }
  });
}

void Domains::watch_kept_out() {
  kept_out.on_change([this] {
    const auto now = kept_out.current();
    realtime.end_user_streams(
        [&](const realtime::User& user) { return !now->check_blocked({.project = user.project, .sub = user.sub}).has_value(); },
        std::nullopt);
  });
}

}  // namespace seggwat::app
