#!/usr/bin/env bash
# build/provision.sh NEED…: install what is lacking of each need and say so in
# one line. A second call finds everything and says nothing.
#
#   node       the front end's packages             window     Xvfb and what drives the real window
#   gtk        GTK 3 and WebKitGTK 4.1 to build     versitygw  an S3 server to publish to
#   chromium   the browser of the journeys          lint       staticcheck
#   hugo       the peer of the benchmarks           winres     the icon of the Windows programs
#   hugodocs   Hugo's documentation, imported by a test
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

VERSITYGW=github.com/versity/versitygw/cmd/versitygw@v1.8.0
STATICCHECK=honnef.co/go/tools/cmd/staticcheck@v0.8.2
HUGO=github.com/gohugoio/hugo@v0.165.0
WINRES=github.com/tc-hib/go-winres@v0.3.3

# as_root COMMAND…: as root, or by sudo that asks nothing.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif has sudo && sudo -n true 2>/dev/null; then
    sudo "$@"
  else
    die "these need root or sudo: $*"
  fi
}

# apt WHY PACKAGE…: install Debian packages; the lists are fetched only when
# the machine does not know the packages yet, or when what it knows is gone.
apt() {
  local why=$1
  shift
  has apt-get || die "$why: install the counterparts of these Debian packages: $*"
  say "installing for $why: $*"
  local install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@")
  if known_to_apt "$@" && as_root "${install[@]}" >/dev/null 2>&1 </dev/null; then
    return
  fi
  quietly "apt-get update" as_root apt-get update -q </dev/null
  quietly "apt-get install $*" as_root "${install[@]}" </dev/null
}

# known_to_apt PACKAGE…: the machine has a list that names each.
known_to_apt() {
  local package
  for package in "$@"; do
    [ -n "$(apt-cache madison "$package" 2>/dev/null)" ] || return 1
  done
}

# go_tool NAME PACKAGE@VERSION [LDFLAGS]: a Go program at a pinned version. One
# that is on the path at that version is taken as it is.
go_tool() {
  local name=$1 package=${2%@*} version=${2#*@} found
  found=$(command -v "$name" || { [ -x "$HOME/go/bin/$name" ] && echo "$HOME/go/bin/$name"; } || true)
  if [ -n "$found" ] && go version -m "$found" 2>/dev/null |
    awk -v p="$package" -v v="$version" '$1=="path"{ok=($2==p)} $1=="mod"{exit !(ok && $3==v)}'; then
    [ -x "$TOOLS/$name" ] || { mkdir -p "$TOOLS" && ln -sf "$found" "$TOOLS/$name"; }
    return
  fi
  say "installing $name $version into .tools/bin (go install, a minute or two)"
  quietly "go install $2" env GOBIN="$TOOLS" GOFLAGS= go install -ldflags '-s -w' "$2"
}

need_go() {
  has go || die "Go 1.26 or newer is needed: https://go.dev/dl"
}

need_node() {
  has npm || die "Node 20.19 or newer with npm is needed: https://nodejs.org"
  node build/npm-current.mjs frontend && return
  say "installing the front end's packages (npm ci)"
  quietly "npm ci" npm ci --prefix frontend --no-audit --no-fund --loglevel=error </dev/null
}

need_gtk() {
  [ "$(uname -s)" = Linux ] || return 0
  local lacking=()
  has gcc || lacking+=(gcc libc6-dev)
  has pkg-config || lacking+=(pkg-config)
  has pkg-config && pkg-config --exists gtk+-3.0 || lacking+=(libgtk-3-dev)
  has pkg-config && pkg-config --exists webkit2gtk-4.1 || lacking+=(libwebkit2gtk-4.1-dev)
  [ ${#lacking[@]} = 0 ] || apt "the window" "${lacking[@]}"
}

need_chromium() {
  local lacking=()
  has chromium || has google-chrome || lacking+=(chromium)
  has fc-list && [ -n "$(fc-list 2>/dev/null | head -n 1)" ] || lacking+=(fontconfig fonts-dejavu-core)
  [ ${#lacking[@]} = 0 ] || apt "the journeys" "${lacking[@]}"
}

need_window() {
  need_gtk
  local lacking=()
  has Xvfb || lacking+=(xvfb)
  has xdotool || lacking+=(xdotool)
  has dbus-run-session || lacking+=(dbus dbus-daemon)
  has import || lacking+=(imagemagick)
  has fc-list && [ -n "$(fc-list 2>/dev/null | head -n 1)" ] || lacking+=(fontconfig fonts-dejavu-core)
  [ ${#lacking[@]} = 0 ] || apt "the window's test" "${lacking[@]}"
}

need_versitygw() { need_go && go_tool versitygw "$VERSITYGW"; }
need_lint() { need_go && go_tool staticcheck "$STATICCHECK"; }
need_hugo() { need_go && go_tool hugo "$HUGO"; }
need_winres() { need_go && go_tool go-winres "$WINRES"; }
need_hugodocs() { build/hugodocs.sh >/dev/null; }

for need in "$@"; do
  "need_$need"
done
