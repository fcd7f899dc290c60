#include "app/export_routes.h"

#include "audit/acts.h"
#include "base/zip.h"
#include "conversations/transcript.h"
#include "end_users/end_user_json.h"
#include "end_users/end_user_store.h"
#include "feedback/feedback_json.h"
#include "feedback/rating_json.h"
#include "feedback/submitter_store.h"
#include "http/response.h"

namespace seggwat::app {
namespace {

constexpr std::size_t kSubmissionsMax = 10'000;

struct File {
  std::string name;
  std::string type;
  std::string content;
};

http::Response download(const File& file) {
  http::Response response;
  response.set("Content-Type", file.type);
  response.set("Content-Disposition", "attachment; filename=\"" + file.name + "\"");
  response.set("X-Content-Type-Options", "nosniff");
  response.set("Cache-Control", "no-store");
  response.body = file.content;
  return response;
}

// Goes out once the record of it is on disk.
http::Plan hand_out(const audit::Actor& actor, audit::Act act, File file) {
  return http::Write{
      [actor, act = std::move(act), file = std::make_shared<const File>(std::move(file))](db::Tx& tx) -> Result<http::Reply> {
        audit::record(tx, actor, act);
        return http::Reply([file] { return download(*file); });
      }};
}

enum class Format { text, json };

Result<Format> read_format(const http::Request& request) {
  const auto given = request.query_value("format").value_or("json");
  if (given == "json") return Format::json;
  if (given == "text") return Format::text;
  return invalid("invalid_field", "`format` must be text or json.");
}

// What stands beside the rows: how to link files, and the time.
struct Setting {
  const attachments::FileLinks& links;
  Instant now;
};

Result<File> conversation_file(db::Database& database, const conversations::Thread& thread, Format format, const Setting& with) {
  if (format == Format::text) {
    auto text = conversations::transcript_text(database, thread, with.now);
    if (!text) return std::unexpected(std::move(text.error()));
    return File{"conversation.txt", "text/plain; charset=utf-8", std::move(*text)};
  }
  const auto object = conversations::transcript_json(database, thread, with.links, with.now);
  if (!object) return std::unexpected(object.error());
  return File{"conversation.json", "application/json", json::serialize(*object)};
}

json::object person_json(db::Database& database, const conversations::Thread& thread, const Setting& with) {
  json::array submitted;
  for (const auto& item : feedback::store::list_of_submitter(database, thread.project, thread.user.sub, kSubmissionsMax)) {
    submitted.push_back(feedback::feedback_json(item, with.links));
  }
  json::array ratings;
  for (const auto& rating :
       feedback::store::list_ratings_of_submitter(database, thread.project, thread.user.sub, kSubmissionsMax)) {
    ratings.push_back(feedback::rating_json(rating));
  }
  json::object person{{"exported_at", to_rfc3339(with.now)}, {"feedback", std::move(submitted)}, {"ratings", std::move(ratings)}};
  if (const auto user = end_users::find_user(database, thread.user.key)) {
    person["user"] = end_users::to_team_json(*user);
    person["first_seen_at"] = to_rfc3339(user->created_at);
  }
  return person;
}

Result<std::vector<File>> person_files(db::Database& database, const conversations::Thread& thread, const Setting& with) {
  std::vector<File> files{{"person.json", "", json::serialize(person_json(database, thread, with))}};
  for (const auto format : {Format::json, Format::text}) {
    auto file = conversation_file(database, thread, format, with);
    if (!file) return std::unexpected(std::move(file.error()));
    files.push_back(std::move(*file));
  }
  return files;
}

File zipped(const std::vector<File>& files, Instant now) {
  ZipWriter zip(now);
  for (const auto& file : files) zip.add(file.name, file.content);
  return {"person.zip", "application/zip", zip.finish()};
}

}  // namespace

Result<ExportRoutes::Target> ExportRoutes::target_of(const http::Request& request, const team::Caller& caller) const {
  const auto directory = projects_.current();
  const auto project = directory->load_for(caller.member, request.param("id"));
  if (!project) return std::unexpected(project.error());
  const auto thread = request.id<ThreadId>("tid");
  if (!thread) return std::unexpected(thread.error());
  return Target{(*project)->id, *thread};
}

Result<http::Plan> ExportRoutes::export_conversation(const http::Request& request, const team::Caller& caller) {
  const auto target = target_of(request, caller);
  if (!target) return std::unexpected(target.error());
  const auto format = read_format(request);
  if (!format) return std::unexpected(format.error());
  return http::Read{[target = *target, format = *format, actor = caller.actor(),
                     with = Setting{links_, clock_.now()}](db::Database& database) -> Result<http::Plan> {
    const auto thread = conversations::load_thread_in(database, target.project, target.thread);
    if (!thread) return std::unexpected(thread.error());
    auto file = conversation_file(database, *thread, format, with);
    if (!file) return std::unexpected(std::move(file.error()));
    return hand_out(actor, {.name = audit::kConversationExported, .project = target.project, .thread = target.thread},
                    std::move(*file));
  }};
}

Result<http::Plan> ExportRoutes::export_person(const http::Request& request, const team::Caller& caller) {
  const auto target = target_of(request, caller);
  if (!target) return std::unexpected(target.error());
  if (!caller.member.is_admin()) return forbidden("Only Owners and Admins may export a person.");
  return http::Read{[target = *target, actor = caller.actor(),
                     with = Setting{links_, clock_.now()}](db::Database& database) -> Result<http::Plan> {
    const auto thread = conversations::load_thread_in(database, target.project, target.thread);
    if (!thread) return std::unexpected(thread.error());
    auto files = person_files(database, *thread, with);
    if (!files) return std::unexpected(std::move(files.error()));
    return http::Work{[target, actor, now = with.now, files = std::move(*files)]() -> Result<http::Plan> {
      return hand_out(actor, {.name = audit::kPersonExported, .project = target.project, .thread = target.thread},
                      zipped(files, now));
    }};
  }};
}

}  // namespace seggwat::app
