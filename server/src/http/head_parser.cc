#include "http/head_parser.h"

#include <boost/beast/http/basic_parser.hpp>
#include <optional>

#include "base/text.h"
#include "http/percent.h"

namespace seggwat::http {
namespace {

namespace beast = boost::beast;
using Code = beast::error_code;
using Text = beast::string_view;

std::string to_string(Text text) { return {text.data(), text.size()}; }

std::optional<Method> method_of(beast::http::verb verb) {
  switch (verb) {
    case beast::http::verb::get:
      return Method::get;
    case beast::http::verb::head:
      return Method::head;
    case beast::http::verb::post:
      return Method::post;
    case beast::http::verb::put:
      return Method::put;
    case beast::http::verb::patch:
      return Method::patch;
    case beast::http::verb::delete_:
      return Method::del;
    case beast::http::verb::options:
      return Method::options;
    default:
      return std::nullopt;
  }
}

// Fills a Head with what Beast finds. Only ever fed a head: bodies are read elsewhere.
class Parser final : public beast::http::basic_parser<true> {
 public:
  Parser() {
    header_limit(kMaxHead);
    body_limit(boost::none);
  }
  Head head;
  std::string target;

 private:
  void on_request_impl(beast::http::verb verb, Text, Text named, int version, Code& fault) override {
    const auto method = method_of(verb);
    if (!method) fault = beast::http::error::bad_method;
    if (method) head.request.method = *method;
    target = to_string(named);
    head.version = version == 10 ? Version::http_1_0 : Version::http_1_1;
  }
  void on_field_impl(beast::http::field, Text name, Text value, Code&) override {
    head.request.headers.push_back({to_string(name), to_string(value)});
  }
  void on_response_impl(int, Text, int, Code&) override {}
  void on_header_impl(Code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, Code&) override {}
  std::size_t on_body_impl(Text text, Code&) override { return text.size(); }
  void on_chunk_header_impl(std::uint64_t, Text, Code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, Text text, Code&) override { return text.size(); }
  void on_finish_impl(Code&) override {}
};

// From `http://host/path?query` or `/path?query` to path and query.
bool split_target(std::string_view target, Request& request) {
  if (!target.starts_with('/')) {
    const auto path = target.find_first_of("/?", target.find("//") + 2);
    target = path == std::string_view::npos ? std::string_view("/") : target.substr(path);
  }
  const auto mark = target.find('?');
  auto path = decode_path(mark == 0 ? "/" : target.substr(0, mark));
  if (!path) return false;
  request.path = std::move(*path);
  if (mark != std::string_view::npos) request.query = std::string(target.substr(mark + 1));
  return true;
}

}  // namespace

std::expected<Head, Refusal> parse_head(std::string_view block) {
  if (auto refusal = check_head(block)) return std::unexpected(*refusal);
  Parser parser;
  Code fault;
  parser.put(boost::asio::buffer(block.data(), block.size()), fault);
  if (fault || !parser.is_header_done()) return std::unexpected(Refusal{400, "bad_request", "The request is not HTTP/1.1."});
  if (!split_target(parser.target, parser.head.request)) {
    return std::unexpected(Refusal{400, "bad_path", "The address cannot be read."});
  }
  Head head = std::move(parser.head);
  head.keep_alive = parser.keep_alive();
  head.chunked = parser.chunked();
  head.content_length = parser.content_length().value_or(0);
  const auto expected = head.request.header("expect");
  head.expects_continue = expected && head.version == Version::http_1_1;
  return head;
}

}  // namespace seggwat::http
