#!/usr/bin/env python3
"""Where the source articles disagree, the data and the plans follow what data/evidence.json settles: K1 to K16.

  conflicts.py --binary PATH

One function each, k1_… to k16_…; script/evidence-doc lists them in docs/evidence.md. Each looks at the data and, where
a plan can show it, at the plans of many persons. A test on plans also demands that it has seen the thing it judges.
"""
import functools
import json
import os
import re
import shutil
import sys

import outside

DATA = outside.ROOT / "data"
BUTTOCK = {"gluteal", "piriformis"}
# What is never shown to a person.
HIDDEN = {"provenance", "note", "sources", "$schema", "id", "examples", "accuracy", "seeds", "code", "region", "tone"}


def load(name):
    return json.loads((DATA / name).read_text())


def shown_texts(value, key=""):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from shown_texts(one, key)
    elif isinstance(value, dict):
        for name, one in value.items():
            if name not in HIDDEN:
                yield from shown_texts(one, name)


def files_with_words():
    for path in sorted(DATA.rglob("*.json")):
        if path.parts[-2] == "schema" or path.name in ("sources.json", "evidence.json", "regions.json"):
            continue
        if path.parts[-2] == "words":
            continue
        yield path.relative_to(DATA).as_posix(), json.loads(path.read_text())


class World:
    """The data, and plans of many persons."""

    def __init__(self, program):
        self.program = program
        self.cards = {card["id"]: card for card in (json.loads(one.read_text())
                                                    for one in sorted((DATA / "exercises").glob("*.json")))}
        self.rules = load("plan.json")
        self.gates = {gate["id"]: gate for gate in self.rules["stretch_gate"]}
        self.known = outside.findings()

    @functools.cached_property
    def eager(self):
        """A copy of the data that has room for many stretches and prefers all others to those of the hip flexors:
        what the rules hold back must stay back all the same."""
        folder = os.path.join(self.program.folder.name, "eager")
        shutil.copytree(DATA, folder)
        rules = load("plan.json")
        order = rules["preference_order"]["mobility"]
        first = ["walk", "childs_pose", "knee_to_chest", "figure4_wall", "piriformis_supine", "hamstring_supine",
                 "hipflexor_stand", "bridge"]
        rules["preference_order"]["mobility"] = first + [one for one in order if one not in first]
        rules["counting"]["exercises_at_most"] = 9
        rules["counting"]["new_exercises"] = {"each_day": 9, "first_day": 9, "strength_day": 9}
        for slot in rules["stages"]["mobility"]["slots"]:
            slot["count"] = {"mobility_or_stretch": [2, 6]}.get(slot["id"], slot["count"])
            slot["prefer"] = {"activation": ["bridge"]}.get(slot["id"], slot.get("prefer", []))
            if not slot["prefer"]:
                del slot["prefer"]
        with open(os.path.join(folder, "plan.json"), "w") as file:
            json.dump(rules, file)
        return folder

    @functools.cached_property
    def stretching(self):
        """Plans under that order."""
        return [self.plan("--data", self.eager, "--day", day, "--minutes", "60", **story)
                for day in ("1", "3")
                for story in ({"nprs_now": 3}, {"nprs_now": 4}, {"age": 70, "nprs_now": 2},
                              {"direction_preference": "flexion"})]

    def answers(self, **changes):
        told = {"age": 40, "onset_days": 30, "nprs_now": 3, "improving": "yes", "walk_minutes": 20, **changes}
        told.setdefault("nprs_worst24", told["nprs_now"])
        told.setdefault("nprs_best24", min(1, told["nprs_now"]))
        if told.get("leg_pain_below_knee", "no") != "no":
            told.setdefault("leg_pain", "yes")
        return outside.full_answers(told, self.known)

    def plan(self, *words, **changes):
        ran = self.program.run("plan", "--answers", "-", "--json", *words,
                               stdin=outside.wrapped(self.answers(**changes)))
        if not ran.stdout:
            raise RuntimeError(f"no plan for {changes}: {ran.stderr.decode()[:300]}")
        made = json.loads(ran.stdout)
        if made["schema"] != "backcoach/plan/2":
            raise RuntimeError(f"no plan for {changes}: {ran.stdout.decode()[:300]}")
        return made

    def decision(self, **changes):
        return self.program.triage(self.answers(**changes))[0]

    @functools.cached_property
    def many(self):
        """Plans of persons from bad to well, on several days."""
        plans = []
        for story in ({"onset_days": 1, "strain": "yes", "nprs_now": 5}, {"onset_days": 4, "nprs_now": 6},
                      {"onset_days": 10, "nprs_now": 4}, {"nprs_now": 3}, {"nprs_now": 2, "walk_minutes": 30},
                      {"nprs_now": 1, "walk_minutes": 45, "onset_days": 60}, {"onset_days": 400, "nprs_now": 4},
                      {"onset_days": 400, "nprs_now": 1, "walk_minutes": 45}, {"sitting_aggravated": "yes"},
                      {"extension_aggravated": "yes"}, {"flexion_aggravated": "yes"},
                      {"direction_preference": "flexion"}, {"direction_preference": "extension"},
                      {"leg_pain": "yes", "leg_pain_below_knee": "yes", "nprs_now": 3}, {"age": 70, "nprs_now": 2},
                      {"stretching_effect": "helps"}):
            for day, minutes in (("1", "20"), ("4", "60"), ("11", "60"), ("12", "60"), ("20", "20")):
                plans.append(self.plan("--day", day, "--minutes", minutes, **story))
        return plans

    def card(self, item):
        return self.cards.get(item["exercise"] or "", {"muscle": "", "goal": "", "static_stretch": False, "kind": ""})

    def stretches(self, plan, muscles=None):
        return [item for item in plan["items"] if self.card(item)["static_stretch"]
                and (muscles is None or self.card(item)["muscle"] in muscles)]


