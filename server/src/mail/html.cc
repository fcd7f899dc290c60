#include "mail/html.h"

#include <algorithm>
#include <cmath>

namespace seggwat::mail {

const Palette kLight{"#f7f8fa", "#fcfdfe", "#eaecf0", "#e2e5e9", "#646974", "#4d535d", "#191d26"};
const Palette kDark{"#0e0f13", "#131519", "#24262c", "#282b31", "#9398a3", "#b0b4bd", "#edeef1"};

namespace {

constexpr std::string_view kFont = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

int hex_digit(char c) { return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

double linear_channel(std::string_view colour, std::size_t index) {
  const bool is_short = colour.size() == 4;
  const int value =
      is_short ? hex_digit(colour[1 + index]) * 17 : hex_digit(colour[1 + 2 * index]) * 16 + hex_digit(colour[2 + 2 * index]);
  const double share = value / 255.0;
  return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

// Programs that know no media queries keep the light colours, which stand inline.
std::string style_sheet() {
  return fill(
      "body{margin:0;padding:0}a{color:inherit}p{overflow-wrap:anywhere}"
      "@media (max-width:600px){.edge{padding:12px 8px!important}.in{padding-left:20px!important;padding-right:20px!important}}"
      "@media "
      "(prefers-color-scheme:dark){body,.page{background:{0}!important}.card{background:{1}!important;border-color:{2}!important}"
      ".bubble,.code{background:{3}!important}.rule{border-color:{2}!important}.text{color:{4}!important}.soft{color:{5}!important}"
      ".faint{color:{6}!important}}",
      {kDark.page, kDark.surface, kDark.line, kDark.bubble, kDark.text, kDark.soft, kDark.faint});
}

std::string button(const Sheet& sheet) {
  if (sheet.button_url.empty()) return {};
  const auto accent = is_hex_colour(sheet.accent) ? std::string_view(sheet.accent) : kAccent;
  return fill(
      "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:24px 0 8px\"><tr>"
      "<td style=\"border-radius:6px;background:{0}\"><a href=\"{1}\" style=\"display:inline-block;padding:12px "
      "20px;border-radius:6px;"
      "background:{0};color:{2};font:600 15px/20px {3};text-decoration:none\">{4}</a></td></tr></table>",
      {accent, escape_html(sheet.button_url), ink_on(accent), kFont, escape_html(sheet.button_label)});
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string fill(std::string_view pattern, std::initializer_list<std::string_view> values) {
  std::string filled;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const bool is_place =
        pattern[at] == '{' && at + 2 < pattern.size() && pattern[at + 2] == '}' && pattern[at + 1] >= '0' && pattern[at + 1] <= '9';
    if (!is_place) {
      filled += pattern[at];
      continue;
    }
    const auto index = static_cast<std::size_t>(pattern[at + 1] - '0');
    if (index < values.size()) filled += *(values.begin() + index);
    at += 2;
  }
  return filled;
}

bool is_hex_colour(std::string_view text) {
  if ((text.size() != 4 && text.size() != 7) || text.front() != '#') return false;
  return std::ranges::all_of(text.substr(1),
                             [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); });
}

std::string_view ink_on(std::string_view colour) {
  const double luminance =
      0.2126 * linear_channel(colour, 0) + 0.7152 * linear_channel(colour, 1) + 0.0722 * linear_channel(colour, 2);
  return 1.05 / (luminance + 0.05) >= 4.5 ? "#ffffff" : "#000000";
}

std::string paragraph(std::string_view html) {
  return fill("<p dir=\"auto\" class=\"text\" style=\"margin:0 0 12px;color:{0};font:400 15px/1.45 {1}\">{2}</p>",
              {kLight.text, kFont, html});
}

std::string render_sheet(const Sheet& sheet) {
  std::string html = fill(
      "<!doctype html>\n<html lang=\"{0}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width,initial-scale=1\">"
      "<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"supported-color-schemes\" content=\"light dark\">"
      "<meta name=\"format-detection\" "
      "content=\"telephone=no,date=no,address=no,email=no\">\n<title>{1}</title>\n<style>{2}</style></head>\n",
      {to_text(sheet.language), escape_html(sheet.title), style_sheet()});
  html += fill(
      "<body class=\"page\" style=\"margin:0;padding:0;background:{0}\">\n<table role=\"presentation\" width=\"100%\" "
      "cellpadding=\"0\" "
      "cellspacing=\"0\" class=\"page\" style=\"background:{0}\"><tr><td align=\"center\" class=\"edge\" style=\"padding:32px "
      "16px\">\n"
      "<table role=\"presentation\" width=\"560\" cellpadding=\"0\" cellspacing=\"0\" style=\"width:100%;max-width:560px\">\n",
      {kLight.page});
  html += fill(
      "<tr><td class=\"card in\" style=\"background:{0};border:1px solid {1};border-radius:10px;padding:24px 32px\">\n"
      "<p dir=\"auto\" class=\"soft\" style=\"margin:0 0 20px;color:{2};font:600 13px/1.45 {3}\">{4}</p>\n",
      {kLight.surface, kLight.line, kLight.soft, kFont, escape_html(sheet.heading)});
  html += sheet.content + button(sheet);
  html += fill(
      "</td></tr>\n<tr><td class=\"faint in\" style=\"padding:16px 32px 0;color:{0};font:400 13px/1.45 {1}\">{2}</td></tr>\n"
      "</table>\n</td></tr></table>\n</body></html>\n",
      {kLight.faint, kFont, sheet.footer});
  return html;
}

}  // namespace seggwat::mail
