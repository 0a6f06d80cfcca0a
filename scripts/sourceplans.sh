#!/usr/bin/env bash
#
# Makes the plans in plan/source/testdata: tfplan and plan.json from the main.tf
# beside them, by Terraform and the AWS provider. They only create things, so
# that nothing is asked of AWS.
#
#   scripts/sourceplans.sh [CASE...]
#
# TF_PLUGIN_DIR may name a filesystem mirror that holds the AWS provider.

set -euo pipefail

provider_version=5.100.0
# shellcheck source=scripts/plugin_dir.sh
source "$(dirname "${BASH_SOURCE[0]}")/plugin_dir.sh"
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../plan/source/testdata" && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for name in $(compgen -e | grep -E '^(AWS|TF)_' | grep -vx TF_PLUGIN_DIR); do
  unset "$name"
done
export CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1 TF_INPUT=0 TF_CLI_CONFIG_FILE=/dev/null
export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_EC2_METADATA_DISABLED=true

make_case() {
  local from=$root/$1 dir=$work/$1 args=() mirror
  mirror=$(plugin_dir)
  [ -z "$mirror" ] || args+=("-plugin-dir=$mirror")
  cp -R "$from" "$dir"
  cd "$dir"
  rm -f tfplan plan.json
  if ! {
    terraform init -no-color "${args[@]}" && terraform plan -no-color -out=tfplan
  } >"$work/log" 2>&1; then
    cat "$work/log" >&2
    return 1
  fi
  terraform show -json tfplan >plan.json
  if grep -q -F -e "$work" -e "$root" plan.json; then
    echo "sourceplans: the plan of $1 names a directory of this machine" >&2
    return 1
  fi
  cp tfplan plan.json "$from"
  echo "sourceplans: $1"
}

if [ $# -eq 0 ]; then
  for file in "$root"/*/main.tf*; do
    set -- "$@" "$(basename "$(dirname "$file")")"
  done
fi
for name in "$@"; do
  make_case "$name"
done
