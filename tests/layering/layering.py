#!/usr/bin/env python3
"""Checks every #include of src/ and include/ against the layers.

A layer may include itself and the layers named here. Outside libraries are
listed too, so that JSON, flags and SQL stay where they belong.
"""
import re
import sys
from pathlib import Path

# layer: (layers it may include, outside headers it may include)
LAYERS = {
    "text": ([], ["fmt/"]),
    "model": (["text"], ["fmt/"]),
    "figure": (["model", "text"], ["fmt/"]),
    "load": (["model", "text", "figure"], ["fmt/", "nlohmann/"]),
    "engine": (["model"], []),
    "plan": (["model", "engine", "text"], ["fmt/"]),
    "session": (["model", "engine", "plan", "figure"], []),
    "progress": (["model", "engine", "plan", "text"], []),
    "prove": (["model", "engine", "plan", "progress"], ["cadical.hpp"]),
    "render": (["model", "engine", "plan", "session", "progress", "prove", "text", "figure"],
               ["fmt/", "nlohmann/"]),
    "batch": (["model", "text", "load", "engine", "render"], ["simdjson.h"]),
    "store": (["model", "text", "load", "render", "progress"], ["sqlite3.h"]),
    "authoring": (["model", "load", "engine", "plan", "prove", "render", "text"], []),
    "cli": (["model", "text", "figure", "load", "engine", "plan", "session", "progress", "prove",
             "render", "authoring", "store", "batch"], ["fmt/", "nlohmann/", "CLI/", "toml++/", "POSIX"]),
}

# Public headers, by the layer that implements them.
PUBLIC = {
    "adaptation": "model", "answers": "model", "daily_check": "model", "diary": "model", "diary_answers": "model", "exercises": "model",
    "issue": "model", "knowledge": "model", "network": "model", "plan_rules": "model", "prescription": "model",
    "progress_rules": "model", "question": "model", "rules": "model", "seen": "model",
    "figure": "figure",
    "cases": "load", "load": "load", "load_answers": "load", "load_fhir": "load", "load_figures": "load",
    "load_prescription": "load",
    "interview": "engine", "triage": "engine",
    "course": "plan", "plan": "plan",
    "checkin": "progress", "checkin_decision": "progress", "checkin_question": "progress",
    "diary_course": "progress", "history": "progress", "latest": "progress", "standing": "progress",
    "traffic_light": "progress", "trends": "progress",
    "session": "session",
    "render": "render", "render_ahead": "render", "render_calendar": "render", "render_diary": "render",
    "render_fhir": "render", "render_letter": "render", "render_plan": "render", "render_question": "render",
    "render_reference": "render", "render_standing": "render",
    "backcoach": "cli",
}

# Single files that may include what their layer may not.
EXCEPTIONS = {
    ("src/load/knowledge.cpp", "src/engine/compile.hpp"):
        "a base is compiled when it is loaded",
    ("src/load/answers.cpp", "include/backcoach/triage.hpp"):
        "answers that cannot both be true are found by the conditions of the base",
}

GENERATED = "version.hpp"  # made by the build, for the program only

# CLI11 takes seconds to compile; every other library stands behind one file too.
ONLY_IN = {"CLI/": "src/cli/app.cpp", "cadical.hpp": "src/prove/solver.cpp",
           "simdjson.h": "src/batch/structure.cpp", "sqlite3.h": "src/store/database.cpp",
           "toml++/": "src/cli/config.cpp"}

POSIX = {"unistd.h", "fcntl.h", "termios.h", "signal.h", "sys/ioctl.h", "sys/stat.h", "sys/types.h",
         "sys/file.h", "sys/time.h", "poll.h", "sys/wait.h"}
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^">]+)[">]')


def layer_of(path):
    """The layer of a file below the root; None for one that no table knows."""
    parts = path.parts
    if parts[0] == "include":
        return PUBLIC.get(path.stem)
    return parts[1] if len(parts) > 2 and parts[1] in LAYERS else None


def target_of(root, file, quoted, name):
    """The file of ours that is included, below the root; None for an outside one."""
    if name.startswith("backcoach/"):
        return Path("include") / name
    if quoted:
        found = (file.parent / name).resolve()
        if found.is_relative_to(root) and (found.exists() or name != GENERATED):
            return found.relative_to(root)
    return None


def outside_error(layer, path, name):
    if name in POSIX:
        kind = "POSIX"
    elif "/" in name and not name.startswith(("bits/",)):
        kind = name.split("/")[0] + "/"
    elif name.endswith((".h", ".hpp")):
        kind = name
    else:
        return None  # the standard library
    if path.parts[0] == "include":
        return f"a public header includes <{name}>"
    if kind in ONLY_IN and path.as_posix() != ONLY_IN[kind]:
        return f"only {ONLY_IN[kind]} may include <{name}>"
    if kind not in LAYERS[layer][1]:
        return f"{layer} may not include <{name}>"
    return None


def check_file(root, file, used):
    path = file.relative_to(root)
    layer = layer_of(path)
    if layer is None:
        yield 0, "this file belongs to no layer: add it to the tables of tests/layering"
        return
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        name = match[2]
        target = target_of(root, file, match[1] == '"', name)
        if target is None:
            if name == GENERATED and layer == "cli":
                continue
            problem = outside_error(layer, path, name)
            if problem:
                yield number, problem
            continue
        if not (root / target).exists():
            yield number, f"there is no {target}"
            continue
        other = layer_of(target)
        if other is None:
            yield number, f"{target} belongs to no layer"
        elif other != layer and other not in LAYERS[layer][0]:
            key = (path.as_posix(), target.as_posix())
            if key in EXCEPTIONS:
                used.add(key)
            else:
                yield number, f"{layer} may not include {other} ({target})"


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2]).resolve()
    used, errors, count = set(), 0, 0
    files = sorted(p for folder in ("src", "include") for p in (root / folder).rglob("*.[ch]pp"))
    for file in files:
        count += 1
        for number, problem in check_file(root, file, used):
            errors += 1
            print(f"{file.relative_to(root)}:{number}: error: {problem}")
    for key in sorted(EXCEPTIONS.keys() - used):
        errors += 1
        print(f"{key[0]}: error: does not include {key[1]} any more: take it off the exceptions")
    print(f"{count} files, {errors} arrows back")
    return 1 if errors or not count else 0


if __name__ == "__main__":
    sys.exit(main())
