#!/usr/bin/env bash
#
# Breaks an account step by step and repairs it again, with Terraform and the AWS
# provider against moto in place of AWS, and looks at what check says of each step.
#
#   scripts/e2e.sh [CHANGE...]
#
# fixtures/e2e/baseline is a sound account. Each file fixtures/e2e/*/CHANGE.tf breaks one
# thing: it overrides what the baseline says, and its comments say the rest:
#   # remove: ADDRESS...             what of the baseline is deleted
#   # introduces: RULE [ADDRESS]     what check must find
#   # introduces once: RULE [ADDRESS]  the same, but not to be seen in the repair
#   # may introduce: RULE [ADDRESS]  what it may find besides, and nothing else
#   # undecided: RULE                what must block as undecided: moto does not answer what it takes
#   # may be undecided: RULE         what may block so besides, and nothing else; of the baseline: always
# The changes of a folder make one plan; those of fixtures/e2e/round-* are applied, and the
# baseline after them has to be reported as the repair of all of them. A CHANGE that is
# named is planned alone, and not applied.

set -euo pipefail

# shellcheck source=scripts/double.sh
source "$(dirname "${BASH_SOURCE[0]}")/double.sh"
suite=$(cd "$(dirname "${BASH_SOURCE[0]}")/../fixtures/e2e" && pwd -P)
wrong=0

die() {
  echo "e2e: $*" >&2
  exit 1
}

main() {
  need terraform moto_server go python3 timeout
  work=$(mktemp -d)
  trap stop EXIT
  trap 'exit 130' INT TERM
  isolate
  (cd "$suite/../.." && go build -o "$work/soc2gate" ./cmd/soc2gate)
  start_moto
  init_once
  begin
  if [ $# -gt 0 ]; then alone "$@"; else rounds; fi
  [ "$wrong" -eq 0 ] || die "$wrong verdicts are not as expected"
}

stop() {
  [ -z "$moto_pid" ] || kill "$moto_pid" 2>/dev/null || true
  [ -z "$work" ] || rm -rf "$work"
}

# begin makes the account sound.
begin() {
  mkdir "$work/case"
  cp -R "$work/init/.terraform" "$work/init/.terraform.lock.hcl" "$work/case"
  cd "$work/case"
  configure
  must tf apply -auto-approve
  # A state that was only written and never read back shows drift that no real one has.
  must tf apply -auto-approve -refresh-only
}

alone() {
  local name
  for name in "$@"; do judge "$name" introduced "$suite"/*/"$name.tf"; done
}

rounds() {
  local round
  for round in "$suite"/round-* "$suite/planned"; do
    judge "${round##*/}" introduced "$round"/*.tf
    [[ ${round##*/} == round-* ]] || continue
    must tf apply -auto-approve plan.tfplan
    judge "${round##*/}, repaired" fixed "$round"/*.tf
    must tf apply -auto-approve plan.tfplan
  done
}

# must runs a step without which the others mean nothing.
must() {
  : >"$work/log"
  "$@" && return
  tail -n 40 "$work/log" >&2
  die "$* failed"
}

# configure lays changes over the baseline.
configure() {
  rm -f ./*.tf
  cp "$suite"/baseline/*.tf .
  local change address
  for change in "$@"; do
    cp "$change" "$(basename "$change" .tf)_override.tf"
    for address in $(said remove "$change"); do
      sed -i -e "/^resource \"${address%.*}\" \"${address#*.}\" {\$/,/^}\$/d" ./*.tf
    done
  done
}

# said prints what the comments of changes say after a word.
said() {
  local word=$1
  shift
  sed -n "s/^# $word: //p" "$@"
}

# judge plans and checks: the changes if they are to be introduced, the baseline if
# they are to be fixed.
judge() {
  local name=$1 verdict=$2 code=0
  local begin=$SECONDS want=1
  shift 2
  if [ "$verdict" = introduced ]; then configure "$@"; else configure; fi
  must tf plan -out=plan.tfplan
  bounded terraform show -json plan.tfplan >"$work/plan.json"
  bounded "$work/soc2gate" check --allow-custom-endpoint --region us-east-1 --format json \
    --json "$work/plan.json" plan.tfplan >"$work/check.json" 2>"$work/log" || code=$?
  found undecided >"$work/undecided"
  [ "$verdict" = introduced ] || { want=0; [ ! -s "$work/undecided" ] || want=3; }
  [ "$code" -eq "$want" ] || complain "$name: check ends with $code instead of $want"
  compare "$name" "$verdict" "$@"
  echo "e2e: $name, ${#} changes, $((SECONDS - begin)) s"
}

# compare holds what check found against what the changes say.
compare() {
  local name=$1 verdict=$2 line
  shift 2
  found introduced >"$work/introduced"
  found "$verdict" >"$work/found"
  said introduces "$@" >"$work/must"
  [ "$verdict" = fixed ] || said "introduces once" "$@" >>"$work/must"
  { cat "$work/must"; said "may introduce" "$@"; } >"$work/may"
  while IFS= read -r line; do
    grep -q -e "^$line\$" -e "^$line " "$work/found" || complain "$name: not $verdict: $line"
  done <"$work/must"
  [ "$verdict" = introduced ] || : >"$work/may"
  unknown "$name" "$verdict" "$@"
  while IFS= read -r line; do
    grep -q -x -F -e "$line" -e "${line%% *}" "$work/may" || complain "$name: introduced as well: $line"
  done <"$work/introduced"
}

# unknown does the same for what is undecided.
unknown() {
  local name=$1 verdict=$2 line
  shift 2
  { said undecided "$@"; said "may be undecided" "$@" "$suite"/baseline/*.tf; } >"$work/open"
  while IFS= read -r line; do
    grep -q -x -F -e "${line%% *}" "$work/open" || complain "$name: undecided: $line"
  done <"$work/undecided"
  [ "$verdict" = introduced ] || return 0
  while IFS= read -r line; do
    grep -q -e "^$line\$" -e "^$line " "$work/undecided" || complain "$name: not undecided: $line"
  done < <(said undecided "$@")
}

# found prints rule and address of all findings with a verdict; of the undecided, those that block.
found() {
  python3 -c '
import json, sys
findings = json.load(open(sys.argv[1]))["findings"]
print(*sorted({(f["rule"] + " " + f.get("address", "")).strip() for f in findings if f["verdict"] == sys.argv[2] and (f["blocks"] or f["verdict"] != "undecided")}), sep="\n")
' "$work/check.json" "$1" | grep . || true
}

complain() {
  echo "e2e: $*" >&2
  wrong=$((wrong + 1))
}

main "$@"
