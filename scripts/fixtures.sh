#!/usr/bin/env bash
#
# Makes the plan.json of the fixtures: real plans, by Terraform and the AWS
# provider, against moto in place of AWS. Nothing here can reach an account.
#
#   scripts/fixtures.sh [--out DIR] [--force] [--delay TIME] [CASE-DIR...]
#
#   --out DIR  write DIR/RULE/CASE with every file of the case and a new
#              plan.json, and leave fixtures/ alone
#   --force    make plans again that are newer than their sources
#   --delay    let every answer to a live check wait so long (50ms, say), and say how
#              long the check took and how many calls it made
#
# A case is a directory with a main.tf. It may also have
#   before.tf    the whole configuration that was applied before the plan
#   before.sh    what happened since: run in the working directory after before.tf,
#                with the environment of the AWS CLI
#   plan.args    more arguments of terraform plan, one per line
#   modules/     local modules
#   tfplan       the saved plan file, kept beside its JSON; an empty one asks for it
#
# Of the cases below fixtures/live and fixtures/bench the account is read as well, before the plan is
# applied: account.json is what collect records and check.json what check says, live.
# Such a case may also have collect.args, more arguments of collect, one per line.
#
# TF_PLUGIN_DIR may name a filesystem mirror that holds the AWS provider.
# CASE_TIMEOUT bounds each terraform command, in seconds.

set -euo pipefail

# shellcheck source=scripts/double.sh
source "$(dirname "${BASH_SOURCE[0]}")/double.sh"
fixtures=$(cd "$(dirname "${BASH_SOURCE[0]}")/../fixtures" && pwd -P)

out=
force=
delay=
delay_pid=
late=
cases=()
failed=()

die() {
  echo "fixtures: $*" >&2
  exit 1
}

usage() {
  sed -n '3,/^$/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
}

