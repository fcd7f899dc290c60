# Builds every file of web/dist, plain and packed with gzip, into the library seggwat_assets as http::embedded_assets().
# Without web/dist the table is empty and the program serves no pages of its own.
set(web_dist ${CMAKE_SOURCE_DIR}/web/dist)
set(assets_dir ${CMAKE_BINARY_DIR}/generated/assets)
find_program(GZIP gzip REQUIRED)

file(GLOB_RECURSE asset_files CONFIGURE_DEPENDS LIST_DIRECTORIES false ${web_dist}/*)
add_custom_command(
  OUTPUT ${assets_dir}/assets.cc ${assets_dir}/assets.S
  COMMAND ${CMAKE_COMMAND} -D DIST=${web_dist} -D OUT=${assets_dir} -D GZIP=${GZIP} -P ${CMAKE_SOURCE_DIR}/server/embed_assets.cmake
  DEPENDS ${asset_files} ${CMAKE_SOURCE_DIR}/server/embed_assets.cmake
  VERBATIM)
add_library(seggwat_assets STATIC ${assets_dir}/assets.cc ${assets_dir}/assets.S)
target_link_libraries(seggwat_assets PRIVATE seggwat_core)
