#!/usr/bin/env bash
# build/check.sh: format, vet, staticcheck, layering, Go and TypeScript tests.
# Needs no GTK, no browser and no server; under a minute once it ran.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. build/parts.sh

build/provision.sh go lint node
part format format_is_clean
part vet go vet ./...
part staticcheck staticcheck ./...
part layering go run ./build/layers
part types types_are_current
part "editor build" build/build.sh frontend
part "go tests" go test -short -vet=off ./... # the part vet looked at all of it
part "editor types" npm run check --prefix frontend --silent
part "editor tests" npm run test --prefix frontend --silent
parts_done