main() {
  parse "$@"
  need terraform moto_server curl timeout
  work=$(mktemp -d)
  trap stop EXIT
  trap 'exit 130' INT TERM
  local wanted=() dir
  for dir in "${cases[@]}"; do
    if stale "$dir"; then wanted+=("$dir"); fi
  done
  [ ${#wanted[@]} -gt 0 ] || { echo "fixtures: every plan.json is newer than its sources"; return; }
  isolate
  build
  start_moto
  [ -z "$delay" ] || start_delay
  init_once
  for dir in "${wanted[@]}"; do attempt "$dir"; done
  [ ${#failed[@]} -eq 0 ] || die "${#failed[@]} of ${#wanted[@]} failed: ${failed[*]}"
}

parse() {
  while [ $# -gt 0 ]; do
    case $1 in
      --out) out=${2:?--out needs a directory}; shift ;;
      --force) force=yes ;;
      --delay) delay=${2:?--delay needs a time}; shift ;;
      -h | --help) usage; exit 0 ;;
      -*) die "unknown flag $1" ;;
      *) add_case "$1" ;;
    esac
    shift
  done
  [ ${#cases[@]} -gt 0 ] || all_cases
  [ -z "$out" ] || { mkdir -p "$out"; out=$(cd "$out" && pwd -P); }
}

add_case() {
  [ -f "$1/main.tf" ] || die "$1 is not a case: it has no main.tf"
  local dir
  dir=$(cd "$1" && pwd -P)
  [[ $dir == "$fixtures"/* ]] || die "$1 is not below $fixtures"
  cases+=("$dir")
}

all_cases() {
  local file
  while IFS= read -r file; do
    cases+=("$(dirname "$file")")
  done < <(find "$fixtures" -name main.tf -not -path '*/modules/*' | sort)
}

# stale is always true with --out: there the plans are made again to be compared.
stale() {
  [ -z "$force$out" ] && [ -f "$1/plan.json" ] || return 0
  [ ! -f "$1/tfplan" ] || [ -s "$1/tfplan" ] || return 0
  [ -n "$(find "$1" \( -name '*.tf' -o -name before.sh -o -name plan.args -o -name '*.tfvars' \) \
    -newer "$1/plan.json" -print -quit)" ]
}

# build makes the program, for the cases of which the account is read.
build() {
  [[ " ${wanted[*]}" =~ " $fixtures/"(live|bench)/ ]] || return 0
  (cd "$fixtures/.." && go build -o "$work/soc2gate" ./cmd/soc2gate && go build -o "$work/delay" ./scripts/delay)
}

stop() {
  [ -z "$delay_pid" ] || kill "$delay_pid" 2>/dev/null || true
  [ -z "$moto_pid" ] || kill "$moto_pid" 2>/dev/null || true
  [ -z "$work" ] || rm -rf "$work"
}

# attempt goes on to the next case after a failure. The subshell stands alone
# because "set -e" has no effect in a command that "if" tests.
attempt() {
  local name=${1#"$fixtures"/} status
  set +e
  (
    set -e
    make_case "$1" "${out:-$fixtures}/$name"
  )
  status=$?
  set -e
  if [ "$status" -eq 0 ]; then
    echo "fixtures: $name"
    return
  fi
  echo "fixtures: $name FAILED" >&2
  tail -n 40 "$work/log" >&2
  # The provider asks for many settings that are not there: a 404 says nothing.
  grep -E '" (40[0-3]|40[5-9]|4[1-9][0-9]|5[0-9]{2}) ' "$work/moto.log" | tail -n 5 >&2 || true
  failed+=("$name")
}

make_case() {
  local from=$1 to=$2 dir=$work/case
  : >"$work/log"
  rm -rf "$dir" "$work/case-data"
  cp -R "$from" "$dir"
  (cd "$dir" && rm -f main.tf before.* plan.json tfplan plan.args account.json want.txt)
  cp "$work/init/.terraform.lock.hcl" "$dir"
  cp -RP "$work/init/.terraform" "$work/case-data"
  export TF_DATA_DIR=$work/case-data
  reset_moto
  cd "$dir"
  before "$from"
  cp "$from/main.tf" .
  rm -f before.tf
  plan "$from"
  deliver "$from" "$to"
  [[ ! $from =~ ^"$fixtures"/(live|bench)/ ]] || observe "$to"
}

# observe reads the account that the plan is about, as it is before the apply. A
# check that blocks or cannot tell is a result like any other.
observe() {
  local args=()
  [ ! -f "$1/collect.args" ] || mapfile -t args <"$1/collect.args"
  rm -f "$1"/account*.json "$1/check.json"
  bounded "$work/soc2gate" collect --allow-custom-endpoint --region us-east-1 "${args[@]}" --output "$1/account.json" >>"$work/log" 2>&1
  chmod 644 "$1/account.json"
  (
    # What moto takes for its answers is not measured: the second time they come from memory.
    if [ -n "$delay" ]; then
      export AWS_ENDPOINT_URL=$late HTTP_PROXY=$late
      check >/dev/null 2>>"$work/log" || true
    fi
    begin=$(date +%s%N)
    code=0
    check >"$1/check.json" 2>"$work/calls" || code=$?
    cat "$work/calls" >>"$work/log"
    [ -z "$delay" ] || echo "check with $delay on every answer: $((($(date +%s%N) - begin) / 1000000)) ms in all; $(tail -n 1 "$work/calls")"
    [ "$code" -ne 2 ]
  )
}

# check judges the plan against the account as it is.
check() {
  bounded "$work/soc2gate" check -v --allow-custom-endpoint --region us-east-1 --include-holds --format json \
    --json "$work/plan.json" plan.tfplan
}

# start_delay stands between a check and the account.
start_delay() {
  [ -x "$work/delay" ] || die "--delay is for cases below fixtures/live"
  mkfifo "$work/open"
  "$work/delay" -to "$endpoint" -by "$delay" <>"$work/open" >"$work/late" &
  delay_pid=$!
  while [ ! -s "$work/late" ]; do sleep 0.1; done
  late=$(cat "$work/late")
}

reset_moto() {
  curl -fsS -X POST "$endpoint/moto-api/reset" >>"$work/log"
  # The same identifiers in each run keep a new plan.json close to the last one.
  curl -fsS -X POST "$endpoint/moto-api/seed?a=42" >>"$work/log"
}

before() {
  if [ -f "$1/before.tf" ]; then
    cp "$1/before.tf" .
    modules
    tf apply -auto-approve
    # A state that was only written and never read back shows drift that no real one has.
    tf apply -auto-approve -refresh-only
  fi
  if [ -f "$1/before.sh" ]; then
    need aws
    bounded bash -euo pipefail "$1/before.sh" >>"$work/log" 2>&1
  fi
}

# plan accepts a plan that failed as long as it was written: Terraform saves
# errored plans, and they are cases too.
plan() {
  local args=()
  [ ! -f "$1/plan.args" ] || mapfile -t args <"$1/plan.args"
  modules
  tf plan -out=plan.tfplan "${args[@]}" || [ -f plan.tfplan ]
  bounded terraform show -json plan.tfplan >"$work/plan.json" 2>>"$work/log"
}

modules() {
  [ ! -d modules ] || tf get
}

# deliver refuses a plan that names a directory of this machine.
deliver() {
  [ -s "$work/plan.json" ] || { echo "no plan was written" >>"$work/log"; return 1; }
  if grep -q -F -e "$work" -e "$fixtures" "$work/plan.json"; then
    echo "the plan holds a path of this machine" >>"$work/log"
    return 1
  fi
  if [ "$1" != "$2" ]; then
    rm -rf "$2"
    mkdir -p "$(dirname "$2")"
    cp -R "$1" "$2"
  fi
  cp "$work/plan.json" "$2/plan.json"
  [ ! -f "$1/tfplan" ] || cp plan.tfplan "$2/tfplan"
}

main "$@"
