#!/usr/bin/env bash
#
# Gets the program: the release that this commit of the action names by its digests,
# the release of the version asked for, or one built of the action's own checkout.
#
#   VERSION           like v1.2.3; "source" to build; empty: as this commit says
#   GH_TOKEN          what gh asks for attestations with; nothing else sees it
#   SOC2GATE_RELEASES where releases are, for a mirror
#
# What was downloaded is run only if its digest is the right one. The digests of
# release.sum were reviewed with this commit. Those of a version that somebody asked for
# come from the release itself, and so its provenance is asked for as well, where gh is there.

set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$here/lib.sh"

repository=soc2gate/soc2gate
releases=${SOC2GATE_RELEASES:-https://github.com/$repository/releases/download}
sums=$here/release.sum
dir=$(mktemp -d "${RUNNER_TEMP:?}/soc2gate-program-XXXXXX")

main() {
  local version=${VERSION:-} pinned=
  if [ -s "$sums" ]; then pinned=$(head -n 1 "$sums" | cut -d_ -f2); fi
  [ -n "$version" ] || version=${pinned:-source}
  if [ "$version" = source ]; then
    build
    return
  fi
  version=${version#v}
  [[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$ ]] || refuse 2 "the input version is like v1.2.3, or source"
  asset=$(asset_of "$version")
  if [ "$version" != "$pinned" ]; then
    sums=$dir/checksums.txt
    fetch "v$version/checksums.txt" "$sums" || { missing "$version"; return; }
  fi
  download "$version" || { missing "$version"; return; }
  [ "$version" = "$pinned" ] || attested
  chmod +x "$dir/$asset"
  output program "$dir/$asset"
  output origin "release v$version"
}

# asset_of VERSION: the name of the program for this machine in a release.
asset_of() {
  local os arch suffix=
  case "$(uname -s)" in
  Linux) os=linux ;;
  Darwin) os=darwin ;;
  MINGW* | MSYS*) os=windows suffix=.exe ;;
  *) os=other ;;
  esac
  case "$(uname -m)" in
  x86_64 | amd64) arch=amd64 ;;
  aarch64 | arm64) arch=arm64 ;;
  *) arch=other ;;
  esac
  echo "soc2gate_${1}_${os}_$arch$suffix"
}

fetch() { curl --fail --silent --show-error --location --retry 3 --max-time 300 --output "$2" "$releases/$1"; }

# download VERSION: the program, or 1 if the release has none for this machine. One
# that is not what the digest says is never run, and is no reason to build another.
download() {
  local want got
  want=$(awk -v name="$asset" '$2 == name { print $1 }' "$sums")
  [ -n "$want" ] || return 1
  fetch "v$1/$asset" "$dir/$asset" || return 1
  got=$(digest "$dir/$asset")
  [ "$got" = "$want" ] || refuse 3 "the digest of $asset is $got and not $want: it is not run"
  echo "soc2gate v$1, sha256 $got"
}

digest() {
  if command -v sha256sum >/dev/null; then
    sha256sum "$1" | cut -d' ' -f1
  else
    shasum -a 256 "$1" | cut -d' ' -f1
  fi
}

# attested: the workflow that releases soc2gate built this file. Exit code 4 of gh
# is that nobody is logged in (GitHub CLI manual, 2026-04).
attested() {
  local code=0
  if ! command -v gh >/dev/null; then
    note warning "gh is not there, and so nothing but the checksums of the release vouches for $asset"
    return
  fi
  quietly gh attestation verify "$dir/$asset" --repo "$repository" --signer-workflow "$repository/.github/workflows/release.yml" || code=$?
  case "$code" in
  0) ;;
  4) note warning "gh has no token, and so nothing but the checksums of the release vouches for $asset" ;;
  *) refuse 3 "gh attestation verify refuses $asset: it is not run" ;;
  esac
}

# missing VERSION: the checkout of the action is as trustworthy as its scripts are.
missing() {
  note warning "there is no release v$1 for this machine: the program is built of the action's own checkout"
  build
}

build() {
  command -v go >/dev/null || refuse 3 "there is no release to download and no Go to build with: add actions/setup-go before, or ask for a version"
  GOWORK=off GOFLAGS=-mod=readonly go build -C "$here/../.." -buildvcs=false -o "$dir/soc2gate" ./cmd/soc2gate
  output program "$dir/soc2gate"
  output origin source
}

main
