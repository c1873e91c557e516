#!/usr/bin/env python3
"""The same answers give the same bytes, however they come and wherever the program runs.

  same_bytes.py --binary PATH

Also: no form of a referral without a plan names an exercise.
"""
import json
import os
import random
import re
import sys

import outside

EXAMPLES = ("strain", "very_bad_pain", "stiff_desk_worker", "runner_long_lasting", "numb_saddle", "fever",
            "cancer_history", "one_leg_tingling", "partial")
PLACES = ({"LC_ALL": "C"}, {"LC_ALL": "C.UTF-8"}, {"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"},
          {"LC_ALL": None, "LANG": None}, {"TZ": "Pacific/Kiritimati"}, {"TZ": "America/Los_Angeles"},
          {"TERM": "dumb"}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}, {"ACCESSIBLE": "1"}, {"COLUMNS": "40"},
          {"LANGUAGE": "tr", "LC_NUMERIC": "de_DE.UTF-8"})
# What everybody calls moving about; an advice to "take short walks" names no exercise.
PLAIN_WORDS = {"walking"}


def first_difference(one, two):
    place = next((i for i, (a, b) in enumerate(zip(one, two)) if a != b), min(len(one), len(two)))
    return f"byte {place}: {one[max(0, place - 40):place + 40]!r} and {two[max(0, place - 40):place + 40]!r}"


def without_home(out):
    """A line of cron names the home folder, and each run has one of its own."""
    return re.sub(rb"/tmp/backcoach-test-\w+", b"HOME", out)


def same(tally, name, first, ran):
    holds = without_home(ran.stdout) == without_home(first.stdout) and ran.returncode == first.returncode and first.stdout != b""
    tally.check(name, holds, f"exit {first.returncode} and {ran.returncode}, "
                             f"{first_difference(first.stdout, ran.stdout)} {ran.stderr[:200]!r}")


