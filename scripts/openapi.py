#!/usr/bin/env python3
"""Takes the part of GitHub's OpenAPI description that the tests of `comment` need.

    scripts/openapi.py [VERSION]

The description is in the npm package @octokit/openapi (MIT). Prose and what no
test reads is left out, and so is every example but those of the answers: a test
server answers with them.
"""
import datetime, io, json, pathlib, subprocess, sys, tarfile, tempfile

VERSION = sys.argv[1] if len(sys.argv) > 1 else "23.0.2"
FILE = "generated/api.github.com.json"
TARGET = pathlib.Path(__file__).parent.parent / "cmd/soc2gate/testdata/openapi/github.json"
OPERATIONS = {
    "/repos/{owner}/{repo}/issues/{issue_number}/comments": ["get", "post"],
    "/repos/{owner}/{repo}/issues/comments/{comment_id}": ["patch"],
    "/repos/{owner}/{repo}/pulls": ["get"],
    "/repos/{owner}/{repo}/pulls/{pull_number}": ["get"],
    "/user": ["get"],
}
PROSE = {"summary", "description", "externalDocs", "tags", "example", "examples"}


def description():
    with tempfile.TemporaryDirectory() as folder:
        out = subprocess.run(["npm", "pack", "--silent", f"@octokit/openapi@{VERSION}"], cwd=folder, check=True, capture_output=True, text=True)
        with tarfile.open(pathlib.Path(folder) / out.stdout.split()[-1]) as archive:
            text = lambda name: io.TextIOWrapper(archive.extractfile("package/" + name), encoding="utf-8")
            return json.load(text(FILE)), text("LICENSE").read()


def bare(value, names=False):
    """The value without prose; the keys of a map of names are never prose."""
    if isinstance(value, list):
        return [bare(v) for v in value]
    if not isinstance(value, dict):
        return value
    kept = {k: bare(v, k in ("properties", "schemas", "responses", "headers", "parameters", "paths", "content")) for k, v in value.items()
            if names or k not in PROSE and not k.startswith("x-")}
    return kept


def referred(value, found, whole):
    """Adds every component that the value refers to."""
    if isinstance(value, dict):
        reference = value.get("$ref")
        if isinstance(reference, str):
            _, _, kind, name = reference.split("/")
            if name not in found.setdefault(kind, {}):
                found[kind][name] = bare(whole["components"][kind][name])
                if kind == "responses":
                    found[kind][name]["description"] = ""
                referred(found[kind][name], found, whole)
        for inner in value.values():
            referred(inner, found, whole)
    elif isinstance(value, list):
        for inner in value:
            referred(inner, found, whole)


def main():
    whole, licence = description()
    paths, components = {}, {"examples": {}}
    for path, methods in OPERATIONS.items():
        for method in methods:
            operation = whole["paths"][path][method]
            kept = paths.setdefault(path, {})[method] = bare(operation)
            for code, response in operation["responses"].items():
                if "$ref" not in response:
                    kept["responses"][code]["description"] = ""
                for shown in response.get("content", {}).get("application/json", {}).get("examples", {}).values():
                    if code[0] == "2" and "$ref" in shown:
                        name = shown["$ref"].split("/")[-1]
                        components["examples"][name] = {"value": whole["components"]["examples"][name]["value"]}
    referred(paths, components, whole)
    info = {"title": "a part of GitHub's OpenAPI description", "version": whole["info"]["version"], "license": {"name": "MIT"},
            "x-source": f"npm @octokit/openapi {VERSION}, {FILE}, by scripts/openapi.py", "x-taken": datetime.date.today().isoformat()}
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    (TARGET.parent / "LICENSE").write_text(licence, encoding="utf-8")
    TARGET.write_text(json.dumps({"openapi": whole["openapi"], "info": info, "paths": paths, "components": components}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


main()
