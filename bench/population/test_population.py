#!/usr/bin/env python3
"""Checks the simulation itself: the draw, the rows behind it, the counting, and that every person can be decided.

  test_population.py [--binary PATH]    without a program nothing is decided
"""
import argparse
import json
import math
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "../../tests/cli")]
import draw  # noqa: E402
import tally  # noqa: E402
from condition import findings_in, holds  # noqa: E402
from decide import ROOT, Base, CannotDecide  # noqa: E402
from outside import Tally  # noqa: E402

PEOPLE = 1200
READ = {"read", "read in part", "abstract", "second-hand", "memory"}
EXCLUSIVE = (("improving", "worsening"), ("pregnant", "postpartum_lt12w"), ("pregnant", "pregnancy_possible"))
PARENTS = {**draw.PARENTS, "pregnant_weeks": "pregnant", "spine_procedure_weeks": "spine_procedure",
           "trauma_examined": "trauma_major", "list_with_pain": "spine_deformity_new"}
PLAIN = ("age", "sex", "onset_days", "nprs_now", "diabetes", "leg_pain", "main_site")


def digest(seed, count):
    rows, causes = draw.load("ordinary.json")["rows"], draw.load("causes.json")["causes"]
    people = [draw.ordinary(rows, seed, index) for index in range(count)]
    people += [draw.patient(cause, rows, seed, 0) for cause in causes]
    return json.dumps(people, sort_keys=True)


def off_by_too_much(row, people):
    """Does this yes/no row come out too often or too seldom? Up to five standard deviations are chance."""
    asked = [one for one in people if "given" not in row or holds(row["given"], one)]
    expected = [draw.probability(row, one) for one in asked]
    hits = sum(one.get(row["finding"]) == "yes" for one in asked)
    spread = math.sqrt(sum(p * (1 - p) for p in expected))
    return abs(hits - sum(expected)) > 5 * spread + 2


def problems(person, findings):
    """What is wrong with the answers of one person; on an older base new names and values are no problem."""
    for name, value in person.items():
        about = findings.get(name)
        if about is None:
            continue
        kind = about["type"]
        # What only grades a sign may be skipped.
        right = {"number": lambda: isinstance(value, int) and about["min"] <= value <= about["max"]
                 or value == "skipped" and about.get("grading", False),
                 "yes_no": lambda: value in ("yes", "no", "not_sure"),
                 "one_of": lambda: value in about["values"] or (name, value) == ("claudication", "not_eased"),
                 "many_of": lambda: set(value) <= set(about["values"])}[kind]()
        if not right:
            yield f"{name} is {value!r}"
    for one, other in EXCLUSIVE:
        if person[one] == person[other] == "yes":
            yield f"both {one} and {other}"
    for name, parent in PARENTS.items():
        if person.get(name, "no") != "no" and person[parent] == "no":
            yield f"{name} without {parent}"
    if not person["nprs_best24"] <= person["nprs_now"] <= person["nprs_worst24"]:
        yield "least, now and worst pain are out of order"
    if person["pregnant"] == "yes" and not (person["sex"] == "female" and 12 <= person["age"] <= 56):
        yield "pregnant at the wrong age"
    if person["onset_age"] > person["age"] or person["onset_days"] > 366 + person["age"] * 365.25:
        yield "began before birth or in the future"
    if person["cannot_stand_walk"] != "no" and person["walk_minutes"] > 10:
        yield "cannot stand, but walks"
    if person["claudication"] == "none" and person.get("claudication_shrinking") == "yes":
        yield "a shrinking distance without claudication"


def check_draw(check, ordinary, causes):
    rows = ordinary["rows"]
    people = [draw.ordinary(rows, 7, index) for index in range(PEOPLE)]
    again = [sys.executable, str(HERE / "test_population.py"), "--digest"]
    told = subprocess.run(again, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": "11"},
                          check=True).stdout
    check("the same seed gives the same people in another process", told == digest(1, 20))
    check("another seed gives other people", digest(2, 20) != told)
    yes_no = [row for row in rows if "p" in row and not row.get("helper")]
    for row in yes_no:
        check(f"{row['finding']} is as frequent as its row says", not off_by_too_much(row, people))
    wrong = next(row for row in yes_no if row["finding"] == "smoker")
    check("a wrong frequency is noticed", off_by_too_much({**wrong, "p": .3}, people))
    fewer = [draw.ordinary(rows, 7, index, signs=.3) for index in range(200)]
    none = [draw.ordinary(rows, 7, index, signs=0) for index in range(200)]
    signs = [row["finding"] for row in rows if row.get("sign") and "p" in row]
    simple = {row["finding"] for row in rows if row.get("sign") and "p" in row and "given" not in row}
    check("with fewer danger signs nobody gets a new one",
          all(many[name] == "yes" for many, few in zip(people, fewer) for name in simple if few[name] == "yes"))
    check("danger signs can be left out", not any(one.get(name) == "yes" for one in none for name in signs))
    check("and nothing else changes", all(many[name] == one[name] for many, one in zip(people, none) for name in PLAIN))
    patients = [(cause, draw.patient(cause, rows, 7, index)) for cause in causes for index in range(60)]
    check("a patient has one of the signs the cause must have",
          all(any(one[name] == "yes" for name in cause["must"]) or one["cannot_stand_walk"] != "no"
              for cause, one in patients if "must" in cause))
    for cause in causes:
        some = [draw.patient(cause, rows, 8, index) for index in range(300)]
        if "must" not in cause and "onset_sudden" in cause["signs"]:
            p, hits = cause["signs"]["onset_sudden"][0], sum(one["onset_sudden"] == "yes" for one in some)
            check(f"{cause['id']}: a sign is as frequent as published",
                  abs(hits - 300 * p) <= 5 * math.sqrt(300 * p * (1 - p)) + 1)
    return people[:500] + [one for _, one in patients]


