#!/usr/bin/env bash
#
# Ends the action as the check ended, as far as fail-on asks for it. Bad input, and
# that there is no result, fail whatever it says.
#
#   CODE and RESULT of the check, FAIL_ON

set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$here/lib.sh"

[[ ${CODE:-} =~ ^[0-3]$ ]] || refuse 3 "there is no verdict"
[ "$CODE" -ne 0 ] || exit 0
if [ -n "${RESULT:-}" ]; then
  case "${FAIL_ON:-}:$CODE" in
  block:3 | never:3 | never:1)
    note warning "not allowed (exit code $CODE), and fail-on lets the job go on"
    exit 0
    ;;
  esac
fi
exit "$CODE"
