"""How the signs of the model are told to the program: the one place that knows its answer names.

A sign or bar of `model.py` is a few answers on top of those of a person with a fresh strain and nothing else.
"""
import json
import os
import pathlib
import sys

import model

# Another source tree can be named, to try the program of another branch.
ROOT = pathlib.Path(os.environ.get("BACKCOACH_SOURCE") or pathlib.Path(__file__).resolve().parents[2])
sys.path.insert(0, str(ROOT / "tests/cli"))
import outside  # noqa: E402

WELL = json.loads((ROOT / "examples/strain.json").read_text())["answers"]

# What grades a sign is told with it: while that is open a triage is not whole.
PELVIC = {"pelvic_symptom_days": 1, "pelvic_symptom_worse": "no", "pelvic_symptom_checked": "no"}
GRADING = (*PELVIC, "leg_symptom_days")
# In a triage.
TOLD = {
    "saddle": {"saddle_change": "yes", **PELVIC},
    "bladder": {"pee_retention": "yes", **PELVIC},
    "chest": {"chest_pain": "yes"},
    "foot": {"foot_drop": "yes", "leg_symptom_days": 1},
    "fever": {"fever": "yes"},
    "weight": {"weight_loss_unexplained": "yes"},
    "cancer": {"cancer_ever": "yes"},
    "unwell": {"unwell_today": "yes"},
    "under_18": {"age": 16, "onset_age": 16},
}
# The line of the check-in that a sign stands under. `unwell` needs none.
GATES = {"saddle": "danger_saddle", "bladder": "danger_toilet", "chest": "danger_chest", "foot": "danger_legs",
         "fever": "danger_ill", "weight": "new_illness", "cancer": "new_told"}
# All lines of the danger list, and the one that opens more.
LINES = {one["measure"] for one in json.loads((ROOT / "data/checkin.json").read_text())["signs"]} | {"something_new"}
# The rule of a sign that sends to be seen soon.
RULES = {"weight": "weight_loss", "cancer": "cancer_ordinary_pain"}
# Rules that may fire for a sign in either version of the rules; what a page says of them is private or not.
PRIVATE_RULES = ("cauda_equina_saddle", "cauda_equina_sexual", "suicidal_thoughts")

# What a lift says. Names of the follow-ups of `seen_since` as the knowledge base has them.
SEEN_SINCE = "seen_since"
SINCE_WORSE = "seen_worse"
TOLD_EXERCISE = "seen_exercise"
EXERCISE_WORDS = {"as_usual": "as_usual", "gently": "gently", "not_for_now": "not_for_now", "nothing": "nothing"}
# What a check-in says of a bar.
OVER = {"unwell": {"unwell_today": "no"}, "not_for_now": {"told_no_exercise": "no"}, "alarm": {"alarm_during_exercise": "no"}}


def known_findings():
    return outside.findings()


def private_names():
    measures = json.loads((ROOT / "data/checkin.json").read_text())["measures"]
    return sorted({name for name, about in known_findings().items() if about.get("sensitive")}
                  | {one["id"] for one in measures if one.get("sensitive")})


def private_texts():
    """What pages say of a private sign to the one who told it."""
    rules = [json.loads((ROOT / f"data/red_flags/{one}.json").read_text()) for one in PRIVATE_RULES]
    parts = [part for rule in rules for part in (rule, *rule["outcomes"])]
    return sorted({part[key] for part in parts for key in ("because", "what_to_say") if part.get(key)})


def exercise_names():
    """Names of what is done for exercise; positions of ease, heat and facts are none."""
    cards = [json.loads(path.read_text()) for path in sorted((ROOT / "data/exercises").glob("*.json"))]
    return [card["name"] for card in cards if card["kind"] in ("exercise", "walk", "mind")]


def quiet():
    """A check-in with nothing new; its lines of danger signs say no."""
    signs = json.loads((ROOT / "data/checkin.json").read_text())["signs"]
    return {**{one["measure"]: "no" for one in signs}, "nprs_now": 4, "nprs_worst24": 5, "legs": "none", "went": "well"}


def full():
    """A quiet check-in in which each danger question is answered by itself, too."""
    core = {name for name, about in known_findings().items() if about.get("core")}
    return {**quiet(), **{name: WELL[name] for name in sorted(core) if name in WELL}}


def checkin_answers(signs=(), over=(), own=False):
    """\\param own  each danger question is answered by itself"""
    answers = full() if own else quiet()
    under = {one["measure"]: one["findings"] + one.get("also_ask", [])
             for one in json.loads((ROOT / "data/checkin.json").read_text())["signs"]}
    yes_no = {name for name, about in known_findings().items() if about["type"] == "yes_no"}
    for sign in signs:
        if sign in GATES:
            answers[GATES[sign]] = "yes"
            answers.update({name: "no" for name in under[GATES[sign]] if name in yes_no and name not in answers})
    for sign in signs:
        answers.update(TOLD[sign])
    for bar in over:
        answers.update(OVER[bar])
    return answers


def triage_answers(signs=(), since=None, worse="no", told="as_usual"):
    answers = {}
    for sign in signs:
        answers.update(TOLD[sign])
    if since:
        answers[SEEN_SINCE] = since
    if since == "yes":
        answers.update({SINCE_WORSE: worse, TOLD_EXERCISE: EXERCISE_WORDS[told]})
    return answers


def seen_groups(signs, seen):
    """What a file names under "seen": groups of these signs that were looked at and are the same since."""
    return sorted({model.SIGNS[one].group for one in signs if one in model.SIGNS}
                  & {model.SIGNS[one].group for one in seen})