def k1_only_green_early(world, check):
    mild = world.rules["traffic_light"]["mild_ache"]
    check("a mild ache counts as good after 14 days only", mild["after_onset_days"] == 14 and mild["pain_below"] == 5)
    red = world.rules["traffic_light"]["red"]
    check("sharp pain always stops", {"sharp_pain", "leg_pain_further_down", "not_settled_in_a_day"} <= set(red["signs"]))
    check("a rise of 3 is red, of 2 is not", red["rise_at_least"] == 3)
    check("6 is red from 4", red["high_during"] == {"during_at_least": 6, "before_at_most": 4})
    seen = 0
    for plan in world.many:
        for item in plan["items"]:
            if world.card(item).get("stop", {}).get("standard"):
                seen += 1
                check("every exercise stops at sharp pain", any("Sharp" in one for one in item["stop_if"]), item["title"])
    check("seen", seen > 100, str(seen))
    early = world.plan(onset_days=4, nprs_now=6)
    care = world.rules["why"]["pain_free"]
    moves = [item for item in early["items"] if item["kind"] == "exercise"]
    check("early movement stays free of pain", moves and all(care in item["care"] for item in moves), str(moves)[:200])
    late = [item for plan in world.many if plan["stage"] == "strength" for item in plan["items"]]
    check("later it need not", late and not any(care in item["care"] for item in late))


def k2_buttock_stretches(world, check):
    gate = world.gates["buttock_muscles"]
    check("pain of 4 or less", {"finding": "nprs_now", "at_most": 4} in gate["when"]["all_of"])
    check("2 a day, 30 seconds, 60 at most", (gate["max_times_per_day"], gate["usual_hold_seconds"],
          gate["max_hold_seconds"]) == (2, 30, 60))
    check("none that does not help", {"none_of": [{"finding": "stretching_effect", "in": ["no_difference", "worse"]}]}
          in gate["when"]["all_of"])
    seen = 0
    for plan in world.many + world.stretching:
        for item in world.stretches(plan, BUTTOCK):
            seen += 1
            before = [one for one in world.stretches(plan, {"hip_flexors"}) if one["at"] < item["at"]]
            check("a hip-flexor stretch comes first", before, item["title"])
            check("buttock strength goes with it", any(
                world.card(one)["muscle"] == "gluteal" and world.card(one)["goal"] in ("strength", "activation")
                for one in plan["items"]), item["title"])
            check("short and few", item["dose"]["hold_seconds"] <= 60 and item["dose"]["times_per_day"] <= 2)
    check("seen", seen > 0, "no plan has a buttock stretch")
    for changes in ({"nprs_now": 5}, {"leg_pain_below_knee": "yes"}, {"leg_pain_below_knee": "not_sure"},
                    {"stretching_effect": "worse"}, {"stretching_effect": "no_difference"}):
        for day in ("9",):
            for more in ((), ("--data", world.eager)):
                plan = world.plan("--day", day, "--minutes", "60", *more, **changes)
                check(f"none with {changes}", not world.stretches(plan, BUTTOCK))


