#include "attachments/sniffing.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "attachments/bytes.h"
#include "attachments/picture.h"

namespace seggwat::attachments {
namespace {

std::string raw(std::string_view bytes) { return std::string(bytes); }

std::string chunk(const std::string& kind, const std::string& data) {
  std::string out;
  append_big32(out, static_cast<std::uint32_t>(data.size()));
  out += kind + data;
  const auto checked = kind + data;
  append_big32(
      out, static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(checked.data()), static_cast<uInt>(checked.size()))));
  return out;
}

std::string png(std::uint32_t width, std::uint32_t height, const std::string& more = {}) {
  std::string head;
  append_big32(head, width);
  append_big32(head, height);
  head += std::string("\x08\0\0\0\0", 5);
  return "\x89PNG\r\n\x1A\n" + chunk("IHDR", head) + more + chunk("IDAT", "data") + chunk("IEND", "");
}

std::string segment(char marker, const std::string& data) {
  std::string out{'\xFF', marker};
  append_big16(out, static_cast<std::uint32_t>(data.size() + 2));
  return out + data;
}

// 300 × 200.
std::string jpeg(const std::string& more = {}) {
  const auto frame = segment('\xC0', raw({"\x08\0\xC8\x01\x2C\x01\x01\x11\0", 9}));
  return "\xFF\xD8" + more + frame + segment('\xDA', "scan") +
         raw({"ab\xFF\0c\xFF\xD3"
              "d",
              8}) +
         "\xFF\xD9";
}

std::string exif(int orientation) { return raw({"Exif\0\0", 6}) + orientation_exif(orientation); }

// 16 × 8, one frame.
std::string gif(const std::string& more = {}) {
  return raw({"GIF89a\x10\0\x08\0\x80\0\0"
              "abcdef",
              19}) +
         more + raw({"\x2C\0\0\0\0\x10\0\x08\0\0\x02\x02\x44\x01\0\x3B", 16});
}

std::string riff(const std::string& chunks) {
  std::string out = "RIFF";
  append_little32(out, static_cast<std::uint32_t>(chunks.size() + 4));
  return out + "WEBP" + chunks;
}
std::string webp_chunk(const std::string& kind, const std::string& data) {
  std::string out = kind;
  append_little32(out, static_cast<std::uint32_t>(data.size()));
  return out + data + (data.size() % 2 == 1 ? raw({"\0", 1}) : "");
}
const std::string kVp8 = webp_chunk("VP8 ", raw({"\0\0\0\x9D\x01\x2A\x40\x01\xF0\0", 10}));

std::string type_of(std::string_view bytes) {
  const auto content = recognise(bytes);
  return content ? content->type : "";
}

TEST(Sniffing, a_picture_is_measured_and_kept_byte_for_byte) {
  for (const auto& [bytes, type, measure] : std::initializer_list<std::tuple<std::string, std::string, Measure>>{
           {png(7, 5), "image/png", {7, 5}},
           {jpeg(), "image/jpeg", {300, 200}},
           {gif(), "image/gif", {16, 8}},
           {riff(kVp8), "image/webp", {320, 240}},
           {riff(webp_chunk("VP8L", raw({"\x2F\x3F\xC1\x3B\0", 5}))), "image/webp", {320, 240}},
       }) {
    const auto content = recognise(bytes);
    ASSERT_TRUE(content) << type;
    EXPECT_EQ(content->type, type);
    EXPECT_EQ(*content->measure, measure) << type << content->measure->width << "x" << content->measure->height;
    EXPECT_EQ(*content->cleaned, bytes) << type;
  }
}

TEST(Sniffing, what_a_picture_tells_beside_itself_is_left_out) {
  const std::string evil = "<script>alert(1)</script>";
  EXPECT_EQ(
      clean_png(png(7, 5, chunk("tEXt", evil) + chunk("zTXt", evil) + chunk("tIME", evil) + chunk("eXIf", "junk")) + evil)->bytes,
      png(7, 5));
  EXPECT_EQ(clean_jpeg(jpeg(segment('\xFE', evil) + segment('\xE1', "http://ns.adobe.com/xap/1.0/" + evil) + segment('\xED', evil) +
                            segment('\xE1', exif(1))) +
                       evil)
                ->bytes,
            jpeg());
  EXPECT_EQ(clean_gif(gif(raw("\x21\xFE\x19") + evil + raw({"\0", 1}) + raw("\x21\xFF\x0BXMP DataXMP") +
                          raw({"\x03"
                               "abc\0",
                               5})) +
                      evil)
                ->bytes,
            gif());
  const auto extended = [](char flags) { return webp_chunk("VP8X", raw({&flags, 1}) + raw({"\0\0\0\x3F\x01\0\xEF\0\0", 9})); };
  EXPECT_EQ(clean_webp(riff(extended('\x0C') + kVp8 + webp_chunk("EXIF", evil) + webp_chunk("XMP ", evil)) + evil)->bytes,
            riff(extended('\0') + kVp8));
}

