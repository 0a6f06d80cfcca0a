#!/usr/bin/env bash
#
# Judges the plan, and writes the outputs of the action, the summary and annotations.
# It ends with 0 when there are outputs, whatever was judged: verdict.sh ends the action.
#
# The inputs are variables, named as in action.yml; PROGRAM is what install.sh got.

set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$here/lib.sh"

out=$(mktemp -d "${RUNNER_TEMP:?}/soc2gate-XXXXXX")
args=()

main() {
  arguments
  local code=0
  quietly "${PROGRAM:?}" check "${args[@]}" --color always -- "$PLAN" || code=$?
  [[ $code =~ ^[0-3]$ ]] || code=3 # it was killed, say
  outputs "$code"
  summary "$code"
  if yes annotations "${ANNOTATIONS:-}" && [ -s "$out/annotations" ]; then cat "$out/annotations"; fi
}

# with FLAG VALUE: passes what was set.
with() { if [ -n "$2" ]; then args+=("$1" "$2"); fi; }

arguments() {
  [ -n "${PLAN:-}" ] || refuse 2 "the input plan is empty"
  [[ ${FAIL_ON:-} =~ ^(cannot-tell|block|never)$ ]] || refuse 2 "the input fail-on is cannot-tell, block or never"
  cd -- "${DIRECTORY:-.}" || refuse 2 "the input working-directory is no directory"
  with --json "${JSON:-}"
  with --source "${SOURCE:-}"
  with --records "${RECORDS:-}"
  with --expect-account "${EXPECTED_ACCOUNT:-}"
  account
  # The wrapper of hashicorp/setup-terraform prints lines of its own (v4, 2026-11).
  if [ -z "${JSON:-}" ] && command -v terraform-bin >/dev/null; then args+=(--terraform terraform-bin); fi
  args+=(--output "json=$out/result.json" --output "dotenv=$out/dotenv" --output "markdown=$out/summary.md" --output "github=$out/annotations")
  if yes sarif "${SARIF:-}"; then args+=(--output "sarif=$out/soc2gate.sarif"); fi
  place
}

# account: a recording, nothing, or whatever the credentials lead to.
account() {
  if yes offline "${OFFLINE:-}"; then
    args+=(--offline)
    if [ -n "${ACCOUNT:-}${ROLE_ARN:-}" ]; then refuse 2 "offline reads no account: leave out account and role-arn"; fi
  elif [ -n "${ACCOUNT:-}" ]; then
    args+=(--account "$ACCOUNT" --account-max-age "${ACCOUNT_MAX_AGE:-24h}")
    if [ -n "${ROLE_ARN:-}" ]; then refuse 2 "role-arn reads the live account: leave out account"; fi
  else
    with --role-arn "${ROLE_ARN:-}"
    with --external-id "${EXTERNAL_ID:-}"
  fi
}

# place: where the plan is in the repository, so that findings lead to lines.
place() {
  local root
  with --stack "${STACK:-}"
  root=$(root_of "${DIRECTORY:-.}")
  if [ "$root" != . ]; then args+=(--root "$root"); fi
  if [ -n "${COMMIT:-}" ] && [ -n "${GITHUB_SERVER_URL:-}" ] && [ -n "${GITHUB_REPOSITORY:-}" ]; then
    args+=(--repository-url "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY" --commit "$COMMIT")
    with --whole "${GITHUB_RUN_ID:+$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID}"
  fi
}

# root_of DIRECTORY: as paths in the repository begin.
root_of() {
  local dir=${1#./}
  dir=${dir%/}
  case "$dir" in
  '' | /* | .. | ../* | */..*) echo . ;; # outside: paths begin at the plan
  *) echo "$dir" ;;
  esac
}

# outputs CODE: everything that a later step can branch on. A result that does not
# go with how the program ended is none.
outputs() {
  local decision=cannot-tell reason=no-result code=$1
  if [ -s "$out/dotenv" ] && [ "$(value EXIT_CODE)" = "$code" ]; then
    decision=$(value DECISION) reason=$(value REASON)
    output result "$out/result.json"
    output result-summary "$out/summary.md"
    if [ -s "$out/soc2gate.sarif" ]; then output sarif "$out/soc2gate.sarif"; fi
    output account "$(value ACCOUNT)"
    output plan-digest "$(value PLAN_DIGEST)"
    output plan-binding "$(value PLAN_BINDING)"
    for count in INTRODUCED UNDECIDED NOT_SEEN LEFT FIXED HOLDS; do
      output "$(echo "$count" | tr '[:upper:]_' '[:lower:]-')" "$(value "$count")"
    done
  elif [ "$code" -lt 2 ]; then
    code=3 # it says how it decided, and nothing shows it
  fi
  output decision "$decision"
  output exit-code "$code"
  output reason "$reason"
}

# value NAME: of the result. What is not one plain word is nothing.
value() {
  local found
  found=$(sed -n "s/^SOC2GATE_$1=//p" "$out/dotenv")
  if [[ $found =~ ^[A-Za-z0-9:._-]*$ ]]; then printf '%s' "$found"; fi
}

# summary CODE: of the job.
summary() {
  if ! yes summary "${SUMMARY:-}" || [ -z "${GITHUB_STEP_SUMMARY:-}" ]; then return; fi
  echo >>"$GITHUB_STEP_SUMMARY" # the step before may have left a line open
  if [ -s "$out/summary.md" ]; then
    cat "$out/summary.md" >>"$GITHUB_STEP_SUMMARY"
  else
    echo "## ❔ Cannot tell: soc2gate ended with exit code $1 and without a result, see the log" >>"$GITHUB_STEP_SUMMARY"
  fi
}

main
