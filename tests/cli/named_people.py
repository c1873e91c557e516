#!/usr/bin/env python3
"""People whose day somebody has asked for by name: each gets it, on the days ahead.

  named_people.py --binary PATH [PERSON ...]

Each differs from one quiet person in the answers given here. What is asked for are exercises that come within some days,
exercises that never come, words of the page, and what only a look at all days shows. docs/plan.md says for whom the day is
another one than was asked for, and why.
"""
import json
import re
import subprocess
import sys

import outside

LONG = {"onset_days": 200, "assessed_unchanged": "yes"}
HOME = ["mat", "chair", "wall"]
BASE = {**json.loads((outside.ROOT / "examples/strain.json").read_text())["answers"],
        "strain": "no", "flexion_aggravated": "no", "age": 40, "onset_age": 40, "onset_days": 20, "nprs_now": 3, "nprs_worst24": 4,
        "nprs_best24": 1, "walk_minutes": 20, "minutes_available": 30, "equipment": HOME}
LEG = {"leg_pain": "yes", "leg_pain_below_knee": "yes", "leg_tingle_one": "yes", "onset_days": 10, "leg_symptom_days": 10, "nprs_now": 5,
       "nprs_worst24": 6, "flexion_aggravated": "yes", "sitting_aggravated": "yes", "pain_on_strain": "yes"}
CARDS = {path.stem: json.loads(path.read_text()) for path in sorted((outside.ROOT / "data/exercises").glob("*.json"))}


def moves(day):
    return [item for item in day["items"] if item["exercise"]]


def names(day):
    return {item["exercise"] for item in moves(day)}


def walks(day):
    return [item["dose"]["minutes"] for item in day["items"] if item["kind"] == "walk"]


def times(day, exercise):
    return sum(item["exercise"] == exercise for item in day["items"])


def reps(day):
    return {item["exercise"]: item["dose"]["reps"] for item in day["items"] if item["kind"] == "exercise" and item["dose"]["reps"]}


def minutes_of_exercise(day):
    return sum(block["exercise_minutes"] for block in day["blocks"])


def static(day):
    return {one for one in names(day) if CARDS[one].get("static_stretch")}


def first_aid(day):
    return [item for item in day["items"] if item["title"].startswith("First-aid movement")]


def two_doses(day):
    """Lines of care that give another number than the row has."""
    return [(item["title"], line) for item in day["items"] for line in item["care"] if re.search(r"\d+ (times|seconds)", line)]