TEST(Sniffing, the_orientation_stays_and_turns_the_measure) {
  const auto little =
      raw({"Exif\0\0II\x2A\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"
           "GPS: secret",
           39});
  const auto turned = clean_jpeg(jpeg(segment('\xE1', little)));
  ASSERT_TRUE(turned);
  EXPECT_EQ(turned->measure, (Measure{200, 300}));
  EXPECT_EQ(turned->bytes, jpeg(segment('\xE1', exif(6))));
  EXPECT_EQ(clean_png(png(7, 5, chunk("eXIf", orientation_exif(3) + "GPS")))->bytes, png(7, 5, chunk("eXIf", orientation_exif(3))));
  for (const std::string& broken : {std::string(), std::string("II"), raw({"II\x2A\0\xFF\xFF\xFF\xFF", 8}),
                                    raw({"MM\0\x2A\0\0\0\x08\xFF\xFF", 10}), orientation_exif(9), orientation_exif(0)}) {
    EXPECT_EQ(read_orientation(broken), 1);
  }
}

TEST(Sniffing, no_cut_or_broken_picture_passes_for_one) {
  for (const auto& whole : {png(7, 5), jpeg(segment('\xE1', exif(6))), gif(), riff(kVp8)}) {
    for (std::size_t size = 0; size < whole.size(); ++size)
      EXPECT_FALSE(type_of(whole.substr(0, size)).starts_with("image/")) << whole.substr(0, 6) << size;
  }
  auto wrong_sum = png(7, 5);
  wrong_sum[20] = 1;
  EXPECT_FALSE(recognise(wrong_sum));
  EXPECT_FALSE(recognise(png(0, 5)));
  EXPECT_FALSE(recognise(png(50'000, 50'000))) << "a bomb for whoever opens it";
  EXPECT_FALSE(recognise(png(0xFFFFFFFF, 1)));
  EXPECT_FALSE(recognise("GIF89a/*<svg onload=alert(1)>*/=1;")) << "half a script";
}

TEST(Sniffing, a_png_is_of_a_kind_that_the_format_knows) {
  const auto of = [](const std::string& kind) {
    std::string head;
    append_big32(head, 7);
    append_big32(head, 5);
    return type_of("\x89PNG\r\n\x1A\n" + chunk("IHDR", head + kind) + chunk("IDAT", "data") + chunk("IEND", ""));
  };
  for (const auto* good : {"\1\0\0\0\0", "\x10\0\0\0\1", "\4\3\0\0\0", "\x8\2\0\0\0", "\x10\6\0\0\1"})
    EXPECT_EQ(of(raw({good, 5})), "image/png");
  for (const auto* bad : {"\0\0\0\0\0", "\3\0\0\0\0", "\x10\3\0\0\0", "\4\2\0\0\0", "\x8\1\0\0\0", "\x8\7\0\0\0", "\x20\2\0\0\0",
                          "\x8\2\1\0\0", "\x8\2\0\1\0", "\x8\2\0\0\2", "\xFF\xFF\0\0\0"})
    EXPECT_EQ(of(raw({bad, 5})), "");
  EXPECT_EQ(of(raw({"\x8\2\0\0\0\0", 6})), "");
  const auto png_of = [](const std::string& data) {
    return "\x89PNG\r\n\x1A\n" + chunk("IHDR", raw({"\0\0\0\7\0\0\0\5\x8\2\0\0\0", 13})) + data + chunk("IEND", "");
  };
  EXPECT_EQ(type_of(png_of(chunk("IDAT", "") + chunk("IDAT", "data"))), "image/png");
  EXPECT_EQ(type_of(png_of(chunk("IDAT", ""))), "") << "no picture in it";
}

