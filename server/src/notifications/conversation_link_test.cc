#include "notifications/conversation_link.h"

#include <gtest/gtest.h>

namespace seggwat::notifications {
namespace {

SiteAddresses site() {
  return {{"https://shop.example", "https://www.shop.example:8443"},
          "https://shop.example/help",
          "https://shop.example/cart?id=7#top",
          "https://shop.example"};
}

TEST(ConversationLink, is_origin_and_path_of_an_allowed_page) {
  EXPECT_EQ(conversation_link(site()), "https://shop.example/cart#seggwat-chat");
  auto other = site();
  other.page_url = "HTTPS://WWW.Shop.example:8443";
  EXPECT_EQ(conversation_link(other), "https://www.shop.example:8443/#seggwat-chat");
  other.page_url = "https://shop.example:443/a%20b?token=secret";
  EXPECT_EQ(conversation_link(other), "https://shop.example/a%20b#seggwat-chat");
}

TEST(ConversationLink, a_page_elsewhere_is_never_linked) {
  for (const auto* page : {"https://evil.example/cart", "https://shop.example.evil.example/", "https://user:pw@shop.example/",
                           "javascript:alert(1)", "//shop.example/cart", "http://shop.example/cart", "https://shop.example:444/",
                           "https://shop.example\\@evil.example/", "https://shop.example/\r\nBcc: x", "data:text/html,x", ""}) {
    auto other = site();
    other.page_url = page;
    EXPECT_EQ(conversation_link(other), "https://shop.example/help#seggwat-chat") << page;
  }
}

TEST(ConversationLink, with_an_open_list_the_page_must_be_where_its_request_came_from) {
  for (const auto& origins : {std::vector<std::string>{}, std::vector<std::string>{"*"}}) {
    auto open = site();
    open.allowed_origins = origins;
    EXPECT_EQ(conversation_link(open), "https://shop.example/cart#seggwat-chat");
    open.page_origin = "https://evil.example";
    EXPECT_EQ(conversation_link(open), "https://shop.example/help#seggwat-chat");
    open.page_origin.reset();
    open.site_url.reset();
    EXPECT_EQ(conversation_link(open), std::nullopt);
  }
}

TEST(ConversationLink, falls_back_to_the_first_allowed_origin) {
  auto bare = site();
  bare.page_url.reset();
  bare.site_url.reset();
  EXPECT_EQ(conversation_link(bare), "https://shop.example/#seggwat-chat");
}

TEST(ConversationLink, the_sites_own_address_keeps_its_query_and_loses_its_fragment) {
  auto other = site();
  other.page_url.reset();
  other.site_url = "https://shop.example/?lang=de#x";
  EXPECT_EQ(conversation_link(other), "https://shop.example/?lang=de#seggwat-chat");
}

}  // namespace
}  // namespace seggwat::notifications
