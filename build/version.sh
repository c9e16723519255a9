# shellcheck shell=bash
# Sourced by package.sh: one version in the words of each packager. It comes
# from the last tag, v1.2.3; commits after it are counted: v1.2.3-4-g0123abc.

# release_of VERSION: "1.2.3 4", the tag's numbers and the commits since. A
# repository without a tag is before 0.1.0.
release_of() {
  local version=${1%-dirty} after=0
  if [[ $version =~ ^v([0-9]+\.[0-9]+\.[0-9]+)(-([0-9]+)-g[0-9a-f]+)?$ ]]; then
    after=${BASH_REMATCH[3]:-0}
    echo "${BASH_REMATCH[1]} $after"
  else
    echo "0.0.0 $(git rev-list --count HEAD 2>/dev/null || echo 0)"
  fi
}

# package_version VERSION: for .deb and .rpm, which order "+" after the tag.
package_version() {
  local number after
  read -r number after < <(release_of "$1")
  if [ "$after" = 0 ]; then echo "$number"; else echo "$number+$after"; fi
}

# windows_version VERSION: four numbers.
windows_version() { release_of "$1" | tr ' ' '.'; }
