#!/usr/bin/env bash
#
# Makes the pictures of docs/pictures anew: the comment on the demo as GitHub shows it,
# and the HTML output, both 800 pixels wide.
#
#   scripts/pictures.sh [DIR]
#
# Needs Go and Chromium, which CHROMIUM or the PATH names, with fonts that have emoji
# (fonts-noto-color-emoji, fonts-liberation). pngquant makes the files smaller.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=${1:-docs/pictures}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

main() {
  find_chromium
  mkdir -p "$out"
  go build -o "$tmp/soc2gate" ./cmd/soc2gate
  judge
  go run ./scripts/pictures <"$tmp/comment.md" >"$tmp/comment.html"
  photograph comment 1520
  photograph report 1520
}

find_chromium() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    [ -n "$name" ] && chromium=$(command -v "$name") && return
  done
  echo "pictures: no Chromium: set CHROMIUM" >&2
  exit 1
}

judge() {
  local code=0
  "$tmp/soc2gate" check --account fixtures/demo/account.json --json fixtures/demo/plan.json \
    --stack payments --root stacks/payments --repository-url https://github.com/acme/infra --commit 3f1c0b8a5b4e2d9f7c6b5a4e3d2c1b0a9f8e7d6c \
    --output "markdown=$tmp/comment.md" --output "html=$tmp/report.html" fixtures/demo/tfplan >/dev/null || code=$?
  [ "$code" -eq 1 ]
}

# photograph NAME HEIGHT: the page NAME.html, from its top, so high and sharper than the screen.
photograph() {
  "$chromium" --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1.5 \
    --user-data-dir="$tmp/profile" --window-size="800,$2" --screenshot="$tmp/$1.png" "file://$tmp/$1.html" 2>/dev/null
  if command -v pngquant >/dev/null; then
    pngquant --force --strip --speed 1 --output "$tmp/$1.png" 64 "$tmp/$1.png"
  fi
  cp "$tmp/$1.png" "$out/$1.png"
}

main
