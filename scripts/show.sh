#!/usr/bin/env bash
#
# Judges a plan that Terraform has just made, with nothing but the plan file:
# soc2gate has to find the directory that was initialized, and to ask terraform
# for the JSON. Then it judges the same with the JSON beside it.
#
#   scripts/show.sh

set -euo pipefail

provider_version=5.100.0
# shellcheck source=scripts/plugin_dir.sh
source "$(dirname "${BASH_SOURCE[0]}")/plugin_dir.sh"

cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for name in $(compgen -e | grep -E '^(AWS|TF)_' | grep -vx TF_PLUGIN_DIR); do
  unset "$name"
done
export CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1 TF_INPUT=0 TF_CLI_CONFIG_FILE=/dev/null
export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_EC2_METADATA_DISABLED=true

die() {
  echo "show: $*" >&2
  exit 1
}

mkdir "$work/infra"
cat >"$work/infra/main.tf" <<'TF'
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region                      = "us-east-1"
  access_key                  = "not-a-real-key"
  secret_key                  = "not-a-real-secret"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

resource "aws_kms_key" "orders" {
  enable_key_rotation = true
}
TF
args=()
mirror=$(plugin_dir)
[ -z "$mirror" ] || args+=("-plugin-dir=$mirror")
(
  cd "$work/infra"
  terraform init -no-color "${args[@]}" && terraform plan -no-color -out=tfplan
) >"$work/log" 2>&1 || { cat "$work/log" >&2; die "terraform failed"; }

go build -o "$work/soc2gate" ./cmd/soc2gate
"$work/soc2gate" check --offline "$work/infra/tfplan" >"$work/shown" || die "the plan file alone is not allowed: $?"
grep -q '^bound to the plan file' "$work/shown" || die "the judgement is not bound to the plan file"
(cd "$work/infra" && terraform show -json tfplan >plan.json)
"$work/soc2gate" check --offline --json "$work/infra/plan.json" "$work/infra/tfplan" >"$work/joined" || die "with its JSON: $?"
cmp "$work/shown" "$work/joined" || die "both ways differ"
sed 's/"enable_key_rotation":true/"enable_key_rotation":false/g' "$work/infra/plan.json" >"$work/doctored.json"
code=0
"$work/soc2gate" check --offline --json "$work/doctored.json" "$work/infra/tfplan" 2>"$work/why" || code=$?
[ "$code" -eq 2 ] || die "a doctored JSON ends with $code instead of 2"
echo "show: a plan file alone, with its JSON, and with a doctored one"
