#!/usr/bin/env bash
# build/fmt.sh: format Go and TypeScript.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. build/parts.sh

build/provision.sh go node
go_files -print0 | xargs -0 gofmt -w
npm run format --prefix frontend --silent
