# shellcheck shell=bash
# What the scripts of this folder share. Sourced, never run: it goes to the
# root of the repository, makes the environment whole and defines a few words.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
TOOLS=$ROOT/.tools/bin
export ROOT TOOLS PATH="$TOOLS:$PATH"

# Go and npm need a home for their caches; a machine without one gets ours.
if [ -z "${HOME:-}" ] || [ ! -d "$HOME" ]; then
  export HOME=$ROOT/.tools/home
  mkdir -p "$HOME"
fi

# The programs say their version by a linked word. Without this flag Go asks
# git, which refuses a folder that another user owns.
if command -v go >/dev/null 2>&1; then
  GOFLAGS="$(go env GOFLAGS 2>/dev/null) -buildvcs=false"
  export GOFLAGS
fi

# The window's build tags. Without webkit2_41 the policies that keep a site's
# scripts out of the window would silently be dropped.
# shellcheck disable=SC2034 # used by those who source this
WINDOW_TAGS=desktop,production,webkit2_41

# say WORDS: one line for the person.
say() { printf '%s\n' "$*"; }

# die WORDS: say what is wrong and end.
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

# has COMMAND: it can be called.
has() { command -v "$1" >/dev/null 2>&1; }

# has_display: a window can be shown here.
has_display() {
  case $(uname -s) in
    Linux) [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] ;;
    *) [ -z "${CI:-}" ] ;;
  esac
}

# chromium_here: the browser of the journeys, if there is one.
chromium_here() {
  command -v "${CHROMIUM:-chromium}" || command -v chromium-browser || command -v google-chrome ||
    { local mac="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" && [ -x "$mac" ] && echo "$mac"; }
}

# quietly NAME COMMAND…: run it, show its output only if it fails.
quietly() {
  local name=$1 log
  shift
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    die "$name failed"
  fi
  rm -f "$log"
}

# version: the words that the programs show for themselves. The commit has
# twelve digits: how many git would take depends on how much a clone holds.
version() { git describe --tags --always --dirty --abbrev=12 2>/dev/null || echo dev; }
