#!/usr/bin/env bash
#
# Runs action.yml as a workflow would, by act without Docker: allowed, blocked, not
# to be told, with a hostile plan, and with a release that was tampered with.
#
#   scripts/act.sh [LOG]
#
# The steps run on this machine as they are. Needs Go, git, python3 and bash. act is
# installed into bin/.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
version=v0.2.89
act=$PWD/bin/act-$version
tmp=$(mktemp -d)
github=
trap 'kill $github 2>/dev/null || true; rm -rf "$tmp"' EXIT
repo=$tmp/repo
log=${1:-$tmp/log}

main() {
  install
  copy
  release
  hostile
  commit
  github
  run || { look story >&2; exit 1; }
  look
}

install() {
  [ -x "$act" ] && return
  GOBIN=$PWD/bin go install "github.com/nektos/act@$version"
  mv bin/act "$act"
}

# copy makes a repository that has the action and some plans.
copy() {
  mkdir -p "$repo/.github/workflows"
  git ls-files -z --cached --others --exclude-standard -- action.yml scripts/action fixtures/demo fixtures/kms-rotation-enabled |
    tar --null -cf - -T - | tar -xf - -C "$repo"
  cp scripts/action/testdata/gate.yml "$repo/.github/workflows/gate.yml"
}

# release serves what install.sh builds of this checkout as a release, and one that
# differs by a byte.
release() {
  local asset built
  asset=soc2gate_0.0.1_$(go env GOOS)_$(go env GOARCH)
  mkdir -p "$tmp/releases/v0.0.1"
  RUNNER_TEMP=$tmp GITHUB_OUTPUT=$tmp/outputs VERSION=source scripts/action/install.sh
  built=$(grep '/soc2gate$' "$tmp/outputs")
  mv "$built" "$tmp/releases/v0.0.1/$asset"
  (cd "$tmp/releases/v0.0.1" && sha256sum "$asset") >"$repo/scripts/action/release.sum"
  mkdir -p "$tmp/tampered/v0.0.1"
  (cat "$tmp/releases/v0.0.1/$asset" && echo) >"$tmp/tampered/v0.0.1/$asset"
}

# hostile gives a resource a name that would be a command to the runner.
hostile() {
  sed 's/break/::set-output name=forged::yes/g; s/a\.b/##[set-output name=forged;]yes/g' fixtures/plan/odd-keys/plan.json >"$repo/hostile.json"
  grep -q 'name=forged' "$repo/hostile.json"
}

commit() {
  git -C "$repo" init --quiet --initial-branch=main
  git -C "$repo" remote add origin https://github.com/acme/infra
  git -C "$repo" add --all --force
  git -C "$repo" -c user.name=nobody -c user.email=nobody@example.invalid commit --quiet --message fixture
  cat >"$tmp/event.json" <<EVENT
{"pull_request": {"number": 7, "head": {"sha": "$(git -C "$repo" rev-parse HEAD)", "ref": "x"}, "base": {"ref": "main"}}, "repository": {"full_name": "acme/infra"}}
EVENT
}

# github plays the host of the comment.
github() {
  python3 scripts/action/testdata/github.py "$(git -C "$repo" rev-parse HEAD)" "$tmp" &
  github=$!
  for _ in $(seq 100); do
    [ ! -s "$tmp/port" ] || return 0
    sleep 0.1
  done
  echo "act: the server does not answer" >&2
  exit 1
}

# run: nothing of this machine's GitHub or AWS is handed on.
run() {
  mkdir -p "$tmp/home"
  (
    cd "$repo"
    env -i PATH="$PATH" HOME="$tmp/home" "$act" pull_request --json --no-cache-server --concurrent-jobs 2 --eventpath "$tmp/event.json" \
      --platform ubuntu-latest=-self-hosted --secret GITHUB_TOKEN=obviously-not-a-token \
      --env AWS_EC2_METADATA_DISABLED=true --env "GITHUB_API_URL=http://127.0.0.1:$(cat "$tmp/port")" \
      --env SOC2GATE_RELEASES="file://$tmp/releases" --env TAMPERED="file://$tmp/tampered" </dev/null
  ) >"$log" 2>&1
}

# look reads the log: summaries and annotations, which no step sees, and that nothing
# in a plan was obeyed.
look() { python3 scripts/action/testdata/look.py "$log" "$tmp/comment" "$@"; }

main
