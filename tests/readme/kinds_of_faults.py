#!/usr/bin/env python3
"""Whether each row of the tables of faults in docs/reliability.md names a test, and each of these exists and runs."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "standing" / "cases"


def text(path):
    return (ROOT / path).read_text(encoding="utf-8")


def run_by(path, name):
    """\\return whether a file defines a function and names it once more, as one to be run."""
    return f"\ndef {name}(" in text(path) and len(re.findall(rf"\b{name}\b", text(path))) > 1


def runs(name, outside):
    word, _, what = name.partition(" ")
    if word == "rf":
        return run_by("tests/cli/reported_faults.py", what)
    if word == "st":
        return run_by("tests/cli/standing.py", what)
    if name == "own":
        name = "tests/cli/own_files.py"
    path = ROOT / name
    if not name.startswith("tests/"):
        return bool(list(CASES.glob(name + ".json")))
    if path.suffix == ".py":
        listed = path.parent.name == "cli" or re.search(rf"foreach\(stem [^)]*\b{path.stem}\b", outside)
        return path.exists() and bool(listed) and "__main__" in text(name)
    return path.exists() and path.suffix == ".cpp"


def main():
    outside = text("tests/outside.cmake")
    chapter = text("docs/reliability.md").split("## Kinds of faults", 1)[1]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in chapter.splitlines() if line.startswith("|")]
    rows = [row for row in rows if row[0] != "Place" and not set(row[0]) <= set("- ")]
    faults = []
    for row in rows:
        names = re.findall(r"`([^`]+)`", row[-1]) if len(row) == 3 else []
        faults += [f"no test: {row[0]}"] if not names else []
        faults += [f"{name} does not run: {row[0]}" for name in names if not runs(name, outside)]
    print(*faults, f"{len(rows)} rows, {len(faults)} faults", sep="\n")
    return 1 if faults or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
