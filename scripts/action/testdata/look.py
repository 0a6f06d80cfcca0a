"""Reads the log of act, and the comment that was written.

look.py LOG COMMENT checks them, look.py LOG COMMENT story prints the log.
"""

import json
import os
import sys

messages = []
for line in open(sys.argv[1], encoding="utf-8"):
    try:
        messages.append(json.loads(line))
    except ValueError:
        messages.append({"msg": line})

if sys.argv[3:] == ["story"]:
    for m in messages:
        print(m.get("job", "").strip(), "|", m.get("msg", "").rstrip())
    sys.exit()


def of(job, command):
    return [m for m in messages if m.get("jobID") == job and m.get("command") == command]


wrong = []
for job, begin, parts in [
    ("allowed", "## ✅ Allowed: ", ["plan only"]),
    ("blocked", "## ⛔ Blocked: this plan breaks ", ["`payments`", "main.tf:88", "/blob/"]),
    ("cannot-tell", "## ❔ Cannot tell: ", []),
    ("hostile", "## ❔ Cannot tell: ", []),
]:
    shown = of(job, "summary")
    if not shown:
        wrong.append(f"{job}: no summary")
    for m in shown:
        if not m["content"].lstrip().startswith(begin) or any(p not in m["content"] for p in parts):
            wrong.append(f"{job}: the summary is {m['content'][:300]!r}")
if of("tampered", "summary") or not any("it is not run" in m["msg"] for m in of("tampered", "error")):
    wrong.append("tampered: something was run")
if not any("fixtures/demo/main.tf" in m["msg"] for m in of("blocked", "error")):
    wrong.append("blocked: no line is annotated")
comment = open(sys.argv[2], encoding="utf-8").read() if os.path.exists(sys.argv[2]) else ""
if "## ⛔ Blocked: " not in comment or "`payments`" not in comment or "/blob/" not in comment:
    wrong.append(f"the comment is {comment[:300]!r}")
if "soc2gate" not in comment.split("\n")[0]:
    wrong.append(f"the comment has no mark by which it is found again: {comment[:80]!r}")
forged = [m for m in messages if m.get("name") == "forged"]
if forged:
    wrong.append(f"a name in the plan was obeyed: {forged}")
if any("obviously-not-a-token" in json.dumps(m) for m in messages):
    wrong.append("the token is in the log")
if wrong:
    sys.exit("\n".join(wrong))
print(f"act: {sum(1 for m in messages if m.get('jobResult') == 'success')} jobs ran as expected")
