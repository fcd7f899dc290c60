# shellcheck shell=bash
# Sourced by bin/test: runs the fuzz targets one after the other.

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