def k3_rest_is_short(world, check):
    rest = world.rules["rest"]
    check("48 hours", rest["max_hours"] == 48)
    check("not bed rest", "not bed rest" in rest["text"])
    check("6 is no rest", all(world.decision(onset_days=2, nprs_now=pain)["focus"] != "short_rest"
                              for pain in (3, 4, 5, 6)))
    path = outside.ROOT / "examples/very_bad_pain.json"
    resting = json.loads(world.program.run("plan", "--answers", str(path), "--json").stdout)
    check("bad pain may rest", resting["stage"] == "rest" and any(one["kind"] == "rest" for one in resting["items"]))
    check("48 hours at most", resting["limits"]["rest_hours_left"] <= 48)
    check("walks stay in the day", any(one["kind"] == "walk" for one in resting["items"]))
    rests = [one for one in resting["items"] if one["kind"] == "rest"]
    check("20 minutes at a time", all(one["dose"]["minutes"] <= 20 for one in rests))
    third = json.loads(world.program.run("plan", "--answers", str(path), "--json", "--day", "3").stdout)
    # Help is due where the pain still asks for rest; then there is no plan at all.
    check("over after 48 hours", third["stage"] != "rest" and
          not any(one["kind"] == "rest" for one in third.get("items", [])), third["stage"])


def k4_low_back_stretches(world, check):
    check("cat-camel is motion", not world.cards["cat_camel"]["static_stretch"]
          and world.cards["cat_camel"]["goal"] == "mobility")
    check("1 at a time", world.gates["low_back_muscles"]["max_per_day"] == 1)
    seen = 0
    for plan in world.many + world.stretching:
        number = len({one["exercise"] for one in world.stretches(plan, {"lumbar"})})
        seen += number
        check("1 at a time in a plan", number <= 1)
    check("seen", seen > 0, "no plan has a low-back stretch")
    for day in ("1", "9"):
        eager = ("--data", world.eager, "--day", day, "--minutes", "60")
        check("off by default", not world.stretches(world.plan(*eager), {"lumbar"}))
        bent = world.plan(*eager, direction_preference="flexion", flexion_aggravated="yes")
        check("off when bending hurts", not world.stretches(bent, {"lumbar"}))
    opened = [world.plan("--day", day, "--minutes", "60", direction_preference="flexion") for day in ("1", "12", "20")]
    reasons = [{one["exercise"] for one in plan["excluded"]} for plan in opened if plan["stage"] == "mobility"]
    check("open when bending helps", reasons and all("knee_to_chest" not in one for one in reasons), str(reasons)[:300])


def k5_none_after_a_strain(world, check):
    check("72 hours", "72 hours" in world.gates["strain"]["because"])
    for days in (0, 1, 2):
        plan = world.plan("--minutes", "60", "--data", world.eager, onset_days=days, strain="yes", onset_sudden="yes", nprs_now=3)
        check(f"no stretch on day {days}", not world.stretches(plan))
        excluded = {one["exercise"]: one["because"] for one in plan["excluded"]}
        stretch = [one for one in excluded if world.cards[one]["static_stretch"]]
        check("and the reason is given", stretch and all("72 hours" in excluded[one] for one in stretch), str(excluded)[:200])
    later = world.plan("--minutes", "60", onset_days=10, strain="yes", nprs_now=3)
    check("later there may be one", later["stage"] in ("mobility", "strength") and world.stretches(later), later["stage"])
    high = world.plan("--minutes", "60", onset_days=20, nprs_now=6)
    check("none while pain is high", not world.stretches(high))


