#!/usr/bin/env bash
# build/build.sh [frontend] [cli] [desktop]: build into build/bin what is named.
# The editor's page is embedded in the programs, so it comes first, and only
# when one of its sources is newer.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

LDFLAGS="-s -w -X github.com/pagewright/pagewright/app/version.linked=$(version)"

build_frontend() {
  local page=frontend/dist/index.html
  if [ -f "$page" ] && [ -z "$(find frontend/src frontend/*.json frontend/*.ts frontend/*.js frontend/*.html frontend/public \
    -newer "$page" -type f -print -quit 2>/dev/null)" ]; then
    return
  fi
  say "building the editor"
  quietly "the editor's build" npm run build --prefix frontend --silent </dev/null
}

build_cli() {
  build_frontend
  say "building build/bin/pagewright"
  CGO_ENABLED=0 go build -trimpath -ldflags "$LDFLAGS" -o build/bin/ ./app/cli/pagewright
}

build_desktop() {
  build_frontend
  say "building build/bin/pagewright-desktop"
  local tags=$WINDOW_TAGS
  [ "$(uname -s)" = Linux ] || tags=desktop,production
  [ "$(uname -s)" != Darwin ] || export CGO_LDFLAGS="-framework UniformTypeIdentifiers"
  go build -trimpath -tags "$tags" -ldflags "$LDFLAGS" -o build/bin/pagewright-desktop .
}

needs=(node)
for part in "${@:-cli}"; do
  case $part in cli) needs+=(go) ;; desktop) needs+=(go gtk) ;; esac
done
build/provision.sh "${needs[@]}"
mkdir -p build/bin
for part in "${@:-cli}"; do
  "build_$part"
done
