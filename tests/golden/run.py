#!/usr/bin/env python3
"""Compares the whole output of the program with what is written down.

  run.py --binary PATH [COMMAND ...] [COMMAND/CASE ...]

Each folder tests/golden/COMMAND/CASE/ holds
  cmd            the arguments, on one line
  expected.out, expected.err, expected.code
and, where needed,
  before         runs that come first in the same home, one per line (their output does not count)
  answers.json   named in cmd
  stdin          what the program reads (otherwise nothing)
  env            NAME=VALUE lines; "NAME" alone takes the variable away
  checks         checks on the JSON of stdout, one per line; then expected.out may be left out

A run starts in the folder of the case, with an empty --home and --now 2026-11-21T08:30.

A check is PATH OPERATOR [JSON]:  .decision == "walking"   .because[].rule has "fever_with_back_pain"
  .focus is null   .review_on exists   .missing not empty   .what_to_do[] lacks "x"   .watch_for size 21
A path steps into objects by .name, into lists by [0] or, each of them, by []. With no JSON on stdout,
`text has "words"` and `text lacks "words"` look at the plain text.

BACKCOACH_UPDATE_GOLDEN=1 writes what is missing or different (only for the commands or cases named, if any).
A case that has checks and no expected.out never gets one.
"""
import difflib
import json
import os
import pathlib
import re
import shlex
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cli"))
import outside  # noqa: E402


def environment_of(case, home):
    env = outside.environment(home)
    if (case / "env").exists():
        for line in (case / "env").read_text().splitlines():
            name, equals, value = line.partition("=")
            if equals:
                env[name] = value
            else:
                env.pop(name.strip(), None)
    return env


def run_case(program, case):
    import subprocess
    with tempfile.TemporaryDirectory(prefix="backcoach-golden-") as folder:
        home = os.path.join(folder, "home")
        env = environment_of(case, folder)

        def start(line, stdin):
            return subprocess.run(program.words(*shlex.split(line), home=home), input=stdin, capture_output=True,
                                  cwd=case, env=env, timeout=600, check=False)

        if (case / "before").exists():
            for line in (case / "before").read_text().splitlines():
                start(line, b"")
        stdin = (case / "stdin").read_bytes() if (case / "stdin").exists() else b""
        ran = start((case / "cmd").read_text().strip(), stdin)
        # The folder has another name in each run.
        ran.stdout, ran.stderr = (one.replace(home.encode(), b"HOME") for one in (ran.stdout, ran.stderr))
        return ran


def select(values, path):
    for name, index in re.findall(r"\.([A-Za-z_0-9]+)|\[(\d*)\]", path):
        found = []
        for value in values:
            if name:
                if isinstance(value, dict) and name in value:
                    found.append(value[name])
            elif isinstance(value, list):
                found.extend(value if index == "" else value[int(index):int(index) + 1])
        values = found
    return values


def check_holds(line, text, document):
    path, operator, *rest = line.split(None, 2)
    wanted = json.loads(rest[0]) if rest and operator in ("==", "!=", "has", "lacks", "size") else None
    if path == "text":
        return (wanted in text) == (operator == "has")
    values = select([document], path)
    one = values[0] if len(values) == 1 else None
    if operator == "==":
        return len(values) == 1 and one == wanted
    if operator == "!=":
        return len(values) == 1 and one != wanted
    if operator == "is":
        return len(values) == 1 and one is None
    if operator == "exists":
        return bool(values)
    if operator == "absent":
        return not values
    if operator == "not":
        return len(values) == 1 and bool(one)
    if operator == "empty":
        return len(values) == 1 and not one
    if operator in ("has", "lacks"):
        pool = one if len(values) == 1 and isinstance(one, list) else values
        return (wanted in pool) == (operator == "has")
    if operator == "size":
        return len(one if len(values) == 1 and isinstance(one, list) else values) == wanted
    raise ValueError(f"unknown operator {operator} in: {line}")


def failing_checks(case, ran):
    lines = [line.strip() for line in (case / "checks").read_text().splitlines()]
    text = ran.stdout.decode(errors="replace")
    document = None
    if any(line and not line.startswith(("#", "text ")) for line in lines):
        try:
            document = json.loads(text)
        except ValueError:
            return ["stdout is not JSON"]
    return [line for line in lines if line and not line.startswith("#") and not check_holds(line, text, document)]


def difference(name, wanted, got):
    lines = difflib.unified_diff(wanted.decode(errors="replace").splitlines(True),
                                 got.decode(errors="replace").splitlines(True), "expected", name)
    return "".join(list(lines)[:60])


def chosen(names):
    folders = sorted(path.parent for path in HERE.glob("*/*/cmd"))
    if not names:
        return folders
    wanted = [name.strip("/") for name in names]
    picked = [one for one in folders if one.parent.name in wanted or f"{one.parent.name}/{one.name}" in wanted]
    known = {one.parent.name for one in picked} | {f"{one.parent.name}/{one.name}" for one in picked}
    for name in wanted:
        if name not in known:
            sys.exit(f"no such command or case: {name}")
    return picked


def main():
    options = outside.parser(__doc__)
    options.add_argument("names", nargs="*", metavar="COMMAND or COMMAND/CASE")
    options = options.parse_args()
    program, tally = outside.Program(options.binary), outside.Tally()
    update = os.environ.get("BACKCOACH_UPDATE_GOLDEN") == "1"
    for case in chosen(options.names):
        name = f"{case.parent.name}/{case.name}"
        ran = run_case(program, case)
        got = {"expected.out": ran.stdout, "expected.err": ran.stderr,
               "expected.code": f"{ran.returncode}\n".encode()}
        checks = (case / "checks").exists()
        if checks and not (case / "expected.out").exists():
            del got["expected.out"]
        wrong = []
        for file, bytes_now in got.items():
            path = case / file
            if path.exists() and path.read_bytes() == bytes_now:
                continue
            if update:
                path.write_bytes(bytes_now)
                print(f"wrote {name}/{file}")
            elif path.exists():
                wrong.append(difference(f"{name}/{file}", path.read_bytes(), bytes_now))
            else:
                wrong.append(f"{file} is missing")
        if checks:
            wrong += [f"check does not hold: {line}" for line in failing_checks(case, ran)]
        tally.check(name, not wrong, "\n".join(wrong))
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