def k6_short_holds(world, check):
    ceiling = world.gates["ceiling"]
    check("2 minutes at most", ceiling["max_hold_seconds"] == 120)
    for card in world.cards.values():
        if card["static_stretch"]:
            low, high = card["dose"]["hold_seconds"]
            check("20 to 60 seconds on a card", 10 <= low <= high <= 60, f"{card['id']} {low} {high}")
    for plan in world.many:
        strong = [one["at"] for one in plan["items"] if world.card(one)["goal"] == "strength"]
        for item in world.stretches(plan):
            hold = item["dose"]["hold_seconds"]
            check("60 seconds at most in a plan", hold <= 60)
            if any(item["at"] < at for at in strong):
                check("30 or less before strength", hold <= 30, f"{item['title']} {hold}")
    check("seen", any(world.stretches(plan) for plan in world.many))


def k7_cat_camel(world, check):
    dose = world.cards["cat_camel"]["dose"]
    check("2 to 4 a day", dose["times_per_day"] == [2, 4] and dose["reps"] == [5, 8])
    check("hourly is a choice", "hourly" in dose["note"] and "green" in dose["note"])
    seen = 0
    for plan in world.many:
        for item in plan["items"]:
            if item["exercise"] == "cat_camel":
                seen += 1
                check("at most 4 in a plan", item["dose"]["times_per_day"] <= 4 and item["dose"]["reps"] <= 12)
    check("seen", seen > 10, str(seen))


def k8_breaks(world, check):
    breaks = world.rules["breaks"]
    check("30 by default", breaks["default_minutes"] == 30)
    every = lambda plan: plan["limits"]["sitting_minutes"]
    check("30 in a plan", every(world.plan()) == 30)
    check("20 when sitting is worse", every(world.plan(sitting_aggravated="yes")) == 20)
    check("20 with strong pain", every(world.plan(onset_days=4, nprs_now=7)) <= 20)
    path = outside.ROOT / "examples/very_bad_pain.json"
    worst = every(json.loads(world.program.run("plan", "--answers", str(path), "--json").stdout))
    check("10 to 15 when severe", 10 <= worst <= 15, str(worst))
    for plan in world.many:
        got = [one["dose"]["every_minutes"] for one in plan["items"] if one["kind"] == "break"]
        check("every plan has its breaks", got == [every(plan)] and got[0] <= 30, str(got))


def k9_start_on_your_own(world, check):
    fresh = world.decision(onset_days=3, nprs_now=5)
    check("no red flag: a plan at once", fresh["urgency"] == "self_care" and fresh["plan_allowed"], fresh["urgency"])
    flagged = world.decision(onset_days=3, nprs_now=5, fever="yes")
    check("a red flag: no plan", flagged["decision"] == "referral" and not flagged["plan_allowed"])
    late = world.decision(onset_days=50, nprs_now=5, improving="no", daily_life_limited="yes")
    check("time refers", late["urgency"] in ("routine", "soon"), late["urgency"])
    severe = world.decision(onset_days=50, nprs_now=8, nprs_worst24=9, improving="no", daily_life_limited="yes")
    check("severity refers sooner", severe["urgency"] in ("soon", "same_day"), severe["urgency"])


def k10_when_to_be_seen(world, check):
    told = {one["id"]: one for one in json.loads((DATA / "red_flags/no_improvement.json").read_text())["outcomes"]}
    check("a prompt at day 14, firm at day 21", "Think about" in json.dumps(told["first_visit_day_14"])
          and "Book" in json.dumps(told["first_visit_day_21"]), str(list(told)))
    tried = json.loads((outside.ROOT / "examples/very_bad_pain.json").read_text())["answers"]
    fired = lambda told: [one["rule"] for one in world.program.triage(outside.full_answers(told))[0]["because"]]
    check("rest that has not helped refers", "rest_not_enough" in fired({**tried, "onset_days": 4, "rest_hours_used": 48}),
          str(fired({**tried, "onset_days": 4, "rest_hours_used": 48})))
    check("not before", "rest_not_enough" not in fired({**tried, "rest_hours_used": 0}))


def k11_bridge_is_strength(world, check):
    card = world.cards["bridge"]
    check("strength", card["goal"] == "strength" and not card["static_stretch"] and card["muscle"] == "gluteal")
    seen = [item for plan in world.many for item in plan["items"] if item["exercise"] == "bridge"]
    check("seen", seen)
    check("never held like a stretch", all((item["dose"]["hold_seconds"] or 0) <= 5 for item in seen))


