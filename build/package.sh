#!/usr/bin/env bash
# build/package.sh: what people download, into build/out, with checksums.
#
# The command line is pure Go and is built for six platforms. The window is
# built for this platform (.deb and .rpm on Linux) and, without cgo, for
# Windows. A window for macOS needs a Mac. Nothing but what this machine can
# start is started: the closing lines say what was not.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

OUT=$ROOT/build/out
VERSION=$(version)
LDFLAGS="-s -w -X github.com/pagewright/pagewright/app/version.linked=$VERSION"
STAGE=$(mktemp -d)
trap 'rm -rf "$STAGE"' EXIT

# archive NAME FILE: one program with its licence, the same bytes every time.
archive() {
  local name=$1 file=$2 dir=$STAGE/$1
  mkdir -p "$dir"
  cp "$file" LICENSE README.md "$dir/"
  tar -C "$STAGE" --sort=name --owner=0 --group=0 --numeric-owner --mtime='2020-01-01 00:00Z' -cf - "$name" |
    gzip -9n >"$OUT/$name.tar.gz"
}

command_line() {
  local os arch suffix
  for os in linux darwin windows; do
    for arch in amd64 arm64; do
      suffix=
      [ $os != windows ] || suffix=.exe
      say "building the command line for $os/$arch"
      CGO_ENABLED=0 GOOS=$os GOARCH=$arch go build -trimpath -ldflags "$LDFLAGS" -o "$STAGE/pagewright$suffix" ./app/cli/pagewright
      archive "pagewright-$VERSION-$os-$arch" "$STAGE/pagewright$suffix"
    done
  done
}

windows_window() {
  local arch
  for arch in amd64 arm64; do
    say "building the window for windows/$arch"
    CGO_ENABLED=0 GOOS=windows GOARCH=$arch go build -trimpath -tags desktop,production \
      -ldflags "$LDFLAGS -H windowsgui" -o "$OUT/pagewright-desktop-$VERSION-windows-$arch.exe" .
  done
}

linux_packages() {
  local form arch
  [ "$(uname -s)" = Linux ] || return 0
  build/provision.sh nfpm
  arch=$(go env GOARCH)
  for form in deb rpm; do
    say "packing pagewright for linux/$arch as .$form"
    PACKAGE_VERSION=$(package_version) PACKAGE_ARCH=$arch \
      quietly "nfpm $form" nfpm package -f build/linux/nfpm.yaml -p "$form" -t "$OUT/"
  done
}

# package_version: a version that packagers can order.
package_version() {
  case $VERSION in
    v[0-9]*) echo "${VERSION#v}" | tr - '~' ;;
    *) echo "0.1.0~$(git rev-list --count HEAD)" ;;
  esac
}

# started: what this machine can start does start.
started() {
  local os arch
  os=$(go env GOOS) arch=$(go env GOARCH)
  mkdir "$STAGE/started"
  tar -xzf "$OUT/pagewright-$VERSION-$os-$arch.tar.gz" -C "$STAGE/started" --strip-components=1
  quietly "pagewright --version" "$STAGE/started/pagewright" --version
  say "started here: pagewright for $os/$arch"
  say "built and not started: every other platform's programs; not signed; no window for macOS (it needs a Mac)"
}

rm -rf "$OUT"
mkdir -p "$OUT"
build/build.sh cli desktop
command_line
windows_window
linux_packages
(cd "$OUT" && sha256sum -- * >SHA256SUMS)
started
say "packages and their checksums are in build/out:"
ls -1sh "$OUT" | tail -n +2
