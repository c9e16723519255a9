# shellcheck shell=bash
# Sourced by check.sh and test.sh: runs the parts of a suite, each with a
# heading and its time, and ends at the first red one with its name.

PARTS_PASSED=0

# part NAME COMMAND…
part() {
  local name=$1 start=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  if ! "$@" </dev/null; then
    printf '\nFAILED: %s (%d s)\n' "$name" $((SECONDS - start))
    printf 'parts: %d passed, 1 failed\n' "$PARTS_PASSED"
    exit 1
  fi
  PARTS_PASSED=$((PARTS_PASSED + 1))
  printf -- '-- %s: ok (%d s)\n' "$name" $((SECONDS - start))
}

# parts_done: the closing line.
parts_done() {
  printf '\nparts: %d passed, 0 failed\n' "$PARTS_PASSED"
  [ "$PARTS_PASSED" -gt 0 ]
}

# format_is_clean: every Go file is as gofmt writes it.
format_is_clean() {
  local wrong
  wrong=$(git ls-files -co --exclude-standard '*.go' | xargs gofmt -l)
  [ -z "$wrong" ] || { printf 'not formatted (make fmt mends it):\n%s\n' "$wrong"; return 1; }
}

# types_are_current: the editor's types are those of the API.
types_are_current() {
  local file=frontend/src/bridge/types.gen.ts before after
  before=$(cat "$file" 2>/dev/null || true)
  go run ./build/tsgen
  after=$(cat "$file")
  [ "$before" = "$after" ] || { echo "$file was not current; it is now: commit it"; return 1; }
}

# go_tests_tagged TAG: run the tests of the files that only TAG brings in, and
# no others, with all that they print.
go_tests_tagged() {
  local tag=$1 files names packages
  shift
  files=$(git ls-files -co --exclude-standard '*_test.go' | xargs grep -lE "^//go:build .*\b$tag\b" || true)
  [ -n "$files" ] || { echo "no test has the tag $tag"; return 1; }
  names=$(echo "$files" | xargs sed -nE 's/^func (Test[A-Za-z0-9_]*)\(.*/\1/p' | grep -vx TestMain | paste -sd'|')
  packages=$(echo "$files" | xargs -n1 dirname | sort -u | sed 's,^,./,')
  # shellcheck disable=SC2086
  go test -count=1 -v -run "^($names)\$" "$@" $packages
}

# in_a_display COMMAND…: run it on a screen of its own, with a session bus.
in_a_display() {
  xvfb-run -a -s '-screen 0 1280x900x24 -nolisten tcp' dbus-run-session -- \
    bash -c '. build/lib.sh; . build/parts.sh; "$@"' in_a_display "$@"
}
