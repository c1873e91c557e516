#!/usr/bin/env python3
"""Plants ten faults in copies of data/ and sees that each is found, in words a clinician understands.

  planted_faults.py --binary PATH

Each fault is one an author makes: a part forgotten, a level too low, a block lost. What finds it is `rules check`,
`rules test` or `rules diff`; `rules mutate` finds the example that is missing.
"""
import argparse
import json
import pathlib
import shutil
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/cli"))
import outside  # noqa: E402


class Base:
    """A copy of data/ that can be spoiled."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder) / "mine"
        shutil.copytree(ROOT / "data", self.folder)

    def edit(self, path, change):
        file = self.folder / path
        value = json.loads(file.read_text(encoding="utf-8"))
        change(value)
        file.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def at(value, pointer):
    for step in pointer.strip("/").split("/"):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def find(value, wanted, path=()):
    """Places of the objects in `value` that have all of `wanted`, as (list or object, key)."""
    found = []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in items:
        if isinstance(one, dict) and all(one.get(k) == v for k, v in wanted.items()):
            found.append((value, key))
        found += find(one, wanted, path + (key,))
    return found


def only(places):
    assert places, "the fault cannot be planted any more: mend the test"
    return places[0]


def dropped_condition(rule):
    holder, key = only(find(at(rule, "/outcomes/0/when"), {"finding": "iv_drugs"}))
    del holder[key]


def lowered_urgency(rule):
    rule["outcomes"][0]["urgency"] = "same_day"


def at_least_for_more_than(rule):
    for outcome in rule["outcomes"]:
        for holder, key in find(outcome["when"], {}):
            one = holder[key]
            if "more_than" in one:
                one["at_least"] = one.pop("more_than")
                return
    raise AssertionError("no more_than left: mend the test")


def idle_question(base):
    base.edit("findings.json", lambda v: v["groups"][0]["findings"].insert(
        0, {"id": "left_handed", "type": "yes_no", "means": "left-handed"}))
    question = json.loads((base.folder / "questions/first_episode.json").read_text(encoding="utf-8"))
    question.update(id="left_handed", sets=["left_handed"], order=999, text="Are you left-handed?",
                    title="The hand you write with")
    (base.folder / "questions/left_handed.json").write_text(json.dumps(question, indent=2), encoding="utf-8")


def impossible(rule):
    rule["outcomes"][0]["when"] = {"all_of": [rule["outcomes"][0]["when"], {"finding": "age", "at_least": 70},
                                              {"finding": "age", "at_most": 60}]}


def wrong_citation(rule):
    rule["provenance"][0]["source"] = "girft_cse"


def lost_block(card):
    gone = [n for n, gate in enumerate(card["avoid"]) if gate["when"].get("finding") == "osteoporosis"]
    assert gone
    card["avoid"][gone[0]]["when"] = {"finding": "wrist_pain", "is": "yes"}
    card["avoid"][gone[0]].pop("unknown", None)


def doubt_as_no(rule):
    holder, key = only(find(rule["outcomes"], {"finding": "saddle_change", "is": "yes"}))
    holder[key]["doubt"] = "no"


def no_provenance(rule):
    rule["provenance"] = [p for p in rule["provenance"] if p["source"] != "house_wording"]


def unasked_finding(value):
    value["groups"][0]["findings"].insert(0, {"id": "left_handed", "type": "yes_no", "means": "left-handed"})


def rule(name, change):
    return lambda base: base.edit(f"red_flags/{name}.json", change)


# name: (plant, command, exit, words that have to be told)
FAULTS = {
    "a dropped condition": (
        rule("fever_high_risk", dropped_condition), ["rules", "test", "{dir}"], 3,
        ["of fever_high_risk is to come out yes emergency, not", "answers: ", "iv_drugs=yes"]),
    "a lowered urgency": (
        rule("cauda_equina_saddle", lowered_urgency), ["rules", "test", "{dir}"], 3,
        ["of cauda_equina_saddle is to come out yes emergency, not yes same_day", "answers: saddle_change=yes"]),
    "a lowered urgency, compared": (
        rule("cauda_equina_saddle", lowered_urgency), ["rules", "diff", "built-in", "{dir}"], 0,
        ["outcome cauda_equina_saddle/new: urgency emergency -> same_day", "urgency: emergency -> same_day",
         "- numbness, tingling or different feeling around genitals, bottom or inner thighs: yes",
         "--set saddle_change=yes", "Proved over all answers", "Nothing else changes for anybody."]),
    "at least for more than": (
        rule("recent_spinal_procedure", at_least_for_more_than), ["rules", "test", "{dir}"], 3,
        ["of recent_spinal_procedure (/outcomes/2) is to come out no, not", "spine_procedure_weeks=12",
         "note: the border: more than 12"]),
    "a question nobody is asked": (
        idle_question, ["rules", "check", "{dir}", "--warnings"], 0,
        ['questions/left_handed.json: warning: nobody is asked this question: nothing uses "left_handed"']),
    "a rule that can never fire": (
        rule("testicular_pain", impossible), ["rules", "check", "{dir}"], 3,
        ['this can never hold: no answer to "age" fits all its parts', "/outcomes/0/when"]),
    "a wrong citation": (
        rule("cauda_equina_saddle", wrong_citation), ["rules", "check", "{dir}"], 3,
        ['unknown source "girft_cse"', 'did you mean "girft_ces"?']),
    "a lost osteoporosis block": (
        lambda base: base.edit("exercises/press_up.json", lost_block), ["rules", "test", "{dir}"], 3,
        ["of exercise press_up (/avoid/2) is to come out yes, not", "answers: osteoporosis=yes"]),
    "a lost osteoporosis block, compared": (
        lambda base: base.edit("exercises/press_up.json", lost_block), ["rules", "diff", "built-in", "{dir}"], 0,
        ["exercise press_up: avoid removed", "was: Your bones are thin or fragile",
         "exercise press_up: left out -> possible", "exercise press_up: possible -> left out"]),
    "doubt treated as no": (
        rule("cauda_equina_saddle", doubt_as_no), ["rules", "test", "{dir}"], 3,
        ["of cauda_equina_saddle is to come out yes emergency, not no", "saddle_change=not_sure"]),
    "a missing provenance": (
        rule("shingles", no_provenance), ["rules", "check", "{dir}"], 3,
        ["nothing says where /because comes from", 'add an entry to "provenance" that supports it']),
    "a finding never set": (
        lambda base: base.edit("findings.json", unasked_finding), ["rules", "check", "{dir}"], 3,
        ['no question asks for "left_handed"', 'name it in "sets" of a question']),
    "an example nobody wrote": (
        rule("shingles", lambda one: one.update(examples=[
            {"holds": "yes", "urgency": "same_day", "answers": {"rash_band": "yes"}},
            {"holds": "yes", "urgency": "soon", "answers": {"rash_band": "no", "burning_strip_no_rash": "yes"}},
            {"holds": "no", "answers": {"rash_band": "no", "burning_strip_no_rash": "no"}},
            {"holds": "unknown", "answers": {}}])),
        ["rules", "mutate", "{dir}", "--rule", "shingles"], 0,
        ["missed: rash_band: not sure counts as no", "an example would notice: ", "rash_band=not_sure",
         "is to come out yes same_day"]),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True)
    program = outside.Program(parser.parse_args().binary)
    failed = 0
    for name, (plant, words, code, told) in FAULTS.items():
        with tempfile.TemporaryDirectory(prefix="backcoach-faults-") as folder:
            base = Base(folder)
            plant(base)
            done = program.run(*(word.replace("{dir}", "mine") for word in words), cwd=folder, timeout=120)
            said = (done.stdout + done.stderr).decode()
            missing = [part for part in told if part not in said]
            if done.returncode != code or missing:
                failed += 1
                print(f"{name}: exit {done.returncode}, expected {code}; not told: {missing}\n{said[:3000]}")
    print(f"{len(FAULTS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
