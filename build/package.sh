#!/usr/bin/env bash
# build/package.sh: what people download, into build/out, with checksums.
#
# The command line is pure Go and is built for six platforms. The window is
# built for this platform (.deb on Debian and its kin, else .tar.gz) and,
# without cgo, for Windows. A window for macOS needs a Mac. Nothing but what this machine can
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

# windows_icon gives the Windows programs their icon and their version.
windows_icon() {
  go-winres simply --arch amd64,arm64 --manifest gui --icon build/windows/icon.ico \
    --product-name Pagewright --file-description Pagewright --file-version "$(plain_version)" --product-version "$(plain_version)" --out rsrc
  trap 'rm -rf "$STAGE"; rm -f rsrc_windows_*.syso' EXIT
}

# linux_package: both programs, an entry in the menu of programs and its icon.
linux_package() {
  [ "$(uname -s)" = Linux ] || return 0
  local root=$STAGE/deb
  install -D -m 755 -t "$root/usr/bin" build/bin/pagewright build/bin/pagewright-desktop
  install -D -m 644 -t "$root/usr/share/applications" build/linux/pagewright.desktop
  install -D -m 644 build/icon.svg "$root/usr/share/icons/hicolor/scalable/apps/pagewright.svg"
  install -D -m 644 LICENSE "$root/usr/share/doc/pagewright/copyright"
  if ! has dpkg-deb; then
    say "packing pagewright for linux/$(go env GOARCH) as .tar.gz"
    tar -C "$root" --sort=name --owner=0 --group=0 --numeric-owner --mtime='2020-01-01 00:00Z' -cf - usr |
      gzip -9n >"$OUT/pagewright-desktop-$VERSION-linux-$(go env GOARCH).tar.gz"
    return
  fi
  say "packing pagewright for linux/$(go env GOARCH) as .deb"
  mkdir "$root/DEBIAN"
  sed -e "s/@VERSION@/$(debian_version)/" -e "s/@ARCH@/$(dpkg --print-architecture)/" -e "s/@SIZE@/$(du -sk "$root/usr" | cut -f1)/" \
    build/linux/control >"$root/DEBIAN/control"
  SOURCE_DATE_EPOCH=1577836800 quietly "dpkg-deb" dpkg-deb --root-owner-group -Zxz --build "$root" "$OUT/"
}

# debian_version: a version that packagers can order.
debian_version() {
  case $VERSION in
    v[0-9]*) echo "${VERSION#v}" | tr - '~' ;;
    *) echo "0.1.0~$(git rev-list --count HEAD)" ;;
  esac
}

# plain_version: the same in the four numbers of Windows.
plain_version() { echo "0.1.0.$(git rev-list --count HEAD)"; }

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

build/provision.sh go node gtk winres
rm -rf "$OUT"
mkdir -p "$OUT"
build/build.sh cli desktop
command_line
windows_icon
windows_window
linux_package
(cd "$OUT" && sha256sum -- * >SHA256SUMS)
started
say "packages and their checksums are in build/out:"
ls -1sh "$OUT" | tail -n +2
