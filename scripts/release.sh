#!/usr/bin/env bash
#
# Prepares a release: builds every program of it, and writes their digests where the
# action looks for them.
#
#   scripts/release.sh v1.2.3   write scripts/action/release.sum, to be committed and tagged
#   scripts/release.sh check    look at .goreleaser.yaml alone
#
# Needs Go in the version of go.mod, and goreleaser v2, which GORELEASER or the PATH names.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
goreleaser=${GORELEASER:-goreleaser}
version=${1:?usage: scripts/release.sh v1.2.3 | check}

"$goreleaser" check
[ "$version" != check ] || exit 0
[[ $version =~ ^v[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$ ]] || { echo "release: a version is like v1.2.3" >&2; exit 2; }
SOC2GATE_VERSION=${version#v} "$goreleaser" release --snapshot --clean --skip=sbom,publish
grep "  soc2gate_${version#v}_[a-z0-9_]*\(\.exe\)\?$" dist/checksums.txt >scripts/action/release.sum
cat scripts/action/release.sum