# name: (answers, days ahead, {day: exercises that have come by then}, never, words of day 1, {what: check on all days})
PEOPLE = {
    # How far somebody walks already is where their walks begin, whatever minutes they have for exercise.
    "walks_90": ({**LONG, "walk_minutes": 90, "provoke_effort": "heavy"}, "g" * 27, {3: ["hip_hinge"]}, ["heat_pack"], [], {
        "30 minutes on day 1": lambda d: walks(d[0]) == [30],
        "a walk on every day": lambda d: all(walks(day) for day in d)}),
    "sits_and_walks_45": ({"onset_days": 40, "improving": "yes", "sitting_aggravated": "yes", "settle_time": "lt30m",
                           "provoke_effort": "heavy", "walk_minutes": 45, "minutes_available": 10}, "g" * 13, {}, ["heat_pack"], [], {
        "2 walks of 15": lambda d: walks(d[0]) == [15, 15],
        "30 minutes by week 2": lambda d: any(walks(day) == [30] for day in d)}),
    "ten_minutes": ({"minutes_available": 10, "walk_minutes": 40}, "ggg", {}, ["heat_pack"], ["2 walks of 15 minutes"], {
        "ten minutes in one block": lambda d: all(minutes_of_exercise(day) <= 10 for day in d) and all(
            sum(block["exercise_minutes"] > 0 for block in day["blocks"]) == 1 for day in d)}),
    # So-so and bad days.
    "so_so_for_three_weeks": ({"age": 44, "onset_days": 300, "nprs_now": 2, "nprs_worst24": 3, "assessed_unchanged": "yes",
                               "provoke_effort": "heavy", "settle_time": "lt30m", "walk_minutes": 120, "minutes_available": 60}, "a" * 20,
                              {}, [], [], {
        "walks 30 minutes to the end": lambda d: max(max(walks(day)) for day in d[-3:]) == 30,
        "does no less of anything": lambda d: all(
            later.get(one, count) >= count for one, count in reps(d[4]).items() for later in map(reps, d[5:]) if one in later)}),
    "one_bad_day": ({"age": 34, "onset_age": 34, "onset_days": 5, "strain": "yes", "onset_sudden": "yes", "flexion_aggravated": "yes"},
                    "ggrg" + "g" * 16, {}, [], [], {
        "less for one day": lambda d: sum(walks(d[3])) < sum(walks(d[2])) <= sum(walks(d[5])),
        "no less than the card": lambda d: all(count >= (CARDS[one]["dose"]["reps"] or [0])[0]
                                               for day in d for one, count in reps(day).items())}),
    "walks_1_minute": ({"walk_minutes": 1}, "g" * 27, {1: ["seated_march"]}, [], [], {
        "walks grow": lambda d: sum(walks(d[-1])) > 2 * sum(walks(d[0]))}),
    # A first-aid movement.
    "sciatica": (LEG, "ggg", {1: ["rest_positions", "cat_camel"]}, ["hamstring_supine", "piriformis_supine"], ["First-aid movement"], {
        "the test is first": lambda d: bool(first_aid(d[0])) and d[0]["items"][0]["title"].startswith("First-aid")}),
    "leaning_back_eases": ({**LEG, "direction_preference": "extension"}, "g", {}, [], ["10 times, 6 times a day"], {
        "one movement": lambda d: len(first_aid(d[0])) == 1 and "stand_extension" not in names(d[0])}),
    "leans_to_a_side": ({"spine_deformity_new": "yes", "list_with_pain": "yes", "onset_days": 5, "nprs_now": 5, "nprs_worst24": 6}, "g",
                        {}, [], ["First-aid movement"], {}),
    # Stretches by need.
    "sore_buttock": ({"main_site": "buttock", "buttock_pain": "yes", "main_feeling": "tight_stiff", "stretching_effect": "helps",
                      "onset_days": 150, "assessed_unchanged": "yes", "sitting_aggravated": "yes", "walk_minutes": 40}, "g" * 13,
                     {14: ["figure4_wall", "hipflexor_kneel", "bridge"]}, [], [], {
        "never figure 4 without strength of the same muscle": lambda d: all(
            "figure4_wall" not in names(day) or names(day) & {"bridge", "clam", "glute_set"} for day in d)}),
    "tight_low_back": ({"onset_days": 20, "improving": "yes", "tight_where": ["low_back"], "sitting_aggravated": "no"}, "g" * 6, {}, [], [], {
        "a gentle bend": lambda d: any(names(day) & {"knee_to_chest", "childs_pose"} for day in d)}),
    "tight_thigh_and_calf": ({"tight_where": ["thigh_back", "calf"], "improving": "yes"}, "g" * 6, {7: ["hamstring_supine", "calf_wall"]}, [], [], {}),
    "has_a_bath": ({"onset_days": 5, "equipment": [*HOME, "bath"]}, "g", {1: ["warm_bath"]}, [], ["Epsom salts are up to you"], {
        "no pack beside the bath": lambda d: times(d[0], "heat_pack") <= 1}),
    "has_a_treadmill_desk": ({**LONG, "sitting_hours": 9, "equipment": [*HOME, "treadmill_desk"]}, "g", {1: ["treadmill_desk"]}, ["microbreak"],
                             [], {}),
    # What somebody says changes the day.
    "stretching_made_it_worse": ({"stretching_effect": "worse", "improving": "yes"}, "g" * 20, {1: ["brace", "bridge", "bird_dog"]}, [],
                                 ["Its ease is a short reflex"], {
        "no held stretch for 14 days": lambda d: not any(static(day) for day in d[:14]),
        "then one on trial": lambda d: any(static(day) for day in d[14:])}),
    "afraid": ({**LONG, "fear_movement": "yes", "confidence_active": 1, "nprs_now": 5, "nprs_worst24": 6, "walk_minutes": 6}, "g" * 13,
               {1: ["tiny_step"]}, [], ["Hurt is not harm"], {
        "one block": lambda d: all(sum(block["exercise_minutes"] > 0 for block in day["blocks"]) <= 1 for day in d),
        "the small move grows": lambda d: max((i["dose"]["sets"] or 0) for i in d[-1]["items"] if i["exercise"] == "tiny_step") == 2}),
    "sleeps_badly_under_stress": ({"sleep_quality": 1, "stress": 9}, "g", {1: ["relaxation", "breath_diaphragm", "sleep_setup"]}, [],
                                  ["After a bad night"], {
        "twice a day": lambda d: times(d[0], "breath_diaphragm") == 2}),
    "bendy_joints": ({"hypermobile": "yes", "age": 24, "onset_age": 24, "improving": "yes"}, "g" * 13, {1: ["brace"]}, ["hip_opener_open_book"],
                     ["Stop each move before its end"], {"no held stretch": lambda d: not any(static(day) for day in d)}),
    "walking_hurts": ({"walking_aggravated": "yes", "sitting_eases": "yes", "walk_minutes": 3}, "ggg", {1: ["seated_march"]}, [],
                      ["Sit for a minute"], {}),
    "bending_and_leaning_back_hurt": ({"flexion_aggravated": "yes", "extension_aggravated": "yes", "standing_aggravated": "yes"}, "ggg",
                                      {1: ["brace", "heel_slide"]}, ["stand_extension", "cat_camel", "knee_to_chest"], [], {}),
    # Work, age, a birth, a chair.
    "lifter": ({**LONG, "age": 27, "onset_age": 27, "minutes_available": 60, "walk_minutes": 60, "goal": "lift_carry",
                "equipment": [*HOME, "band"]}, "g" * 13, {1: ["hip_hinge", "carry"], 8: ["pallof", "sit_to_stand"]}, [], ["lifting and carrying"], {}),
    "after_a_birth": ({"age": 31, "onset_age": 31, "sex": "female", "postpartum_lt12w": "yes", "sleep_quality": 2, "onset_days": 40,
                       "improving": "yes"}, "g" * 9, {1: ["pelvic_floor", "log_roll", "relaxation"]}, ["heat_pack", "curl_up"],
                      ["Feed with a pillow"], {"a walk on every day": lambda d: all(walks(day) for day in d)}),
    "stenosis": ({"age": 72, "onset_age": 70, "onset_days": 900, "claudication": "sitting_eases", "extension_aggravated": "yes",
                  "standing_aggravated": "yes", "walking_aggravated": "yes", "sitting_eases": "yes", "walk_minutes": 10,
                  "equipment": ["chair", "wall", "bike"], "assessed_unchanged": "yes", "nprs_now": 4, "nprs_worst24": 6}, "g" * 27,
                 {1: ["cycle", "seated_cat_cow"], 7: ["sit_to_stand"], 28: ["knee_to_chest"]}, ["microbreak", "stand_extension", "press_up"], [], {
        "flexion twice a day": lambda d: times(d[0], "seated_cat_cow") == 2,
        "the ride grows": lambda d: max(i["dose"]["minutes"] for day in d[-7:] for i in day["items"] if i["exercise"] == "cycle") >= 20}),
    "on_her_feet": ({"sitting_hours": 1, "standing_aggravated": "yes", "flexion_aggravated": "yes", "walk_minutes": 60}, "ggg",
                    {1: ["standing_break"]}, ["microbreak", "stand_extension"], ["Your breaks are for standing"], {}),
    "on_a_chair": ({"cannot_floor": "yes", "cannot_kneel": "yes", "balance_poor": "yes", "walk_minutes": 1, "sitting_hours": 14,
                    "sitting_aggravated": "yes"}, "g" * 13, {1: ["seated_march", "seated_cat_cow"], 14: ["sit_to_stand"]}, [],
                   ["Stand up and sit down again counts"], {
        "nothing on the floor": lambda d: not any("floor" in CARDS[one]["needs"] or "kneel" in CARDS[one]["needs"]
                                                  for day in d for one in names(day))}),
    "easily_set_off": ({"provoke_effort": "minutes_light", "settle_time": "gt2h", "tight_where": ["low_back"]}, "ggg", {}, [], [], {}),
    "pregnant_20_weeks": ({"age": 31, "onset_age": 31, "sex": "female", "pregnant": "yes", "pregnant_weeks": 20, "onset_days": 40,
                           "improving": "yes"}, "g" * 9, {3: ["pelvic_floor"]}, ["bridge", "prone_lying", "press_up"], ["You are pregnant"], {}),
}

