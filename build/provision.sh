#!/usr/bin/env bash
# build/provision.sh NEED…: look what the needs lack, say it in one line and
# install it. A second call finds everything and says nothing.
#
#   node       the front end's packages             window     Xvfb and what drives the real window
#   go         the Go modules                       versitygw  an S3 server to publish to
#   gtk        GTK 3 and WebKitGTK 4.1 to build     lint       staticcheck
#   chromium   the browser of the journeys          winres     the icon of the Windows programs
#   hugo       the peer of the benchmarks           installer  NSIS and rpmbuild, for packages
#   hugodocs   Hugo's documentation, imported by a test
#
# Debian packages come by apt-get, as root or with sudo; everything else stays
# in this folder and in the caches of Go and npm.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. build/packages.sh

VERSITYGW=github.com/versity/versitygw/cmd/versitygw@v1.8.0
STATICCHECK=honnef.co/go/tools/cmd/staticcheck@v0.8.2
HUGO=github.com/gohugoio/hugo@v0.165.0
WINRES=github.com/tc-hib/go-winres@v0.3.3

LACKING=() # the words for the person
DEBIAN=()  # packages for apt-get
GO_TOOLS=()
STEPS=()   # functions, in their order

lack() { LACKING+=("$1"); [ -z "${2:-}" ] || STEPS+=("$2"); }

# program COMMAND PACKAGE…: the packages that bring the command, if it is not there.
program() {
  has "$1" || debian "${@:2}"
}

# debian PACKAGE…: they are lacking; each is named once.
debian() {
  local package
  for package in "$@"; do
    case " ${DEBIAN[*]-} " in *" $package "*) ;; *) DEBIAN+=("$package") ;; esac
  done
}

# at_least WANTED FOUND: a version is not older than another.
at_least() { printf '%s\n%s\n' "$1" "$2" | sort -V -C; }

need_go() {
  local wanted found
  wanted=$(sed -nE 's/^go ([0-9]+\.[0-9]+).*/\1/p' go.mod)
  has go || die "Go $wanted or newer is needed, and there is none here: https://go.dev/dl"
  found=$(cd / && GOTOOLCHAIN=local go env GOVERSION)
  at_least "$wanted" "${found#go}" || die "Go $wanted or newer is needed; here is ${found#go}: https://go.dev/dl"
  GOPROXY=off go mod download >/dev/null 2>&1 || lack "the Go modules" fetch_modules
}

fetch_modules() { quietly "go mod download" go mod download; }

need_node() {
  local wanted found
  wanted=$(sed -nE 's/.*"node": ">=([0-9.]+)".*/\1/p' frontend/package.json)
  has node || die "Node $wanted or newer is needed, and there is none here: https://nodejs.org"
  found=$(node --version)
  at_least "$wanted" "${found#v}" || die "Node $wanted or newer is needed; here is ${found#v}: https://nodejs.org"
  has npm || die "npm is needed beside Node ${found#v}: https://nodejs.org has both"
  node build/npm-current.mjs frontend || lack "the front end's packages" fetch_npm
}

fetch_npm() { quietly "npm ci" npm ci --prefix frontend --no-audit --no-fund --loglevel=error </dev/null; }

need_gtk() {
  [ "$(uname -s)" = Linux ] || return 0
  program gcc gcc libc6-dev
  program pkg-config pkg-config
  has pkg-config && pkg-config --exists gtk+-3.0 || debian libgtk-3-dev
  has pkg-config && pkg-config --exists webkit2gtk-4.1 || debian libwebkit2gtk-4.1-dev
}

need_fonts() {
  has fc-list && [ -n "$(fc-list 2>/dev/null | head -n 1)" ] || debian fontconfig fonts-dejavu-core
}

need_chromium() {
  chromium_here >/dev/null || debian chromium
  need_fonts
}

need_window() {
  need_gtk
  program Xvfb xvfb
  program xauth xauth
  program xdotool xdotool
  program xclip xclip
  program dbus-run-session dbus dbus-daemon
  program import imagemagick
  need_fonts
}

# The race detector is the one thing of the Go tests that needs a C compiler.
need_race() { program gcc gcc libc6-dev; }

need_installer() {
  program makensis nsis
  program rpmbuild rpm
}

need_versitygw() { go_tool versitygw "$VERSITYGW"; }
need_lint() { go_tool staticcheck "$STATICCHECK"; }
need_hugo() { go_tool hugo "$HUGO"; }
need_winres() { go_tool go-winres "$WINRES"; }

need_hugodocs() {
  [ -f .tools/hugodocs/.source ] || lack "Hugo's documentation (20 MB)" fetch_hugodocs
}

fetch_hugodocs() { build/hugodocs.sh >/dev/null; }

# go_tool NAME PACKAGE@VERSION: a Go program at a pinned version. One that is
# on the path at that version is taken as it is.
go_tool() {
  local name=$1 package=${2%@*} version=${2#*@} found
  found=$(command -v "$name" || { [ -x "$HOME/go/bin/$name" ] && echo "$HOME/go/bin/$name"; } || true)
  if [ -n "$found" ] && go version -m "$found" 2>/dev/null |
    awk -v p="$package" -v v="$version" '$1=="path"{ok=($2==p)} $1=="mod"{exit !(ok && $3==v)}'; then
    [ -x "$TOOLS/$name" ] || { mkdir -p "$TOOLS" && ln -sf "$found" "$TOOLS/$name"; }
    return
  fi
  lack "$name $version"
  GO_TOOLS+=("$2")
}

fetch_go_tools() {
  local tool
  for tool in "${GO_TOOLS[@]}"; do
    quietly "go install $tool" env GOBIN="$TOOLS" GOFLAGS= go install -ldflags '-s -w' "$tool"
  done
}

while read -r need; do
  "need_$need"
done < <(printf '%s\n' "$@" | awk '!seen[$0]++')
[ ${#GO_TOOLS[@]} = 0 ] || STEPS+=(fetch_go_tools)
if [ ${#DEBIAN[@]} != 0 ]; then
  may_install "${DEBIAN[@]}" # or ends here, with the command to run
  LACKING=("${DEBIAN[@]}" ${LACKING[@]+"${LACKING[@]}"})
fi
[ ${#LACKING[@]} != 0 ] || exit 0
line=$(printf ', %s' "${LACKING[@]}")
say "installing what is lacking: ${line#, }"
[ ${#DEBIAN[@]} = 0 ] || install_debian "${DEBIAN[@]}"
for step in ${STEPS[@]+"${STEPS[@]}"}; do
  "$step"
done
