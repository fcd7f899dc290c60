find_package(GTest REQUIRED)
include(GoogleTest)

# Test doubles and helpers: a clock one sets by hand, repeatable randomness, a temporary data directory.
file(GLOB support_sources CONFIGURE_DEPENDS server/tests/support/*.cc)
add_library(seggwat_test_support STATIC ${support_sources})
target_include_directories(seggwat_test_support PUBLIC server/tests)
target_link_libraries(seggwat_test_support PUBLIC seggwat_core GTest::gtest)

file(GLOB_RECURSE unit_sources CONFIGURE_DEPENDS server/src/*_test.cc bench/load/*_test.cc)
add_executable(unit_tests ${unit_sources})
target_link_libraries(unit_tests PRIVATE seggwat_test_support bench_parts GTest::gtest_main)
target_compile_definitions(unit_tests PRIVATE SEGGWAT_SOURCE_DIR="${CMAKE_SOURCE_DIR}")

# Black-box tests of the HTTP server: literal bytes over real sockets.
file(GLOB http_test_sources CONFIGURE_DEPENDS server/tests/http/*.cc)
add_executable(http_tests ${http_test_sources})
target_link_libraries(http_tests PRIVATE seggwat_test_support GTest::gtest_main)

# The server's token verification alone, for the tests that mint tokens in other languages.
add_executable(verify_token server/tests/interop/verify_token.cc)
target_link_libraries(verify_token PRIVATE seggwat_core)

# Lets server/tests/mail speak to real SMTP servers without the whole product.
add_executable(mail_tool server/tests/mail/mail_tool.cc)
target_link_libraries(mail_tool PRIVATE seggwat_core)

# What storage may do to us: power cuts and faults, on a disk of our own.
file(GLOB fault_test_sources CONFIGURE_DEPENDS server/tests/faults/*.cc)
add_executable(fault_tests ${fault_test_sources})
target_link_libraries(fault_tests PRIVATE seggwat_test_support GTest::gtest_main)
