#!/usr/bin/env bash
#
# expect.sh NAME=VALUE|NAME>NUMBER...: the outputs of the action, as JSON in GATE, say that.

set -euo pipefail
python3 - "$@" <<'PYTHON'
import json, os, sys
got = json.loads(os.environ["GATE"])


def holds(want):
    if ">" in want:
        name, _, least = want.partition(">")
        return int(got.get(name) or 0) > int(least)
    name, _, value = want.partition("=")
    return got.get(name, "") == value


wrong = [want for want in sys.argv[1:] if not holds(want)]
sys.exit(f"not as expected: {wrong} in {got}" if wrong else 0)
PYTHON
echo "expected: $*"
