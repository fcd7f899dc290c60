# A program for each file here: bin/test fuzz builds and runs them. Needs clang.
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  message(FATAL_ERROR "The fuzz targets need clang: -DCMAKE_CXX_COMPILER=clang++-19")
endif()

# The parsers and what they stand on; not the server.
set(fuzzed_sources
  app/config_values.cc
  attachments/attachment.cc attachments/attachment_view.cc attachments/exif.cc attachments/file_links.cc attachments/file_name.cc
  attachments/picture_gif.cc attachments/picture_jpeg.cc attachments/picture_png.cc attachments/picture_webp.cc
  attachments/sniffing.cc
  base/clock.cc base/fold.cc base/ids.cc base/json.cc base/json_text.cc base/random.cc base/secret.cc base/text.cc base/time_text.cc base/time_zone.cc
  conversations/conversation.cc conversations/conversation_store.cc conversations/conversations.cc conversations/inbox_store.cc
  conversations/mentions.cc conversations/message_input.cc conversations/tag.cc conversations/tag_store.cc conversations/tags.cc
  conversations/thread_changes.cc conversations/thread_columns.cc conversations/thread_input.cc conversations/unsending.cc conversations/visit_store.cc
  db/database.cc
  end_users/attributes.cc end_users/claims.cc end_users/end_users.cc end_users/jwt.cc end_users/profile.cc end_users/token.cc
  end_users/token_check.cc
  feedback/page_input.cc feedback/rating.cc feedback/rating_input.cc
  http/chunk_reader.cc http/client_address.cc http/file_body.cc http/head_parser.cc http/header_check.cc http/multipart.cc http/percent.cc
  http/request.cc http/response.cc http/router.cc http/serve_file.cc
  journal/cursor.cc journal/journal_store.cc
  mail/html.cc mail/language.cc mail/letter.cc mail/mime_message.cc mail/smtp_url.cc
  notifications/conversation_link.cc notifications/message_html.cc
  projects/origin.cc projects/widget_json.cc
  search/letters.cc search/query.cc search/words.cc
  team/inputs.cc team/member.cc team/passwords.cc
  views/view_input.cc)
list(TRANSFORM fuzzed_sources PREPEND server/src/)

add_library(seggwat_fuzzed STATIC EXCLUDE_FROM_ALL ${fuzzed_sources})
target_include_directories(seggwat_fuzzed PUBLIC server/src server/tests)
target_compile_definitions(seggwat_fuzzed PUBLIC BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_DISABLE_BOOST_COROUTINE)
target_compile_options(seggwat_fuzzed PUBLIC -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -g1)
target_link_libraries(seggwat_fuzzed PUBLIC Boost::json Boost::url PkgConfig::PARTS Threads::Threads)

file(GLOB fuzz_targets CONFIGURE_DEPENDS server/tests/fuzz/*.cc)
list(FILTER fuzz_targets EXCLUDE REGEX "/main\\.cc$")
add_library(seggwat_fuzz_main OBJECT EXCLUDE_FROM_ALL server/tests/fuzz/main.cc)
target_link_libraries(seggwat_fuzz_main PRIVATE seggwat_fuzzed)
add_custom_target(fuzzers)
foreach(source IN LISTS fuzz_targets)
  get_filename_component(name ${source} NAME_WE)
  add_executable(fuzz_${name} EXCLUDE_FROM_ALL ${source})
  target_link_libraries(fuzz_${name} PRIVATE seggwat_fuzz_main seggwat_fuzzed)
  target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer,address,undefined)
  add_dependencies(fuzzers fuzz_${name})
endforeach()