TEST(Sniffing, nothing_hides_behind_marks_that_decoders_read_in_different_ways) {
  const auto told = segment('\xE1', exif(6) + "59.33 N");
  for (const char marker : {'\xD8', '\x02', '\x05', '\xBF', '\xC8', '\xF0', '\xF7', '\xFD'})
    EXPECT_EQ(type_of(jpeg(segment(marker, told))), "") << static_cast<int>(marker);
  EXPECT_EQ(type_of("\xFF\xD8" + jpeg(told)), "") << "one picture inside of another";
  for (const char marker : {'\xC4', '\xCC', '\xDB', '\xDD', '\xE5', '\xEF', '\xFE'})
    EXPECT_EQ(type_of(jpeg(segment(marker, "table"))), "image/jpeg") << static_cast<int>(marker);
}

TEST(Sniffing, documents_films_and_text_are_known_by_their_content) {
  EXPECT_EQ(type_of("%PDF-1.7\n…"), "application/pdf");
  EXPECT_EQ(type_of("%PDF-1.7 /OpenAction <</S /JavaScript /JS (app.alert(1))>>"), "");
  EXPECT_EQ(type_of("%PDF-1.7 <</S/X/JS(1)>>"), "");
  EXPECT_EQ(type_of("%PDF-1.7 /JSubset"), "application/pdf");
  const std::string end = "PK\x05\x06" + std::string(18, '\0');
  EXPECT_EQ(type_of("PK\x03\x04..." + end), "application/zip");
  EXPECT_EQ(type_of("PK\x03\x04 [Content_Types].xml word/document.xml" + end),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  EXPECT_EQ(type_of("PK\x03\x04..."), "");
  EXPECT_EQ(type_of("PK\x03\x04..." + end + "more"), "");
  const auto ftyp = [](const std::string& brand) {
    return raw({"\0\0\0\x10"
                "ftyp",
                8}) +
           brand + std::string(4, '\0');
  };
  const auto moov = raw({"\0\0\0\x08moov", 8});
  EXPECT_EQ(type_of(ftyp("isom") + moov), "video/mp4");
  EXPECT_EQ(type_of(ftyp("heic") + moov), "");
  EXPECT_EQ(type_of(ftyp("isom")), "");
  EXPECT_EQ(type_of(ftyp("isom") + moov + raw({"\xFF\xFF\xFF\xFFmdat", 8})), "");
  for (const auto* text : {"hello", "\xEF\xBB\xBF a,b\r\n1,2\n", "日本語 < 10", "{}", "a <script>"}) {
    EXPECT_EQ(type_of(text), "text/plain; charset=utf-8") << text;
  }
}

TEST(Sniffing, tags_and_everything_else_is_nothing) {
  for (const std::string& bytes : {raw("<html>"), raw(" \n\t<svg>"), raw("\xEF\xBB\xBF<?xml"), raw("\u200B\u00A0<!doctype html>"),
                                   raw("\u2028<a>"), raw(" \n"), raw({"a\0b", 3}),
                                   raw("\x7F"
                                       "ELF"),
                                   raw("MZ\x90"), raw("FWS\x05"), raw("a\xFF"),
                                   raw("\xFF\xFE"
                                       "a"),
                                   raw("\x1B[31m")}) {
    EXPECT_FALSE(recognise(bytes)) << bytes;
  }
}

TEST(Sniffing, names_are_cleaned_and_fit_their_content) {
  const std::string text = "text/plain; charset=utf-8";
  EXPECT_EQ(clean_name("../../x", text), "x.txt");
  EXPECT_EQ(clean_name("C:\\temp\\x.TXT", text), "x.TXT");
  EXPECT_EQ(clean_name("x.html", text), "x.html.txt");
  EXPECT_EQ(clean_name("x.html", "image/png"), "x.html.png");
  EXPECT_EQ(clean_name("NUL.png", "image/png"), "_NUL.png");
  EXPECT_EQ(clean_name("a\u202Egnp.exe", "image/png"), "agnp.exe.png");
  EXPECT_EQ(clean_name(raw({"a\0\r\n\x7F\u0085.png", 11}), "image/png"), "a.png");
  EXPECT_EQ(clean_name("", "image/png"), "image.png");
  EXPECT_EQ(clean_name("\xFF\xFE", text), "file.txt");
  EXPECT_EQ(clean_name(". .", text), "file.txt");
  const auto cut = clean_name(std::string(5000, 'x') + ".txt", text);
  EXPECT_EQ(cut.size(), 120 + 2);
  EXPECT_TRUE(cut.ends_with("….txt"));
}

}  // namespace
}  // namespace seggwat::attachments
