#!/usr/bin/env bash
# build/test.sh: everything that proves that Pagewright works. PARTS="a b" runs
# only those parts: lint go editor journeys window real.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. build/parts.sh

wanted() { case " ${PARTS:-lint go editor journeys window real} " in *" $1 "*) ;; *) return 1 ;; esac; }

if wanted lint; then
  build/provision.sh lint
  part format format_is_clean
  part vet go vet ./...
  part staticcheck staticcheck ./...
  part layering go run ./build/layers
  part types types_are_current
fi
if wanted go; then
  build/provision.sh versitygw
  part "editor: build" build/build.sh frontend # the programs embed it
  part "go tests, with the race detector, publishing to versitygw" go test -race ./...
fi
if wanted editor; then
  build/provision.sh node
  part "editor: svelte-check" npm run check --prefix frontend --silent
  part "editor: lint" npm run lint --prefix frontend --silent
  part "editor: unit tests" npm run test --prefix frontend --silent
fi
if wanted journeys; then
  build/provision.sh node chromium
  part "build of the command line" build/build.sh cli
  part "journeys in Chromium" npm run e2e --prefix frontend --silent
fi
if wanted window; then
  build/provision.sh node window chromium
  part "build of the window" build/build.sh desktop
  part "the real window" in_a_display go_tests_tagged window -tags "window,$WINDOW_TAGS" -timeout 10m
fi
if wanted real; then
  build/provision.sh versitygw
  part "fetch of Hugo's documentation" build/hugodocs.sh
  part "Hugo's documentation: import, edit, publish, read back" go_tests_tagged hugodocs -tags hugodocs -timeout 10m
fi
parts_done
