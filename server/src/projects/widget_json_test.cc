#include "projects/widget_json.h"

#include <gtest/gtest.h>

namespace seggwat::projects {
namespace {

json::object whole() { return to_json(WidgetSettings{}); }

std::string fault(const json::object& object) {
  const auto settings = read_widget_settings(object);
  return settings ? "ok" : settings.error().code + ": " + settings.error().message;
}

TEST(WidgetJson, settings_come_back_as_they_went_out) {
  WidgetSettings settings;
  settings.live_chat = true;
  settings.screenshots = true;
  settings.bug_report = false;
  settings.color = "#AbC";
  settings.header_color = "#001122";
  settings.position = LauncherPosition::icon_only;
  settings.button_text = "Help 😀";
  settings.show_powered_by = false;
  settings.greeting = "Hello\nthere";
  settings.away = "Back soon";
  EXPECT_EQ(read_widget_settings(to_json(settings)), settings);
  EXPECT_EQ(parse_stored_widget(json::serialize(to_json(settings))), settings);
}

TEST(WidgetJson, every_position_has_its_name) {
  for (const auto* name : {"bottom-right", "right-side", "icon-only"}) EXPECT_EQ(to_text(*parse_position(name)), name);
  EXPECT_FALSE(parse_position("left"));
}

TEST(WidgetJson, the_whole_object_must_be_given) {
  for (const auto* part : {"modules", "appearance", "texts"}) {
    auto object = whole();
    object.erase(part);
    EXPECT_EQ(fault(object), "invalid_field: `" + std::string(part) + "` is missing.");
  }
  auto object = whole();
  object["modules"].as_object().erase("live_chat");
  EXPECT_EQ(fault(object), "invalid_field: `live_chat` is missing.");
}

TEST(WidgetJson, programs_that_know_no_screenshots_leave_them_off) {
  auto object = whole();
  object["modules"].as_object().erase("screenshots");
  EXPECT_FALSE(read_widget_settings(object)->screenshots);
  object["modules"].as_object()["screenshots"] = 1;
  EXPECT_TRUE(fault(object).contains("`screenshots`"));
}

TEST(WidgetJson, wrong_values_are_refused_by_name) {
  const auto with = [](const char* part, const char* name, json::value value) {
    auto object = whole();
    object[part].as_object()[name] = std::move(value);
    return fault(object);
  };
  for (const auto* colour : {"", "red", "#12", "#12345g", "2563eb", "#2563eb;x:url(//evil)", "#12345678", "#１２３"}) {
    EXPECT_TRUE(with("appearance", "color", colour).starts_with("invalid_field: `color`")) << colour;
  }
  EXPECT_TRUE(with("appearance", "header_color", "blue").contains("`header_color`"));
  EXPECT_TRUE(with("appearance", "position", "left").contains("`position`"));
  EXPECT_TRUE(with("appearance", "button_text", json::string(41, 'x')).contains("`button_text`"));
  EXPECT_TRUE(with("appearance", "button_text", "a\nb").contains("`button_text`"));
  EXPECT_TRUE(with("texts", "greeting", json::string(501, 'x')).contains("`greeting`"));
  EXPECT_TRUE(with("texts", "away", "a\x1b[2J").contains("`away`"));
  EXPECT_TRUE(with("modules", "live_chat", 1).contains("`live_chat`"));
  EXPECT_EQ(with("texts", "greeting", json::string(500, 'x')), "ok");
}

TEST(WidgetJson, blank_texts_are_null) {
  auto object = whole();
  object["texts"].as_object()["greeting"] = "  ";
  object["appearance"].as_object()["button_text"] = "";
  object["appearance"].as_object()["header_color"] = nullptr;
  const auto settings = read_widget_settings(object);
  ASSERT_TRUE(settings);
  EXPECT_FALSE(settings->greeting || settings->button_text || settings->header_color);
}

TEST(WidgetJson, what_an_older_program_did_not_store_is_the_default) {
  EXPECT_EQ(parse_stored_widget("{}"), WidgetSettings{});
  EXPECT_EQ(parse_stored_widget("broken"), WidgetSettings{});
  const auto settings = parse_stored_widget(R"({"modules":{"live_chat":true}})");
  EXPECT_TRUE(settings.live_chat);
  EXPECT_TRUE(settings.bug_report);
  EXPECT_EQ(settings.color, "#2563eb");
}

}  // namespace
}  // namespace seggwat::projects
