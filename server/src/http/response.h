#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "http/request.h"

namespace seggwat::http {

class FileBody;  // http/file_body.h

struct Response {
  int status = 200;
  std::vector<Header> headers;
  std::string body;
  std::string_view static_body{};          // bytes that outlive the program, sent in place of `body` when not empty
  std::shared_ptr<const FileBody> file{};  // sent in place of any body
  bool close = false;                      // end the connection after this answer

  void set(std::string_view name, std::string value);  // replaces
  void add(std::string_view name, std::string value);  // appends another line
};

// `application/json`, `nosniff`, `no-store`.
Response json_response(int status, const json::value& value);
inline Response ok(const json::value& value) { return json_response(200, value); }
inline Response created(const json::value& value) { return json_response(201, value); }
Response no_content();
// A spreadsheet's file to save, with a byte order mark, so that it is read as UTF-8.
Response csv_file(std::string_view name, std::string_view lines);
// The one form of every refusal: {"error":code,"message":text}, with Retry-After and WWW-Authenticate where they belong.
Response error_response(const Error& error);
int status_of(ErrorKind kind);
// A refusal of a job that has written something all the same.
std::function<Response()> refused(Error error);
// The same form for what has no ErrorKind: the refusals of HTTP itself (405, 408, 414 …).
Response refusal_response(int status, std::string_view code, std::string_view message);

}  // namespace seggwat::http
