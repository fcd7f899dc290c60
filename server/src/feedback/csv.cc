#include "feedback/csv.h"

namespace seggwat::feedback {
namespace {

void add_line(std::string& file, const std::vector<std::string>& cells) {
  for (std::size_t at = 0; at < cells.size(); ++at) {
    if (at > 0) file += ',';
    file += csv_cell(cells[at]);
  }
  file += "\r\n";
}

std::string or_empty(const std::optional<std::string>& text) { return text.value_or(""); }

}  // namespace

std::string csv_cell(std::string_view text) {
  constexpr std::string_view kFormulaStarts = "=+-@\t\r";
  std::string cell;
  if (!text.empty() && kFormulaStarts.contains(text.front())) cell += '\'';
  for (const char c : text) {
    if (c == '"') cell += '"';
    cell += c;
  }
  if (cell.find_first_of(",\"\r\n;\t") == std::string::npos) return cell;
  return '"' + cell + '"';
}

http::Response feedback_file(const std::vector<Feedback>& list) {
  std::string file = "\xEF\xBB\xBF";
  add_line(file, {"id", "created_at", "type", "status", "source", "channel", "message", "path", "version", "submitted_by", "name",
                  "email", "subject", "assignee", "resolution_note", "updated_at", "archived", "screenshot"});
  for (const auto& item : list) {
    add_line(file,
             {to_string(item.id), to_rfc3339(item.created_at), std::string(to_text(item.type)), std::string(to_text(item.state)),
              std::string(to_text(item.source)), std::string(to_text(item.channel)), item.message, or_empty(item.path),
              or_empty(item.version), or_empty(item.submitted_by), or_empty(item.name), or_empty(item.email),
              or_empty(item.subject), item.assignee ? item.assignee->name : "", or_empty(item.resolution_note),
              to_rfc3339(item.updated_at), item.archived_at ? "true" : "false", item.screenshot ? "true" : "false"});
  }
  http::Response response;
  response.headers = {{"Content-Type", "text/csv; charset=utf-8"},
                      {"Content-Disposition", "attachment; filename=\"feedback.csv\""},
                      {"Cache-Control", "no-store"}};
  response.body = std::move(file);
  return response;
}

}  // namespace seggwat::feedback
