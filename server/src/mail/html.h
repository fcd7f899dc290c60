#pragma once

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>

#include "mail/language.h"

namespace seggwat::mail {

// For element content and quoted attributes.
std::string escape_html(std::string_view text);

// `pattern` with {0}, {1} … replaced; the values are taken as they are.
std::string fill(std::string_view pattern, std::initializer_list<std::string_view> values);

// Black or white, whichever reads better on `colour` (#rgb or #rrggbb), by WCAG 2: white for as long as it reaches 4.5:1.
std::string_view ink_on(std::string_view colour);
bool is_hex_colour(std::string_view text);

// The design tokens that mails and their pages use, as sRGB, because mail programs do not know oklch.
struct Palette {
  std::string_view page;     // --sw-n2
  std::string_view surface;  // --sw-n1
  std::string_view bubble;   // --sw-n4
  std::string_view line;     // --sw-n5
  std::string_view faint;    // --sw-n10
  std::string_view soft;     // --sw-n11
  std::string_view text;     // --sw-n12
};
extern const Palette kLight;
extern const Palette kDark;
inline constexpr std::string_view kAccent = "#2563eb";

// Everything the one-column layout shows. All members but `content` and `footer` are plain text.
struct Sheet {
  Language language = Language::en;
  std::string title;            // the document's, not shown
  std::string heading;          // whom it is from: project or organisation
  std::string accent{kAccent};  // #rrggbb
  std::string content;          // HTML
  std::string button_label;
  std::string button_url;  // empty: no button
  std::string footer;      // HTML
};
// A complete document for a mail: one column of 560, no images, nothing loaded, light and dark.
std::string render_sheet(const Sheet& sheet);
// A paragraph in the layout's style, of HTML.
std::string paragraph(std::string_view html);

}  // namespace seggwat::mail
