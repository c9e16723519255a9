# shellcheck shell=bash
# Sourced by check.sh and test.sh: runs the parts of a suite, each with a
# heading and its time, and ends at the first red one with its name. The last
# lines say what passed and what was not run, and why.

PARTS_PASSED=()
PARTS_LEFT=()
PARTS_BEGAN=$SECONDS
PARTS_TIMES=$(mktemp)
trap 'rm -f "$PARTS_TIMES"' EXIT

# processor_time: sets SPENT to the seconds of processor that the parts took so
# far, on all of them together: what counts while the machine does other work.
processor_time() {
  times >"$PARTS_TIMES"
  SPENT=$(awk 'NR == 2 { gsub(/[ms]/, " "); printf "%d", ($1 + $3) * 60 + $2 + $4 }' "$PARTS_TIMES")
}

# left_out NAME WHY: a part that is not run.
left_out() { PARTS_LEFT+=("$1 ($2)"); }

# listed WORD…: with commas, or "nothing".
listed() {
  local line
  line=$(printf ', %s' "$@")
  printf '%s' "${line#, }"
}

# parts_said: what was run so far.
parts_said() {
  printf 'passed: %s\n' "$(listed "${PARTS_PASSED[@]:-nothing}")"
  [ ${#PARTS_LEFT[@]} = 0 ] || printf 'not run: %s\n' "$(listed "${PARTS_LEFT[@]}")"
}

# part NAME COMMAND…
part() {
  local name=$1 start=$SECONDS before
  shift
  processor_time
  before=$SPENT
  printf '\n== %s\n' "$name"
  if ! "$@" </dev/null; then
    printf '\n'
    parts_said
    printf 'FAILED: %s (%d s); what comes after it was not run\n' "$name" $((SECONDS - start))
    exit 1
  fi
  PARTS_PASSED+=("$name")
  processor_time
  printf -- '-- %s: ok (%d s, %d s of processor)\n' "$name" $((SECONDS - start)) $((SPENT - before))
}

# parts_done: the closing lines.
parts_done() {
  printf '\n'
  [ ${#PARTS_PASSED[@]} -gt 0 ] || die "nothing was run"
  parts_said
  printf 'ok: %d parts, 0 failed, %d s, %d s of processor\n' ${#PARTS_PASSED[@]} $((SECONDS - PARTS_BEGAN)) "$SPENT"
}

# go_files: every Go file of the project, a line each.
go_files() {
  find . -name '*.go' -not -path './frontend/node_modules/*' -not -path './.tools/*' -not -path './build/out/*' "$@"
}

# format_is_clean: every Go file is as gofmt writes it.
format_is_clean() {
  local wrong
  wrong=$(go_files -print0 | xargs -0 gofmt -l) || return 1
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
  files=$(go_files -name '*_test.go' -print0 | xargs -0 grep -lE "^//go:build .*\b$tag\b" || true)
  [ -n "$files" ] || { echo "no test has the tag $tag"; return 1; }
  names=$(echo "$files" | xargs sed -nE 's/^func (Test[A-Za-z0-9_]*)\(.*/\1/p' | grep -vx TestMain | paste -sd'|')
  packages=$(echo "$files" | xargs -n1 dirname | sort -u)
  # shellcheck disable=SC2086
  go test -count=1 -v -run "^($names)\$" "$@" $packages
}

# in_a_display COMMAND…: run it on a screen of its own, with a session bus.
in_a_display() {
  xvfb-run -a -s '-screen 0 1280x900x24 -nolisten tcp' dbus-run-session -- \
    bash -c '. build/lib.sh; . build/parts.sh; "$@"' in_a_display "$@"
}
