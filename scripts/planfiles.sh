#!/usr/bin/env bash
#
# Makes the tfplan and plan.json of the cases in plan/planfile/testdata: saved
# plans as Terraform writes them, and what terraform show says of each. No case
# asks AWS anything.
#
#   scripts/planfiles.sh [--force] [CASE...]
#
#   --force  make plans again that are newer than their sources
#
# A case is a directory with a main.tf. It may also have
#   before.tf       the whole configuration that was applied before the plan
#   before.tfstate  a state instead of that
#   plan.args       more arguments of terraform plan, one per line
#   workspace       the name of the workspace
#   modules/        local modules
#   shared/         a module beside the root module
#
# TF_PLUGIN_DIR may name a filesystem mirror that holds the AWS provider.

set -euo pipefail

provider_version=5.100.0
# shellcheck source=scripts/plugin_dir.sh
source "$(dirname "${BASH_SOURCE[0]}")/plugin_dir.sh"

cases=$(cd "$(dirname "${BASH_SOURCE[0]}")/../plan/planfile/testdata" && pwd -P)
force=
work=

die() {
  echo "planfiles: $*" >&2
  exit 1
}

main() {
  local names=() name
  while [ $# -gt 0 ]; do
    case $1 in
      --force) force=yes ;;
      -*) die "unknown flag $1" ;;
      *) names+=("$1") ;;
    esac
    shift
  done
  [ ${#names[@]} -gt 0 ] || mapfile -t names < <(cd "$cases" && printf '%s\n' */main.tf | xargs -n 1 dirname)
  command -v terraform >/dev/null || die "terraform is not on the PATH"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  isolate
  for name in "${names[@]}"; do
    [ -f "$cases/$name/main.tf" ] || die "$name is no case: it has no main.tf"
    if stale "$cases/$name"; then make_case "$cases/$name"; fi
  done
}

stale() {
  [ -z "$force" ] && [ -f "$1/tfplan" ] && [ -f "$1/plan.json" ] || return 0
  [ -n "$(find "$1" -type f -not -name plan.json -newer "$1/tfplan" -print -quit)" ]
}

# isolate leaves no way to a real account: the keys are none, and nothing but
# creating is planned, for which the provider asks nobody.
isolate() {
  local name
  for name in $(compgen -e | grep -E '^(AWS|TF)_' | grep -vx -E 'TF_PLUGIN_DIR|TF_CLI_CONFIG_FILE'); do
    unset "$name"
  done
  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
  export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
  export AWS_EC2_METADATA_DISABLED=true AWS_ENDPOINT_URL=http://127.0.0.1:1
  export CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1 TF_INPUT=0
  [ -f "${TF_CLI_CONFIG_FILE:-}" ] || export TF_CLI_CONFIG_FILE=/dev/null
}

make_case() {
  local case=$1 args=()
  rm -rf "$work/run"
  mkdir -p "$work/run/root"
  : >"$work/log"
  [ ! -d "$case/modules" ] || cp -R "$case/modules" "$work/run/root"
  [ ! -d "$case/shared" ] || cp -R "$case/shared" "$work/run"
  cd "$work/run/root"
  before "$case"
  configure "$case/main.tf"
  [ ! -f "$case/plan.args" ] || mapfile -t args <"$case/plan.args"
  # A plan that failed is a case too, as long as it was written.
  terraform plan -no-color -out=tfplan "${args[@]}" >>"$work/log" 2>&1 || [ -f tfplan ] || failed
  terraform show -json tfplan >plan.json 2>>"$work/log" || failed
  if unzip -p tfplan | cat - plan.json | grep -q -a -F -e "$work" -e "$cases"; then
    die "$case: the plan holds a path of this machine"
  fi
  cp tfplan plan.json "$case"
  echo "planfiles: ${case##*/}"
}

before() {
  if [ -f "$1/before.tf" ]; then configure "$1/before.tf"; fi
  if [ -f "$1/workspace" ]; then
    terraform workspace new -no-color "$(cat "$1/workspace")" >>"$work/log" 2>&1 || failed
  fi
  if [ -f "$1/before.tf" ]; then terraform apply -no-color -auto-approve >>"$work/log" 2>&1 || failed; fi
  if [ -f "$1/before.tfstate" ]; then cp "$1/before.tfstate" terraform.tfstate; fi
}

configure() {
  local args=() mirror
  cp "$1" main.tf
  if grep -q hashicorp/aws main.tf; then
    mirror=$(plugin_dir)
    [ -z "$mirror" ] || args+=("-plugin-dir=$mirror")
  fi
  terraform init -no-color "${args[@]}" >>"$work/log" 2>&1 || failed
}

failed() {
  tail -n 40 "$work/log" >&2
  die "terraform failed"
}

main "$@"
