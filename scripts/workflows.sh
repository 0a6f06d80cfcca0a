#!/usr/bin/env bash
#
# Lints the workflows that we show and those that we run, with the inputs and outputs
# that our actions have.
#
#   scripts/workflows.sh
#
# Needs Go; actionlint is installed into bin/, which git ignores.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
version=v1.7.12
actionlint=$PWD/bin/actionlint-$version
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

if [ ! -x "$actionlint" ]; then
  GOBIN=$PWD/bin go install "github.com/rhysd/actionlint/cmd/actionlint@$version"
  mv bin/actionlint "$actionlint"
fi

# The linter reads an action that is in the repository, so ours are put there under the
# name by which the workflows call them.
mkdir -p "$tmp/.git" "$tmp/comment" "$tmp/.github/workflows"
cp action.yml "$tmp/"
cp comment/action.yml "$tmp/comment/"
for file in docs/ci/*.yml .github/workflows/*.yml scripts/action/testdata/*.yml; do
  [ "$file" != docs/ci/gitlab-ci.yml ] || continue
  sed -E 's#uses: soc2gate/soc2gate/?([a-z]*)@#uses: ./\1 \##' "$file" >"$tmp/.github/workflows/$(basename "$file")"
done
cd "$tmp"
"$actionlint" -no-color
echo "workflows: $(find .github/workflows -name '*.yml' | wc -l) are as they should be"
