#include "http/response_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "http/file_body.h"

namespace seggwat::http {
namespace {

constexpr std::array<std::pair<int, std::string_view>, 35> kReasons{{{100, "Continue"},
                                                                     {200, "OK"},
                                                                     {201, "Created"},
                                                                     {202, "Accepted"},
                                                                     {204, "No Content"},
                                                                     {206, "Partial Content"},
                                                                     {301, "Moved Permanently"},
                                                                     {302, "Found"},
                                                                     {303, "See Other"},
                                                                     {304, "Not Modified"},
                                                                     {307, "Temporary Redirect"},
                                                                     {308, "Permanent Redirect"},
                                                                     {400, "Bad Request"},
                                                                     {401, "Unauthorized"},
                                                                     {403, "Forbidden"},
                                                                     {404, "Not Found"},
                                                                     {405, "Method Not Allowed"},
                                                                     {406, "Not Acceptable"},
                                                                     {408, "Request Timeout"},
                                                                     {409, "Conflict"},
                                                                     {410, "Gone"},
                                                                     {411, "Length Required"},
                                                                     {412, "Precondition Failed"},
                                                                     {413, "Content Too Large"},
                                                                     {414, "URI Too Long"},
                                                                     {415, "Unsupported Media Type"},
                                                                     {416, "Range Not Satisfiable"},
                                                                     {417, "Expectation Failed"},
                                                                     {429, "Too Many Requests"},
                                                                     {431, "Request Header Fields Too Large"},
                                                                     {500, "Internal Server Error"},
                                                                     {501, "Not Implemented"},
                                                                     {503, "Service Unavailable"},
                                                                     {505, "HTTP Version Not Supported"},
                                                                     {507, "Insufficient Storage"}}};

std::string_view reason_of(int status) {
  const auto found = std::ranges::find(kReasons, status, &std::pair<int, std::string_view>::first);
  return found == kReasons.end() ? std::string_view("Other") : found->second;
}

bool has_no_body(int status) { return status == 204 || status == 304; }

std::uint64_t length_of(const Response& response) { return response.file ? response.file->length : body_of(response).size(); }

void append_line(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ");
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    out += byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  out += "\r\n";
}

}  // namespace

void append_head(std::string& out, const Response& response, Version version, After after) {
  out.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ").append(reason_of(response.status)).append("\r\n");
  for (const auto& header : response.headers) append_line(out, header.name, header.value);
  if (!has_no_body(response.status)) append_line(out, "Content-Length", std::to_string(length_of(response)));
  if (after == After::close) append_line(out, "Connection", "close");
  if (after == After::keep_alive && version == Version::http_1_0) append_line(out, "Connection", "keep-alive");
  out += "\r\n";
}

std::string_view body_of(const Response& response) {
  if (has_no_body(response.status) || response.file) return {};
  return response.static_body.empty() ? std::string_view(response.body) : response.static_body;
}

}  // namespace seggwat::http