def k12_hip_flexors_first(world, check):
    balance, order = world.rules["balance"], world.rules["preference_order"]["mobility"]
    check("first", balance["first_muscle"] == "hip_flexors")
    places = {muscle: min(order.index(card["id"]) for card in world.cards.values() if card["muscle"] == muscle
                          and card["static_stretch"] and card["id"] in order) for muscle in ("hip_flexors", "hamstrings")}
    check("in the order of preference", places["hip_flexors"] < places["hamstrings"], str(places))
    seen = 0
    for plan in world.many + world.stretching:
        first = [one["at"] for one in world.stretches(plan, {"hip_flexors"})]
        for item in world.stretches(plan, BUTTOCK):
            seen += 1
            check("in the day", first and min(first) < item["at"], item["title"])
    check("seen", seen > 0, "no plan has another stretch")


def k13_epsom(world, check):
    words = [text for _, json_file in files_with_words() for text in shown_texts(json_file) if "epsom" in text.lower()]
    claims = [text for text in words if re.search(r"inflam|swelling|heal|relie", text, re.IGNORECASE)]
    check("the only claim is that there is none", claims and all("No good evidence" in text for text in claims), str(claims))
    check("no plan has it", not any(item["exercise"] == "epsom_note" for plan in world.many for item in plan["items"]))


def k14_rest_speaks_of_comfort(world, check):
    for file, json_file in files_with_words():
        for text in shown_texts(json_file):
            bad = re.search(r"\brest(ing)?\b[^.]*\b(calms?|lowers?|reduces?|speeds?|helps?|delays?|slows?)\b[^.]*"
                            r"(inflam|swelling|heal)", text, re.IGNORECASE)
            harm = re.search(r"\brest(ing)? (is|does|causes?) (bad|harm)", text, re.IGNORECASE)
            check(f"{file} says neither", not bad and not harm, text)
    check("easing", "easing" in world.rules["rest"]["text"])
    words = " ".join(shown_texts(world.cards["rest_positions"])).lower()
    check("comfort", re.search(r"comfort|ease|soft", words), words[:200])


def k15_no_brand(world, check):
    brands = re.compile(r"isleworth|dynamic health|toates|coach sofia|\bcarrie\b|jose\b|cj physical|portsmouth|jersey|"
                        r"chiropract|our clinic|book with us", re.IGNORECASE)
    for file, json_file in files_with_words():
        named = [text for text in shown_texts(json_file) if brands.search(text)]
        check(f"{file} names no brand", not named, str(named)[:200])
    late = world.decision(onset_days=50, nprs_now=5, improving="no", daily_life_limited="yes")
    check("a neutral referral", re.search(r"physiotherapist|GP|doctor", " ".join([late["headline"], *late["what_to_do"]])))
    check("the search works", brands.search("Book with us at the Isleworth clinic"))


def k16_low_back_muscles(world, check):
    lumbar = [card for card in world.cards.values() if card["muscle"] == "lumbar"]
    strong = {card["id"] for card in lumbar if card["goal"] == "strength"}
    check("strength for them", {"prone_ext", "bird_dog"} <= strong)
    check("phasic here, postural in the table", world.cards["prone_ext"]["tone"] == "phasic"
          and world.cards["prone_ext"]["janda"] == "postural")
    seen = 0
    for plan in world.many:
        if plan["stage"] not in ("strength", "maintain"):
            continue
        check("no static stretch of them", not world.stretches(plan, {"lumbar", "quadratus_lumborum"}))
        seen += any(world.card(item)["id"] in strong for item in plan["items"] if item["exercise"])
    check("strength work in a plan", seen > 0)


TESTS = [one for name, one in list(globals().items()) if re.match(r"k\d+_", name)]


def main():
    options = outside.parser(__doc__).parse_args()
    program, tally = outside.Program(options.binary), outside.Tally()
    world = World(program)
    settled = {one["id"] for one in load("evidence.json")["conflicts"]}
    named = {"K" + one.__name__[1:].split("_")[0] for one in TESTS}
    tally.check("every conflict has a test", settled == named, str(settled ^ named))
    for test in TESTS:
        name = "K" + test.__name__[1:].split("_")[0]
        test(world, lambda what, holds, detail="", name=name: tally.check(f"{name}: {what}", holds, detail))
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