def check_rows(check, ordinary, causes, peers, findings):
    new = {row["finding"] for row in ordinary["rows"] if row.get("new") or row.get("helper")}
    drawn = [row["finding"] for row in ordinary["rows"]]
    names = set(drawn) | {name for row in ordinary["rows"] for name in findings_in(row.get("given", {"all": []}))}
    names |= {name for cause in causes["causes"] for name in cause["signs"]}
    for peer in peers["lists"]:
        names |= {name for condition in peer["levels"].values() for name in findings_in(condition)}
    check("no name is unknown to the base", names <= set(findings) | new, str(sorted(names - set(findings) - new)))
    check("no row stands twice", len(drawn) == len(set(drawn)))
    for part in (ordinary, causes, peers):
        check("each source says how it was read",
              all(one["read"] in READ and one["what"] and one["url"] for one in part["sources"].values()))
    known = set(ordinary["sources"]) | {"D", "memory"}
    check("each ordinary row names its source", all(row["source"] in known for row in ordinary["rows"]))
    check("only what has a source is adapted",
          not any(row.get("adapted") and row["source"] in ("D", "memory") for row in ordinary["rows"]))
    known = set(causes["sources"]) | {"D", "memory"}
    for cause in causes["causes"]:
        check(f"{cause['id']}: signs have sources and probabilities",
              all(source.rstrip("+") in known and 0 < p <= 1 for p, source, *_ in cause["signs"].values()))
    check("each list names its source", all(peer["id"] in peers["sources"] for peer in peers["lists"]))


def check_counting(check):
    share, low, high = tally.wilson(5, 10)
    check("Wilson's interval", (round(share, 3), round(low, 4), round(high, 4)) == (.5, .2366, .7634))
    check("no hit is not certainty", tally.wilson(0, 100)[2] > .03)
    check("pairs", tally.paired([False] * 10, [True] + [False] * 9)[0] == .1)
    fired = [{"urgency": "soon", "fired": [("a", "soon"), ("b", "routine")]},
             {"urgency": "soon", "fired": [("a", "soon"), ("c", "soon")]},
             {"urgency": "emergency", "fired": [("d", "emergency")]}, {"urgency": "soon", "fired": []}]
    check("sole reasons", dict(tally.sole_reasons(fired, ("soon",))) == {"a": 1, "several": 1, "decision table": 1})
    two = {"at_least": 2, "of": ["a", {"finding": "n", "from": 3, "below": 5}, {"none": ["a"]}]}
    check("conditions", holds(two, {"a": "yes", "n": 4})
          and not holds({"finding": "n", "below": 4}, {"n": 4}) and not holds("a", {}))


def check_decided(check, binary, people, rows):
    base = Base(ROOT / "data", binary)
    doubting = [draw.with_doubt(one, 3, index, base.yes_no) for index, one in enumerate(people)]
    check("about one in five doubts", 60 < sum(one != other for one, other in zip(people[:500], doubting)) < 140)
    try:
        decisions = list(base.decide(people + doubting))
        check("everybody is decided", len(decisions) == 2 * len(people))
        list(base.decide([{**people[0], "age": 500}]))
        check("a wrong answer stops it", False)
    except CannotDecide as problem:
        check("a wrong answer stops it", "age" in str(problem), str(problem))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary")
    options.add_argument("--digest", action="store_true", help=argparse.SUPPRESS)
    options = options.parse_args()
    if options.digest:
        sys.stdout.write(digest(1, 20))
        return 0
    ordinary, causes, peers = (draw.load(name) for name in ("ordinary.json", "causes.json", "peers.json"))
    data = json.loads((ROOT / "data/findings.json").read_text(encoding="utf-8"))
    findings = {one["id"]: one for group in data["groups"] for one in group["findings"]}
    counted = Tally()
    people = check_draw(counted.check, ordinary, causes["causes"])
    found = [f"{number}: {problem}" for number, one in enumerate(people) for problem in problems(one, findings)]
    counted.check("all answers are valid", not found, "; ".join(found[:5]))
    counted.check("an answer out of range is noticed", list(problems({**people[0], "nprs_now": 11}, findings)))
    check_rows(counted.check, ordinary, causes, peers, findings)
    check_counting(counted.check)
    if options.binary:
        check_decided(counted.check, options.binary, people, ordinary["rows"])
    return counted.finish()


if __name__ == "__main__":
    sys.exit(main())
