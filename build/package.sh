#!/usr/bin/env bash
# build/package.sh: what people download, into build/out, with checksums.
#
# The command line is pure Go and is built for six platforms. The window is
# built for this platform (.deb, .rpm and .tar.gz on Linux) and, without cgo,
# for Windows, with an installer. A window for macOS needs a Mac. Nothing but
# what this machine can start is started: the closing lines say what was not.
#
# The same commit gives the same bytes, with the same Go, Node and packers. No
# program may name the folders of this machine; TWICE=1 builds the commit again,
# from a clone elsewhere and without what Go has built before, and compares.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. build/version.sh

OUT=$ROOT/build/out
VERSION=$(version)
LDFLAGS="-s -w -X github.com/pagewright/pagewright/app/version.linked=$VERSION"
STAGE=$(mktemp -d)
trap 'rm -rf "$STAGE"; rm -f rsrc_windows_*.syso' EXIT

# Every file in every package has the time of the commit.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
umask 022

# packed FOLDER NAME ENTRY…: a .tar.gz, the same bytes every time.
packed() {
  local folder=$1 name=$2
  shift 2
  tar -C "$folder" --sort=name --mode=u=rwX,go=rX --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -cf - "$@" | gzip -9n >"$OUT/$name.tar.gz"
}

# command_line OS ARCH FILE
command_line() {
  say "building the command line for $1/$2"
  CGO_ENABLED=0 GOOS=$1 GOARCH=$2 go build -trimpath -ldflags "$LDFLAGS" -o "$3" ./app/cli/pagewright
}

command_lines() {
  local os arch suffix name
  for os in linux darwin windows; do
    for arch in amd64 arm64; do
      suffix=
      [ $os != windows ] || suffix=.exe
      name=pagewright-$VERSION-$os-$arch
      mkdir "$STAGE/$name"
      command_line $os $arch "$STAGE/$name/pagewright$suffix"
      cp LICENSE README.md "$STAGE/THIRD_PARTY_LICENSES" "$STAGE/$name/"
      packed "$STAGE" "$name" "$name"
    done
  done
}

# windows_windows: the window's program and its installer, with their icon and
# version.
windows_windows() {
  local arch tree
  go-winres simply --arch amd64,arm64 --manifest gui --icon build/windows/icon.ico --product-name Pagewright \
    --file-description Pagewright --file-version "$(windows_version "$VERSION")" --product-version "$(windows_version "$VERSION")" --out rsrc
  for arch in amd64 arm64; do
    say "building the window for windows/$arch and its installer"
    tree=$STAGE/windows-$arch
    mkdir "$tree"
    CGO_ENABLED=0 GOOS=windows GOARCH=$arch go build -trimpath -tags desktop,production \
      -ldflags "$LDFLAGS -H windowsgui" -o "$tree/pagewright-desktop.exe" .
    cp "$STAGE/pagewright-$VERSION-windows-$arch/pagewright.exe" build/windows/icon.ico "$tree/"
    cp LICENSE "$tree/LICENSE.txt"
    cp "$STAGE/THIRD_PARTY_LICENSES" "$tree/THIRD_PARTY_LICENSES.txt"
    find "$tree" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
    quietly makensis makensis -V2 -DVERSION="$VERSION" -DNUMBERS="$(windows_version "$VERSION")" -DTREE="$tree" \
      -DOUT="$OUT/pagewright-$VERSION-windows-$arch-setup.exe" build/windows/installer.nsi
  done
}

# linux_tree: both programs, an entry in the menu of programs, its icon, and
# what site.yaml is.
linux_tree() {
  local root=$1
  install -D -m 755 -t "$root/usr/bin" build/bin/pagewright build/bin/pagewright-desktop
  install -D -m 644 -t "$root/usr/share/applications" build/linux/pagewright.desktop
  install -D -m 644 -t "$root/usr/share/mime/packages" build/linux/pagewright.xml
  install -D -m 644 build/icon.svg "$root/usr/share/icons/hicolor/scalable/apps/pagewright.svg"
  install -D -m 644 LICENSE "$root/usr/share/doc/pagewright/copyright"
  install -D -m 644 -t "$root/usr/share/doc/pagewright" "$STAGE/THIRD_PARTY_LICENSES"
  gzip -9nc CHANGELOG.md >"$root/usr/share/doc/pagewright/changelog.gz"
  chmod 644 "$root/usr/share/doc/pagewright/changelog.gz"
  find "$root" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
}

