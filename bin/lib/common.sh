# shellcheck shell=bash
# Sourced by every script in bin/: goes to the repository's root and sets what they share.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
ROOT=$PWD
export ROOT CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_BASEDIR=$PWD

# Where bin/setup puts a newer Node.js when the system's own is too old for the web build.
node_home=$ROOT/build/tools/node_modules/node-linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')
if [[ -x $node_home/bin/node ]]; then export PATH=$node_home/bin:$PATH; fi

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }

# True when STAMP is missing or anything in the other arguments is newer than it.
changed_since() {
  local stamp=$1
  shift
  [[ ! -e $stamp ]] || [[ -n $(find "$@" -newer "$stamp" -not -path '*/node_modules/*' -not -path 'web/dist*' -print -quit) ]]
}

# configure_and_build DIRECTORY TARGET [cmake options…]
configure_and_build() {
  local directory=$1 target=$2
  shift 2
  [[ -e $directory/build.ninja ]] || cmake -S . -B "$directory" -G Ninja "$@" >&2
  ninja -C "$directory" ${JOBS:+-j "$JOBS"} "$target" >&2
}

build_web() {
  changed_since build/web.stamp web docs/openapi.json package.json package-lock.json tsconfig.json || return 0
  say 'Building the web files'
  npm run --silent build >&2
  mkdir -p build && touch build/web.stamp
}

# The example sites of the browser tests, each with its own tool.
build_field() {
  changed_since build/field.stamp e2e/field || return 0
  say 'Building the sites in e2e/field'
  node e2e/field/build.mjs && touch build/field.stamp
}
