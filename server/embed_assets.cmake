# cmake -D DIST=web/dist -D OUT=folder -D GZIP=gzip -P embed_assets.cmake
# Writes OUT/assets.S (the bytes, by .incbin) and OUT/assets.cc (the table, sorted by path).
cmake_minimum_required(VERSION 3.25)

# Where each folder of web/dist appears on the server.
function(path_for file result)
  string(REGEX REPLACE "^widget/" "static/widgets/v1/" path ${file})
  string(REGEX REPLACE "^dashboard/" "" path ${path})
  # The description of the API, and its page without an ending in its address.
  string(REGEX REPLACE "^docs/openapi.json$" "api/v1/openapi.json" path ${path})
  string(REGEX REPLACE "^docs/api.html$" "docs/api" path ${path})
  set(${result} "/${path}" PARENT_SCOPE)
endfunction()

function(type_for file result)
  get_filename_component(ending ${file} LAST_EXT)
  set(types
    .html "text/html" .css "text/css" .js "text/javascript"
    .mjs "text/javascript" .json "application/json" .map "application/json" .txt "text/plain"
    .svg "image/svg+xml" .png "image/png" .jpg "image/jpeg" .webp "image/webp" .gif "image/gif" .ico "image/x-icon"
    .woff2 "font/woff2" .webmanifest "application/manifest+json" .mp3 "audio/mpeg" .ogg "audio/ogg" .wav "audio/wav")
  list(FIND types "${ending}" at)
  if(at EQUAL -1)
    set(${result} "application/octet-stream" PARENT_SCOPE)
  else()
    math(EXPR at "${at} + 1")
    list(GET types ${at} type)
    string(REGEX REPLACE "^text/.*" "\\0; charset=utf-8" type ${type})
    set(${result} "${type}" PARENT_SCOPE)
  endif()
endfunction()

# Adds the bytes of `file` to the assembly text under `label`.
macro(embed label file)
  string(APPEND assembly ".global ${label}\n${label}:\n.incbin \"${file}\"\n")
  string(APPEND declarations "extern const char ${label}[];\n")
endmacro()

file(REMOVE_RECURSE ${OUT}/gz)
file(MAKE_DIRECTORY ${OUT}/gz)
file(GLOB_RECURSE files RELATIVE ${DIST} LIST_DIRECTORIES false ${DIST}/*)

# Sorted by the path on the server, in byte order, as the look-up expects.
set(keyed "")
foreach(file IN LISTS files)
  path_for(${file} path)
  # A space sorts before everything that a path may hold.
  list(APPEND keyed "${path} ${file}")
endforeach()
list(SORT keyed COMPARE STRING CASE SENSITIVE)

set(number 0)
set(assembly ".section .rodata\n")
set(declarations "")
set(entries "")
foreach(pair IN LISTS keyed)
  string(REPLACE " " ";" pair "${pair}")
  list(GET pair 0 path)
  list(GET pair 1 file)
  type_for(${file} type)
  file(SHA256 ${DIST}/${file} hash)
  string(SUBSTRING ${hash} 0 24 tag)
  file(SIZE ${DIST}/${file} size)
  embed(seggwat_asset_${number} ${DIST}/${file})
  set(packed ${OUT}/gz/${number})
  execute_process(COMMAND ${GZIP} -9 -n -c ${DIST}/${file} OUTPUT_FILE ${packed} COMMAND_ERROR_IS_FATAL ANY)
  file(SIZE ${packed} packed_size)
  set(gzip "{}")
  if(packed_size LESS size)
    embed(seggwat_asset_${number}_gz ${packed})
    set(gzip "{seggwat_asset_${number}_gz, ${packed_size}}")
  endif()
  string(APPEND entries
    "    {\"${path}\", \"${type}\", \"\\\"${tag}\\\"\", {seggwat_asset_${number}, ${size}}, ${gzip}},\n")
  math(EXPR number "${number} + 1")
endforeach()
string(APPEND assembly ".section .note.GNU-stack,\"\",%progbits\n")

file(WRITE ${OUT}/assets.S "${assembly}")
file(WRITE ${OUT}/assets.cc
"#include \"http/asset.h\"

#include <array>

extern \"C\" {
${declarations}}

namespace seggwat::http {

std::span<const Asset> embedded_assets() {
  static const std::array<Asset, ${number}> all{{
${entries}  }};
  return all;
}

}  // namespace seggwat::http
")
