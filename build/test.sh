#!/usr/bin/env bash
# build/test.sh: everything that proves that Pagewright works. PARTS="a b" runs
# only those parts: lint go editor journeys window real.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. build/parts.sh

ALL="lint go editor journeys window real"

# wanted PART: it was asked for, and this system can run it.
wanted() {
  case " ${PARTS:-$ALL} " in *" $1 "*) ;; *) return 1 ;; esac
  [ "$(uname -s)" = Linux ] || case $1 in window | real) return 1 ;; esac
}

# needs PART: what provision.sh must see to.
needs() {
  case $1 in
    lint) echo go lint ;;
    go) echo go race node versitygw ;;
    editor) echo node ;;
    journeys) echo go node chromium versitygw ;;
    window) echo go node window chromium ;;
    real) echo go node versitygw hugodocs ;;
  esac
}

lacking=()
for name in ${PARTS:-$ALL}; do
  [ -n "$(needs "$name")" ] || die "there is no part \"$name\"; there are: $ALL"
done
for name in $ALL; do
  if wanted "$name"; then
    read -ra these <<<"$(needs "$name")"
    lacking+=("${these[@]}")
  elif [ -n "${PARTS:-}" ]; then
    left_out "$name" "not in PARTS"
  else
    left_out "$name" "needs Linux"
  fi
done
build/provision.sh "${lacking[@]}"
CHROMIUM=$(chromium_here) && export CHROMIUM # the journeys' config reads it

if wanted lint; then
  part format format_is_clean
  part vet go vet ./...
  part "compiles for Windows and macOS" go run ./build/systems
  part staticcheck staticcheck ./...
  part layering go run ./build/layers
  part types types_are_current
fi
if wanted go; then
  part "editor: build" build/build.sh frontend # the programs embed it
  part "go tests, with the race detector, publishing to versitygw" go test -race -timeout 30m ./...
fi
if wanted editor; then
  part "editor: svelte-check" npm run check --prefix frontend --silent
  part "editor: lint" npm run lint --prefix frontend --silent
  part "editor: unit tests" npm run test --prefix frontend --silent
fi
if wanted journeys; then
  part "build of the command line" build/build.sh cli
  part "journeys in Chromium" npm run e2e --prefix frontend --silent
fi
if wanted window; then
  part "build of the window" build/build.sh desktop
  part "the real window" in_a_display go_tests_tagged window -tags "window,$WINDOW_TAGS" -timeout 30m
fi
if wanted real; then
  part "Hugo's documentation: import, edit, publish, read back" go_tests_tagged hugodocs -tags hugodocs -timeout 30m
fi
parts_done
