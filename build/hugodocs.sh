#!/usr/bin/env bash
# build/hugodocs.sh: fetch Hugo's documentation, the real input of a test, into
# .tools/hugodocs and print that folder.
#
# It comes from Debian's source package, pinned by its sha256. Hugo's Go module
# does not hold it: its folder docs has a go.mod of its own, and module archives
# leave such folders out.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

VERSION=0.131.0
SHA256=e72d8a4a90e2be8a73bb178a4e0135a1a2e2cd5c018d19fd886499715214143a
DOCS=$ROOT/.tools/hugodocs

# The sum, not the mirror's signature, says that it is the right one.
#
# from_debian: the source package, from the mirror that the machine uses, by
# lists of our own, so that the machine's settings stay as they are.
from_debian() {
  has apt-get || die "Hugo's documentation comes from Debian's source package, and there is no apt-get here"
  local work archive mirror
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -m1 -E '/debian/?$') ||
    mirror=http://deb.debian.org/debian # another system's apt can fetch from there all the same
  work=$(mktemp -d)
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
  echo "deb-src [trusted=yes] $mirror trixie main" >"$work/sources.list"
  local apt=(apt-get -q -o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work/cache" -o APT::Sandbox::User=)
  archive=$work/hugo_$VERSION.orig.tar.gz
  (
    cd "$work"
    "${apt[@]}" update && "${apt[@]}" source --download-only "hugo=$VERSION-1"
  ) >"$work/log" 2>&1 </dev/null || { tail -n 3 "$work/log" >&2; rm -rf "$work"; return 1; }
  echo "$SHA256  $archive" | sha256sum --check --status || die "Hugo's source package is not the one that is pinned"
  mkdir "$work/docs"
  tar -xzf "$archive" -C "$work/docs" --strip-components=2 --wildcards '*/docs/*'
  keep "$work/docs" "debian-$VERSION"
  rm -rf "$work"
}

# keep FOLDER NAME: the folder becomes .tools/hugodocs in one move.
keep() {
  echo "$2" >"$1/.source"
  mkdir -p "$ROOT/.tools"
  rm -rf "$DOCS"
  mv "$1" "$DOCS"
}

if [ ! -f "$DOCS/.source" ]; then
  from_debian || die "Debian's source package of Hugo $VERSION could not be fetched"
fi
say "$DOCS"
