#include "app/export_routes.h"

#include "app/person_chapter.h"
#include "attachments/archive_path.h"
#include "audit/acts.h"
#include "conversations/transcript.h"

namespace seggwat::app {
namespace {

using conversations::Transcript;

struct Form {
  Transcript::Format format;
  std::string name;
  std::string type;
};
const Form kJson{Transcript::Format::json, "conversation.json", "application/json"};
const Form kText{Transcript::Format::text, "conversation.txt", "text/plain; charset=utf-8"};

Result<Form> read_form(const http::Request& request) {
  const auto given = request.query_value("format").value_or("json");
  if (given == "json") return kJson;
  if (given == "text") return kText;
  return invalid("invalid_field", "`format` must be text or json.");
}

Chapter chapter_of(std::string name, const conversations::Thread& thread, Transcript::Format format, const Transcript::Files& files,
                   Instant now) {
  const auto transcript = std::make_shared<Transcript>(thread, format, files, now);
  return {std::move(name), [transcript](db::Database& database) { return transcript->next(database); }};
}

}  // namespace

Result<ExportRoutes::Target> ExportRoutes::target_of(const http::Request& request, const team::Caller& caller) const {
  const auto directory = parts_.projects.current();
  const auto project = directory->load_for(caller.member, request.param("id"));
  if (!project) return std::unexpected(project.error());
  const auto thread = request.id<ThreadId>("tid");
  if (!thread) return std::unexpected(thread.error());
  return Target{(*project)->id, *thread};
}

// Looks the conversation up before a place is taken.
http::Plan ExportRoutes::make(const Target& target, const team::Caller& caller, Fill fill) {
  return http::Read{[this, target, actor = caller.actor(), member = caller.member.id, now = parts_.clock.now(),
                     fill = std::move(fill)](db::Database& database) -> Result<http::Plan> {
    const auto thread = conversations::load_thread_in(database, target.project, target.thread);
    if (!thread) return std::unexpected(thread.error());
    auto place = places_.take(member);
    if (!place) return std::unexpected(place.error());
    ExportJob::Order order{.actor = actor,
                           .act = {.name = {}, .project = target.project, .thread = target.thread},
                           .sub = thread->user.sub,
                           .now = now,
                           .place = std::move(*place)};
    fill(*thread, order);
    return std::make_shared<ExportJob>(std::move(order), parts_.files)->begin(database);
  }};
}

Result<http::Plan> ExportRoutes::export_conversation(const http::Request& request, const team::Caller& caller) {
  const auto target = target_of(request, caller);
  if (!target) return std::unexpected(target.error());
  const auto form = read_form(request);
  if (!form) return std::unexpected(form.error());
  return make(*target, caller, [this, form = *form](const conversations::Thread& thread, ExportJob::Order& order) {
    order.act.name = audit::kConversationExported;
    order.name = form.name;
    order.type = form.type;
    order.chapters = {chapter_of(form.name, thread, form.format, {.links = parts_.links}, order.now)};
  });
}

Result<http::Plan> ExportRoutes::export_person(const http::Request& request, const team::Caller& caller) {
  const auto target = target_of(request, caller);
  if (!target) return std::unexpected(target.error());
  if (!caller.member.is_admin()) return forbidden("Only Owners and Admins may export a person.");
  return make(*target, caller, [this](const conversations::Thread& thread, ExportJob::Order& order) {
    const Transcript::Files files{.links = parts_.links, .path_of = attachments::archive_path};
    order.act.name = audit::kPersonExported;
    order.name = "person.zip";
    order.type = "application/zip";
    order.chapters = {person_chapter("person.json", thread, parts_.links, order.now)};
    for (const auto& form : {kJson, kText}) order.chapters.push_back(chapter_of(form.name, thread, form.format, files, order.now));
    order.files_of = thread.user.key;
  });
}

}  // namespace seggwat::app
