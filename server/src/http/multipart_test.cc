#include "http/multipart.h"

#include <gtest/gtest.h>

namespace seggwat::http {
namespace {

constexpr std::string_view kFile = "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"";

std::string form(const std::string& head, const std::string& content) {
  return "--b\r\n" + head + "\r\n\r\n" + content + "\r\n--b--\r\n";
}

bool is_refused(std::string_view body) {
  const auto parts = parse_multipart(body, "b", 4);
  return !parts && parts.error().code == "bad_multipart";
}

TEST(Multipart, a_boundary_is_read_from_the_content_type) {
  EXPECT_EQ(read_boundary("multipart/form-data; boundary=abc").value(), "abc");
  EXPECT_EQ(read_boundary("Multipart/Form-Data;charset=utf-8; BOUNDARY=\"a b/c\"").value(), "a b/c");
  for (const auto* bad :
       {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=a; boundary=b", "multipart/form-data; boundary=\"a", "multipart/form-data; b",
        "multipart/form-data; boundary=\"a \"", "multipart/form-data; boundary=\"a\xC3\xA9\""}) {
    EXPECT_EQ(read_boundary(bad).error().kind, ErrorKind::invalid) << bad;
  }
  EXPECT_FALSE(read_boundary("multipart/form-data; boundary=" + std::string(71, 'x')));
  EXPECT_TRUE(read_boundary("multipart/form-data; boundary=" + std::string(70, 'x')));
  for (const auto* other : {"", "application/json", "multipart/mixed; boundary=b", "multipart/form-datax; boundary=b"}) {
    EXPECT_EQ(read_boundary(other).error().kind, ErrorKind::unsupported) << other;
  }
}

TEST(Multipart, parts_keep_their_bytes_whatever_they_are) {
  const std::string content("\r\n--\0--b \xFF\r\n--", 15);
  const auto body = "--b\r\n" + std::string(kFile) + "\r\nContent-Type: Text/Plain; charset=x\r\n\r\n" + content +
                    "\r\n--b\r\nContent-Disposition: form-data; name=data\r\n\r\n\r\n--b--";
  const auto parts = parse_multipart(body, "b", 2).value();
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].content, content);
  EXPECT_EQ(parts[0].content_type, "text/plain");
  EXPECT_EQ(parts[0].filename, "a.txt");
  EXPECT_EQ(find_part(parts, "data")->content, "");
  EXPECT_FALSE(find_part(parts, "data")->filename);
  EXPECT_EQ(find_part(parts, "other"), nullptr);
  EXPECT_FALSE(parse_multipart(body, "b", 1)) << "more parts than wanted";
}

TEST(Multipart, names_are_read_as_browsers_and_others_write_them) {
  const auto name_of = [](const std::string& written) {
    const auto body = form("content-disposition: form-data; filename=" + written + "; name=file", "x");
    return parse_multipart(body, "b", 1).value().front().filename.value();
  };
  EXPECT_EQ(name_of("\"a%22b%0D%0Ac\""), "a\"b  c");
  EXPECT_EQ(name_of("\"a\\\"b\""), "a\"b");
  EXPECT_EQ(name_of("\"C:\\temp\\a.txt\""), "C:\\temp\\a.txt");
  EXPECT_EQ(name_of("a.txt"), "a.txt");
  EXPECT_EQ(name_of("\"\""), "");
  EXPECT_EQ(name_of("\"Grüße.txt\""), "Grüße.txt");
}

TEST(Multipart, a_name_in_the_extended_form_makes_a_file_too) {
  const auto name_of = [](const std::string& parameters) {
    const auto body = form("content-disposition: form-data; name=file; " + parameters, "x");
    return parse_multipart(body, "b", 1).value().front().filename;
  };
  EXPECT_EQ(name_of("filename*=UTF-8''Gr%C3%BC%C3%9Fe.txt"), "Grüße.txt");
  EXPECT_EQ(name_of("filename*=utf-8'de'a%20b.txt"), "a b.txt");
  EXPECT_EQ(name_of("filename=\"a.txt\"; filename*=UTF-8''b.txt"), "a.txt");
  EXPECT_EQ(name_of("filename*=UTF-8''b.txt; filename=\"a.txt\""), "a.txt");
  for (const auto* broken : {"filename*=UTF-8''%C3", "filename*=UTF-8''%zz", "filename*=b.txt", "filename*=UTF-8'b.txt"})
    EXPECT_EQ(name_of(broken), "") << broken;
}

TEST(Multipart, what_could_be_read_in_two_ways_is_refused) {
  const std::string file(kFile);
  EXPECT_FALSE(is_refused(form(file, "x")));
  EXPECT_TRUE(is_refused(""));
  EXPECT_TRUE(is_refused("--b--\r\n"));
  EXPECT_TRUE(is_refused("x" + form(file, "x")));
  EXPECT_TRUE(is_refused(form(file, "x") + "x"));
  EXPECT_TRUE(is_refused("--b\r\n" + file + "\r\n\r\nx"));
  EXPECT_TRUE(is_refused("--b\r\n" + file + "\r\n\r\nx\r\n--b"));
  EXPECT_TRUE(is_refused("--b\n" + file + "\n\nx\n--b--"));
  EXPECT_TRUE(is_refused("--b \r\n" + file + "\r\n\r\nx\r\n--b--"));
  for (const std::string& head :
       {std::string("X: y"), file + "\r\n" + file, file + "\r\nno colon", file + "\r\n folded", file + "; name=twice",
        file + "\r\nContent-Type: a\r\nContent-Type: b", file + "; x", file + "\r\nContent-Transfer-Encoding: base64",
        file + "\r\nX: a\rb", file + "\r\nX: a\nb", std::string("Content-Disposition: attachment; name=file"),
        std::string("Content-Disposition: form-data; name=\"\""), std::string("Content-Disposition: form-data; name=\"\xFF\""),
        file + "\r\nX: " + std::string(20'000, 'y')}) {
    EXPECT_TRUE(is_refused(form(head, "x"))) << head.substr(0, 120);
  }
  const auto twice = "--b\r\n" + file + "\r\n\r\nx\r\n--b\r\n" + file + "\r\n\r\ny\r\n--b--";
  EXPECT_TRUE(is_refused(twice)) << "one name, two parts";
}

TEST(Multipart, no_beginning_of_a_form_is_taken_for_a_form) {
  const auto whole = form(std::string(kFile), "hello");
  for (std::size_t size = 0; size + 2 < whole.size(); ++size) EXPECT_FALSE(parse_multipart(whole.substr(0, size), "b", 4)) << size;
}

}  // namespace
}  // namespace seggwat::http
