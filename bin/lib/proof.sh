# shellcheck shell=bash
# Sourced by bin/test: the suites that try to break it.

# Power cuts and storage faults, then the server itself: cut streams, overload, slow and many clients.
suite_faults() {
  configure_and_build build/test fault_tests "${debug[@]}" && gtest faults build/test/fault_tests &&
    build_server && reported_node faults_live server/tests/faults/*.test.mjs
}

# Everything that has threads: the lanes, the loop and the mail thread in the server itself, and its connections.
suite_tsan() {
  build_web && configure_and_build build/tsan seggwat -DCMAKE_BUILD_TYPE=Debug "-DCMAKE_CXX_FLAGS=-O1 -g1" -DSEGGWAT_TESTS=ON \
    -DSEGGWAT_SANITIZE=thread && configure_and_build build/tsan http_tests || return
  export TSAN_OPTIONS=halt_on_error=1
  gtest tsan_http build/tsan/http_tests
  SEGGWAT_BIN=$ROOT/build/tsan/seggwat reported_node tsan server/tests/contract/{attachments,endings,messages,search,streams,threads}.test.mjs \
    server/tests/crash/orderly_end.test.mjs
  unset TSAN_OPTIONS
}

# fuzz TARGET: ten seconds from the corpus in the repository, or SEGGWAT_FUZZ_RUNS executions. What it finds on the way is kept in
# build/fuzz/corpus, an input that fails in build/fuzz/found.
fuzz() {
  local target=$1 kept=build/fuzz/corpus/$1 log=build/fuzz/$1.log
  mkdir -p "$kept" build/fuzz/found
  local bound=(-max_total_time=10)
  [[ -z ${SEGGWAT_FUZZ_RUNS:-} ]] || bound=(-runs="$SEGGWAT_FUZZ_RUNS")
  local status=0
  "build/fuzz/fuzz_$target" "${bound[@]}" -max_len=2048 -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="build/fuzz/found/$target-" "$kept" "server/tests/fuzz/corpus/$target" >"$log" 2>&1 || status=$?
  say "fuzz $target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") executions"
  ((status == 0)) || tail -n 40 "$log" >&2
  return "$status"
}
suite_fuzz() {
  configure_and_build build/fuzz fuzzers -DCMAKE_CXX_COMPILER=clang++-19 -DCMAKE_C_COMPILER=clang-19 -DCMAKE_BUILD_TYPE=Debug \
    -DCMAKE_CXX_FLAGS=-O1 -DSEGGWAT_FUZZ=ON || return
  local target
  for target in server/tests/fuzz/*.cc; do
    target=$(basename "$target" .cc)
    [[ $target == main ]] || checked "fuzz $target" fuzz "$target"
  done
}
