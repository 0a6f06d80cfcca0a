#!/usr/bin/env bash
#
# Writes the comment on the pull request. It is a view of the result: that it could not
# be written is told, and changes nothing of what was judged.
#
#   PROGRAM, RESULT, STACK, DIRECTORY, GITHUB_TOKEN
#   MUST  "true" fails without the comment, where it is all that there is to do

set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$here/lib.sh"

args=()
if [ -n "${STACK:-}" ]; then args+=(--stack "$STACK"); fi
case "${DIRECTORY:-.}" in
. | ./ | /* | .. | ../* | */..*) ;;
*) args+=(--root "${DIRECTORY#./}") ;;
esac
if [ -n "${GITHUB_RUN_ID:-}" ]; then args+=(--whole "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID"); fi
if ! quietly "${PROGRAM:?}" comment ${args[@]+"${args[@]}"} -- "${RESULT:?}"; then
  if [ "${MUST:-}" = true ]; then refuse 3 "the comment could not be written"; fi
  note warning "the verdict stands, and the comment could not be written: the job needs pull-requests: write, which a pull request of a fork never has"
fi