linux_packages() {
  [ "$(uname -s)" = Linux ] || return 0
  local root=$STAGE/linux arch
  arch=$(go env GOARCH)
  linux_tree "$root"
  say "packing the window for linux/$arch"
  packed "$root" "pagewright-desktop-$VERSION-linux-$arch" usr
  if has rpmbuild; then
    quietly rpmbuild rpmbuild -bb --target "$(uname -m)" --define "_topdir $STAGE/rpm" --define "_rpmdir $OUT" --define "_binary_payload w6.xzdio" --define "_rpmfilename %{name}-%{version}-%{release}.%{arch}.rpm" \
      --define "pagewright_version $(package_version "$VERSION")" --define "pagewright_tree $root" --define "_buildhost localhost" --define "_build_id_links none" \
      --define "use_source_date_epoch_as_buildtime 1" --define "clamp_mtime_to_source_date_epoch 1" --define "__os_install_post %{nil}" build/linux/pagewright.spec
  fi
  has dpkg-deb || return 0
  mkdir "$root/DEBIAN"
  sed -e "s/@VERSION@/$(package_version "$VERSION")/" -e "s/@ARCH@/$(dpkg --print-architecture)/" \
    -e "s/@SIZE@/$(du -sk --apparent-size "$root/usr" | cut -f1)/" build/linux/control >"$root/DEBIAN/control"
  (cd "$root" && find usr -type f | LC_ALL=C sort | xargs md5sum >DEBIAN/md5sums)
  quietly "dpkg-deb" dpkg-deb --root-owner-group -Zxz --threads-max=1 --build "$root" "$OUT/"
}

# started: what this machine can start does start.
started() {
  local os arch
  os=$(go env GOOS) arch=$(go env GOARCH)
  quietly "pagewright --version" "$STAGE/pagewright-$VERSION-$os-$arch/pagewright" --version
  say "started here: pagewright for $os/$arch"
  say "built and not started: every other platform's programs; not signed; no window for macOS (it needs a Mac)"
}

# programs: every program that was built, wherever it waits to be packed.
programs() { find "$STAGE" build/bin -name 'pagewright*' -type f -size +1M -print0; }

# names_no_folder: no program holds the address of a folder of this machine,
# which would differ elsewhere.
names_no_folder() {
  local named
  [ "$(programs | tr -cd '\0' | wc -c)" -ge 8 ] || die "programs are lacking"
  named=$(programs | xargs -0 grep -laF -e "$ROOT/" -e "$(go env GOMODCACHE)/" -e "$STAGE/" || true)
  [ -z "$named" ] || die "these programs name folders of this machine: $named"
}

# same_again: a clone elsewhere makes the same files.
same_again() {
  [ "${VERSION%-dirty}" = "$VERSION" ] || die "TWICE=1 builds what is committed, and something here is not"
  say "building all of it again, elsewhere"
  git clone -q "$ROOT" "$STAGE/again"
  (cd "$STAGE/again" && TWICE="" GOCACHE="$STAGE/cache" quietly "the second build" build/package.sh)
  diff "$OUT/SHA256SUMS" "$STAGE/again/build/out/SHA256SUMS" || die "the second build is another one"
  say "built twice, the same bytes"
}

build/provision.sh go node gtk winres installer
rm -rf "$OUT" frontend/dist/index.html # a page whose sources went is not newer than they were
mkdir -p "$OUT"
build/build.sh cli desktop
go run ./build/licences >"$STAGE/THIRD_PARTY_LICENSES"
cp "$STAGE/THIRD_PARTY_LICENSES" "$OUT/"
command_lines
windows_windows
linux_packages
names_no_folder
(cd "$OUT" && sha256sum -- * >SHA256SUMS)
started
[ -z "${TWICE:-}" ] || same_again
say "packages and their checksums are in build/out:"
find "$OUT" -type f -printf '%f\t%s bytes\n' | sort
