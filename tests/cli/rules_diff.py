#!/usr/bin/env python3
"""Changes copies of data/ and holds `rules diff` to its word: what it says changes is replayed with both bases.

  rules_diff.py --binary PATH

Each change is told with two commands; they are run as they stand, and their decisions have to be the ones told. What is
written otherwise and changes nobody's decision has to be told as that.
"""
import json
import pathlib
import subprocess
import tempfile

import outside
from planted_faults import Base, find, idle_question, lost_block, only


def moved_bound(base):
    """A number that the smallest answers have to stand on."""
    def change(rule):
        holder, key = only(find(rule["outcomes"], {"finding": "age", "at_least": 60}))
        holder[key]["at_least"] = 61
    base.edit("red_flags/bone_pain_over_60.json", change)


def new_question(base):
    """A sign that only the new base asks for, and a rule on it."""
    idle_question(base)

    def change(rule):
        rule["outcomes"][0]["when"] = {"any_of": [rule["outcomes"][0]["when"],
                                                  {"finding": "left_handed", "is": "yes"}]}
        # Its examples that come out "no" or open do not say whether the hand was asked.
        for example in rule["examples"]:
            if example["holds"] == "no":
                example["answers"]["left_handed"] = "no"
    base.edit("red_flags/testicular_pain.json", change)


def turned_round(base):
    """The same condition in other words: nobody is decided otherwise."""
    def change(rule):
        when = rule["outcomes"][0]["when"]
        rule["outcomes"][0]["when"] = {"all_of": [{"any_of": [when]}]}
    base.edit("red_flags/shingles.json", change)


# name: (change, kinds that have to be told, and whether nothing else may be)
CHANGES = {
    "a moved bound": (moved_bound, {("rule", "bone_pain_over_60")}),
    "a question of one base alone": (new_question, {("rule", "testicular_pain"), ("urgency", None)}),
    "a lost block of an exercise": (lambda base: base.edit("exercises/press_up.json", lost_block),
                                    {("exercise", "press_up")}),
    "other words for the same": (turned_round, set()),
}


def decision_of(program, command, folder, home):
    words = command.replace("backcoach ", f"{program.path} --home {home} --now {outside.NOW} ", 1)
    done = subprocess.run(words, shell=True, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                          env=outside.environment(home), timeout=60)
    try:
        return json.loads(done.stdout)
    except ValueError:
        return {"exit": done.returncode, "said": (done.stdout + done.stderr).decode()[:300]}


def is_as_told(change, side, told):
    """Whether what a command says is what the difference said of this base."""
    if "exit" in told:
        return False
    if change["kind"] == "exercise":
        left_out = any(one["exercise"] == change["exercise"] for one in told["excluded"])
        return left_out == (change["was" if side == "old" else "now"] == "left out")
    expected = change[side]
    urgency = told.get("urgency", told.get("at_least"))
    return urgency == expected["urgency"] and told["status"] == expected["status"]


def replay(program, tally, name, folder, change):
    for side, command in zip(("old", "new"), change["replay"]):
        with tempfile.TemporaryDirectory(prefix="backcoach-diff-home-") as home:
            more = "" if "--json" in command else " --json"
            told = decision_of(program, command + more, folder, home)
            tally.check(f"{name}: {command}", is_as_told(change, side, told),
                        f"{json.dumps(told)[:300]} {json.dumps(change)[:600]}")


def main():
    program, tally = outside.Program(outside.parser(__doc__).parse_args().binary), outside.Tally()
    for name, (change, wanted) in CHANGES.items():
        with tempfile.TemporaryDirectory(prefix="backcoach-diff-") as folder:
            base = Base(folder)
            change(base)
            done = program.run("rules", "diff", "built-in", "mine", "--json", cwd=folder, timeout=120)
            report = json.loads(done.stdout)
            tally.check(f"{name}: proved", report["proof"] and report["tried"] == 0, done.stdout[:300])
            tally.check(f"{name}: written otherwise", len(report["written"]) > 0, "")
            kinds = {(one["kind"], one.get("rule", one.get("exercise"))) for one in report["decisions"]}
            tally.check(f"{name}: kinds", wanted <= kinds and (wanted or not kinds), str(kinds))
            for one in report["decisions"]:
                replay(program, tally, name, folder, one)
    return tally.finish()


if __name__ == "__main__":
    raise SystemExit(main())
