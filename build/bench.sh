#!/usr/bin/env bash
# build/bench.sh [FLAGS]: the figures, side by side with Hugo in the same run.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

build/provision.sh go node hugo
build/build.sh cli
go build -trimpath -o build/bin/bench ./build/bench
exec build/bin/bench "$@"
