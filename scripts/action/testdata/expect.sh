#!/usr/bin/env bash
#
# expect.sh NAME=VALUE...: the outputs of the action, as JSON in GATE, say just that.

set -euo pipefail
python3 - "$@" <<'PYTHON'
import json, os, sys
got = json.loads(os.environ["GATE"])
wrong = [f"{w}: {got.get(w.partition('=')[0], '')!r}" for w in sys.argv[1:] if got.get(w.partition("=")[0], "") != w.partition("=")[2]]
sys.exit("not as expected: " + ", ".join(wrong) if wrong else 0)
PYTHON
echo "expected: $*"