def ways_in(program, tally, example):
    path = str(outside.ROOT / "examples" / f"{example}.json")
    with open(path) as file:
        answers = json.load(file)["answers"]
    how = ("triage", "--json", "--trace", "--no-save")
    first = program.run(*how, "--answers", path)
    name = f"{example}: "
    same(tally, name + "stdin", first, program.run(*how, "--answers", "-", stdin=outside.wrapped(answers)))
    same(tally, name + "bare object", first, program.run(*how, "--answers", "-", stdin=json.dumps(answers)))
    sets = [word for key, value in answers.items()
            for word in ("--set", f"{key}={json.dumps(value) if isinstance(value, list) else value}")]
    same(tally, name + "--set", first, program.run(*how, *sets))
    keys = list(answers)
    random.Random(7).shuffle(keys)
    mixed = {key: answers[key] for key in keys}
    same(tally, name + "other order", first, program.run(*how, "--answers", "-", stdin=json.dumps(mixed)))
    same(tally, name + "--set, other order", first,
         program.run(*how, *[w for k, v in mixed.items()
                             for w in ("--set", f"{k}={json.dumps(v) if isinstance(v, list) else v}")]))
    truth = {key: {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value
             for key, value in answers.items()}
    for key in truth:  # choices whose values only look like yes or no stay words
        if outside_types[key]["type"] != "yes_no":
            truth[key] = answers[key]
    same(tally, name + "true and false", first, program.run(*how, "--answers", "-", stdin=json.dumps(truth)))
    half = dict(list(answers.items())[:len(answers) // 2])
    rest = [w for k, v in answers.items() if k not in half
            for w in ("--set", f"{k}={json.dumps(v) if isinstance(v, list) else v}")]
    same(tally, name + "file and --set", first, program.run(*how, *rest, "--answers", "-", stdin=json.dumps(half)))
    nulls = {**{key: None for key in outside_types}, **answers}
    same(tally, name + "nulls", first, program.run(*how, "--answers", "-", stdin=json.dumps(nulls)))
    same(tally, name + "again", first, program.run(*how, "--answers", path))
    target = os.path.join(program.folder.name, "out.json")
    ran = program.run(*how, "--answers", path, "-o", target)
    with open(target, "rb") as file:
        written = file.read()
    tally.check(name + "-o FILE", written == first.stdout and not ran.stdout and ran.returncode == first.returncode,
                first_difference(first.stdout, written))
    same(tally, name + "--format json", first, program.run("triage", "-f", "json", "--trace", "--no-save", "-a", path))
    for place in PLACES:
        words = " ".join(f"{key}={value}" for key, value in place.items())
        same(tally, name + words, first, program.run(*how, "--answers", path, env=place))
    later = program.run("--now", "2027-03-01T23:59", *how, "--answers", path)
    ids = [json.loads(ran.stdout)["decision_id"] for ran in (first, later)]
    tally.check(name + "decision_id knows no clock", ids[0] == ids[1], str(ids))


def text_bytes(program, tally, example):
    """Text that goes to a pipe does not depend on the machine either."""
    path = str(outside.ROOT / "examples" / f"{example}.json")
    for kind in ("text", "markdown"):
        how = ("triage", "--format", kind, "--no-save", "--answers", path)
        first = program.run(*how)
        for place in ({"LC_ALL": "C"}, {"TZ": "Asia/Tokyo"}, {"COLUMNS": "40"}, {"LANG": "fr_FR.UTF-8"}):
            words = " ".join(f"{key}={value}" for key, value in place.items())
            ran = program.run(*how, env=place)
            if example == "partial":
                tally.check(f"{example}: {kind} with {words}", ran.stderr == first.stderr and ran.returncode == 4)
            else:
                same(tally, f"{example}: {kind} with {words}", first, ran)


def names_no_exercise(binary, tally):
    quiet = outside.Program(binary)
    exercises = json.loads(quiet.run("exercises", "list", "--json").stdout)["exercises"]
    ids = {one["id"] for one in exercises}
    names = {re.sub(r"\s*\(.*?\)", "", one["name"]).lower() for one in exercises} - PLAIN_WORDS
    words = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, sorted(names))) + r")(?!\w)", re.I)
    known = outside.findings()
    seen = 0
    for case in outside.cases():
        answers = outside.full_answers(case["answers"], known)
        program = outside.Program(binary)
        ran = program.run("triage", "--answers", "-", "--json", "--trace", stdin=json.dumps(answers))
        decision = json.loads(ran.stdout)
        if decision["status"] != "decided" or decision["plan_allowed"]:
            continue
        seen += 1
        found = words.findall(ran.stdout.decode()) + [one for one in outside.strings_of(decision) if one in ids]
        tally.check(f"{case['id']} json names no exercise", not found, str(found))
        outputs = {kind: program.run("triage", "--answers", "-", "--format", kind, stdin=json.dumps(answers))
                   for kind in ("text", "markdown")}
        outputs["accessible"] = program.run("triage", "--answers", "-", "--accessible", stdin=json.dumps(answers))
        outputs["explain"] = program.run("explain")
        outputs["bare"] = program.run()
        outputs["plan"] = program.run("plan")
        outputs["plan --json"] = program.run("plan", "--json")
        for kind, ran in outputs.items():
            said = re.sub(r"(?m)^- Source: .*$", "", (ran.stdout + ran.stderr).decode())
            found = words.findall(said)
            tally.check(f"{case['id']} {kind} names no exercise", not found, str(sorted(set(found))))
            if kind.startswith("plan"):
                tally.check(f"{case['id']} {kind} is refused", ran.returncode != 0, "exit 0")
    tally.check("there are referrals without a plan", seen >= 10, str(seen))


outside_types = outside.findings()


def main():
    options = outside.parser(__doc__).parse_args()
    program, tally = outside.Program(options.binary), outside.Tally()
    for example in EXAMPLES:
        ways_in(program, tally, example)
        text_bytes(program, tally, example)
    names_no_exercise(options.binary, tally)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