# Words of cards that were mended.
CARD_WORDS = {
    "figure4_wall": (["Hold the knee of the crossed leg"], []), "sciatic_slider": (["the leg with the symptoms"], []),
    "prone_ext": (["pillow under your belly", "Tuck your chin"], []), "hip_hinge": (["One hand is at the neck"], []),
    "hipflexor_stand": (["Stay upright", "heel may lift"], []), "microbreak": ([], ["Set a timer"]),
    "warm_bath": (["37 to 39 C", "Do not bathe alone"], []), "pallof": (["with a band fixed to the wall beside you"], []),
}


def play(binary, answers, letters):
    program = outside.Program(binary)
    given = json.dumps(answers)

    def run(*words):
        return subprocess.run([program.path, "--home", program.home, "--now", "2026-11-21T06:00", "plan", "--answers", "-", *words],
                              input=given, capture_output=True, text=True, timeout=120, check=False, cwd=program.folder.name,
                              env=outside.environment(program.folder.name))

    ahead = run("--days", str(len(letters) + 1), "--if", letters, "--json")
    days = [day["plan"] for day in json.loads(ahead.stdout)["days"]] if ahead.returncode == 0 else []
    return days, run().stdout, ahead.stderr


def main():
    parser = outside.parser(__doc__)
    parser.add_argument("people", nargs="*", choices=[*PEOPLE, []], metavar="PERSON")
    options = parser.parse_args()
    tally = outside.Tally()
    for name in options.people or PEOPLE:
        changes, letters, by_day, never, words, checks = PEOPLE[name]
        days, page, errors = play(options.binary, {**BASE, **changes}, letters)
        tally.check(f"{name}: a plan on every day", len(days) == len(letters) + 1 and all(days), errors[-300:])
        if not days or not all(days):
            continue
        for day, wanted in by_day.items():
            come = set().union(*map(names, days[:day]))
            tally.check(f"{name}: by day {day} {', '.join(wanted)}", set(wanted) <= come, sorted(come))
        for one in never:
            tally.check(f"{name}: never {one}", not any(one in names(day) for day in days))
        for word in words:
            tally.check(f"{name}: says {word}", word in page, page[:1500])
        for what, holds in checks.items():
            tally.check(f"{name}: {what}", holds(days), [(walks(day), reps(day)) for day in days][:8])
        tally.check(f"{name}: no two doses", not any(map(two_doses, days)), [two_doses(day) for day in days][:3])
    for card, (there, gone) in CARD_WORDS.items():
        program = outside.Program(options.binary)
        shown = subprocess.run([program.path, "--home", program.home, "exercises", "show", card], capture_output=True, text=True, timeout=60,
                               check=False, env=outside.environment(program.folder.name)).stdout
        tally.check(f"{card}: as mended", all(one in shown for one in there) and not any(one in shown for one in gone), shown[:600])
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
