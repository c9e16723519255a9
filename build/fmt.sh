#!/usr/bin/env bash
# build/fmt.sh: format Go and TypeScript.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

build/provision.sh node
git ls-files -co --exclude-standard '*.go' | xargs gofmt -w
npm run format --prefix frontend --silent
