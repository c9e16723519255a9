#!/usr/bin/env bash
# build/run.sh: build everything and open the editor on a starter site. The site
# is made once, in the person's data folder, and kept. SITE=DIR opens another.
# With a display the window opens; without one the editor is served on this
# machine alone and its address printed.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

data_folder() {
  case $(uname -s) in
    Darwin) echo "$HOME/Library/Application Support/pagewright" ;;
    *) echo "${XDG_DATA_HOME:-$HOME/.local/share}/pagewright" ;;
  esac
}

site=${SITE:-$(data_folder)/sites/first}

if has_display; then
  build/provision.sh go node gtk
  build/build.sh cli desktop
else
  build/provision.sh go node
  build/build.sh cli
fi

if [ ! -e "$site/site.yaml" ]; then
  mkdir -p "$(dirname "$site")"
  build/bin/pagewright new "$site" >/dev/null
  say "made a starter site, yours to keep: $site"
fi

if has_display; then
  exec build/bin/pagewright-desktop "$site"
fi
say "no display here: the editor opens in a browser on this machine"
exec build/bin/pagewright serve "$site"
