# shellcheck shell=bash
# Sourced by provision.sh: packages of the system. On Debian and its kin they
# are installed; elsewhere the person is told what they are called there.

# may_install PACKAGE…: end with what to do instead when they can not be
# installed from here.
may_install() {
  local command="apt-get install -y --no-install-recommends $*"
  if ! has apt-get; then
    die "these packages are needed, and there is no apt-get here to install them: $(called_here "$@")"
  elif [ "$(id -u)" = 0 ]; then
    return
  elif ! has sudo; then
    die "packages are lacking, and only root can install them. As root, once: $command"
  elif ! sudo -n true 2>/dev/null && ! { : </dev/tty; } 2>/dev/null; then
    die "packages are lacking, and sudo needs your password. In a terminal, once: sudo $command"
  fi
}

# as_root COMMAND…: sudo asks for the password itself, on the terminal.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# install_debian PACKAGE…: the lists are fetched only when the machine does not
# know the packages yet, or when what it knows of them is gone.
install_debian() {
  local install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@")
  [ "$(id -u)" = 0 ] || sudo -v || die "packages are lacking, and sudo refused. As root, once: apt-get install -y $*"
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

# called_here PACKAGE…: the command that installs their counterparts, as far
# as this system is known.
called_here() {
  if has dnf; then
    echo "sudo dnf install $(translated 2 "$@")"
  elif has pacman; then
    echo "sudo pacman -S --needed $(translated 3 "$@")"
  elif has brew; then
    echo "brew install $(translated 4 "$@")"
  else
    echo "the counterparts of Debian's $*"
  fi
}

# translated COLUMN PACKAGE…: their names in a column of the table.
translated() {
  local column=$1
  shift
  printf '%s\n' "$@" | awk -v column="$column" '
    NR == FNR { name[$1] = $column; next }
    !($1 in name) { print $1; next }
    name[$1] != "-" && !seen[name[$1]]++ { print name[$1] }' <(table) - | paste -sd' '
}

# table: Debian, Fedora, Arch, Homebrew; - is what comes with something else.
table() {
  cat <<'END'
gcc                    gcc                   gcc             -
libc6-dev              glibc-devel           glibc           -
pkg-config             pkgconf-pkg-config    pkgconf         pkgconf
libgtk-3-dev           gtk3-devel            gtk3            -
libwebkit2gtk-4.1-dev  webkit2gtk4.1-devel   webkit2gtk-4.1  -
chromium               chromium              chromium        chromium
fontconfig             fontconfig            fontconfig      fontconfig
fonts-dejavu-core      dejavu-sans-fonts     ttf-dejavu      -
xvfb                   xorg-x11-server-Xvfb  xorg-server-xvfb -
xauth                  xorg-x11-xauth        xorg-xauth      -
xdotool                xdotool               xdotool         -
xclip                  xclip                 xclip           -
dbus                   dbus-daemon           dbus            -
dbus-daemon            dbus-daemon           dbus            -
imagemagick            ImageMagick           imagemagick     imagemagick
nsis                   mingw-nsis-base       nsis            makensis
rpm                    rpm-build             rpm-tools       rpm
END
}
