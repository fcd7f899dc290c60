# shellcheck shell=bash
# Sourced by bin/test: runs a suite's command and counts what passed and failed.
reports=$ROOT/build/reports
mkdir -p "$reports"
passed=0
failed=0

# reported NAME COMMAND…: the command writes its JUnit report to $reports/NAME.xml. A run that breaks counts as one failure more.
reported() {
  local name=$1 status=0 good=0 bad=0
  shift
  rm -f "$reports/$name.xml"
  "$@" || status=$?
  if [[ -s $reports/$name.xml ]]; then read -r good bad < <(node bin/lib/count_tests.mjs "$reports/$name.xml"); fi
  if ((status && !bad)); then bad=1; fi
  if ((!good && !bad)); then bad=1; fi
  say "$name: $good passed, $bad failed"
  passed=$((passed + good)) failed=$((failed + bad))
}
# checked NAME COMMAND…: a command that passes or fails as a whole.
checked() {
  local name=$1
  shift
  if "$@" >&2; then passed=$((passed + 1)); else failed=$((failed + 1)) && say "$name failed"; fi
}
gtest() { reported "$1" "$2" --gtest_brief=1 "--gtest_output=xml:$reports/$1.xml"; }
