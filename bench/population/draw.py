"""Draws made-up people: ordinary ones and patients, from the rows of ordinary.json and causes.json.

A person is drawn with a random generator of their own, seeded by the seed and their number, and every row takes the
same share of it whatever the other rows gave. So the same person can be drawn with fewer danger signs, and differs in
nothing else.
"""
import json
import pathlib
import random
from statistics import NormalDist

from condition import holds

HERE = pathlib.Path(__file__).resolve().parent
FROM_PELVIS = ("saddle_change", "pee_start_hard", "pee_retention", "pee_stream_weak_strain", "pee_no_feeling",
               "pee_urge_lost", "pee_leak_new", "bowel_leak_new", "wind_control_lost", "rectal_fullness_lost",
               "sex_function_new")
FROM_LEGS = ("bilateral_leg_new", "leg_weak_one", "leg_weak_both", "foot_drop", "cannot_heel_walk", "cannot_toe_push",
             "knee_gives_way_weak", "legs_give_way_both", "leg_numb_one", "leg_tingle_one", "leg_pain",
             "gait_unsteady_new", "legs_stiff_heavy")


# Questions that a sign opens.
OPENED_BY = {"leg_symptom_days": FROM_LEGS, "pelvic_symptom_days": FROM_PELVIS,
             "list_with_pain": ("spine_deformity_new",), "spine_procedure_weeks": ("spine_procedure",), "pregnant_weeks": ("pregnant",),
             "trauma_days": ("trauma_major", "trauma_minor", "contusion_spine")}


def load(name):
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def fitting(row, key, answers):
    """What stands under the key: for everybody, or in the first of its bands that holds. \\return None without one."""
    value = row[key]
    if value.__class__ is not list or value[0].__class__ is not dict:
        return value
    return next((band[key] for band in value if "when" not in band or holds(band["when"], answers)), None)


def chosen(weighted, share):
    """The value in which this share of the whole weight falls."""
    left = share * sum(weight for _, weight in weighted)
    for value, weight in weighted:
        left -= weight
        if left < 0:
            return value
    return weighted[-1][0]


def number(row, answers, share, inner):
    """A number; share picks the range, and inner the place in it, both from 0 to 1."""
    if "normal" in row:
        mean, spread, least, most = row["normal"]
        value = min(most, max(least, round(NormalDist(mean, spread).inv_cdf(share or .5))))
    else:
        ranges = fitting(row, "numbers", answers)
        least, most = chosen([((low, high), weight) for low, high, weight in ranges], share)
        value = least + int(inner * (most - least + 1))
    if "add_to" in row:
        return min(10, answers[row["add_to"]] + value)
    if "take_from" in row:
        return max(0, answers[row["take_from"]] - value)
    return min(value, answers[row["at_most"]]) if "at_most" in row else value


def probability(row, answers, signs=1):
    """Of a plain yes, for somebody with these answers; of "given" only the rest is asked."""
    p = fitting(row, "p", answers) or 0
    return p * signs if row.get("sign") else p


def drawn(row, answers, rng, signs):
    """The answer to one row. \\return None when it is left out."""
    asked = "given" not in row or holds(row["given"], answers)
    if "fixed" in row:
        return row["fixed"]
    if "p" in row:
        yes = rng.random() < probability(row, answers, signs)
        return ("yes" if yes else "no") if asked else row.get("else", "no")
    if "values" in row:
        share = rng.random()
        values = list((fitting(row, "values", answers) or {}).items())
        if row.get("sign"):  # the first value is the quiet one
            values[1:] = [(value, p * signs) for value, p in values[1:]]
            values[0] = (values[0][0], 1 - sum(p for _, p in values[1:]))
        return chosen(values, share) if asked else row.get("else")
    share, inner = rng.random(), rng.random()
    return number(row, answers, share, inner) if asked else row.get("else")


def onset_age(answers, rng):
    """The age at the first pain ever; for a first episode, at the start of this one."""
    began = answers["age"] - answers["onset_days"] // 365
    earlier = int(rng.random() * 21)
    return max(0, began if answers["first_episode"] == "yes" else max(min(began, 16), began - earlier))


def hurt(answers):
    """The days since an injury that began the pain are those of the pain; nobody has looked at it unless drawn."""
    if "yes" in (answers["trauma_major"], answers["trauma_minor"], answers["contusion_spine"]):
        answers["trauma_days"] = min(365, answers["onset_days"])
        answers.setdefault("trauma_examined", "no")


def ordinary(rows, seed, index, signs=1, clumped=False):
    """One ordinary adult.

    signs scales the probability of every danger sign. With clumped, one half of the people have none of them and the
    other half twice as many: as frequent, but no longer on their own.
    """
    rng = random.Random(f"{seed}/ordinary/{index}")
    if clumped:
        signs *= 2 * (random.Random(f"{seed}/clump/{index}").random() < .5)
    answers, helpers = {}, set()
    for row in rows:
        value = drawn(row, answers, rng, signs)
        if value is not None:
            answers[row["finding"]] = value
        if row.get("helper"):
            helpers.add(row["finding"])
    answers["onset_age"] = onset_age(answers, rng)
    hurt(answers)
    if answers["claudication"] != "none":  # legs that ache on walking alone have done so as long as the back
        answers.setdefault("leg_symptom_days", answers["onset_days"])
    return {name: value for name, value in answers.items() if name not in helpers}


WOMEN = {"vaginal_bleeding", "cyclic_pelvic_pain", "one_sided_belly_pain", "pelvic_pain_discharge", "womb_removed"}
OF_PREGNANCY = {"pregnant", "pregnancy_possible", "postpartum_lt12w"}
PARENTS = {"leg_pain_below_knee": "leg_pain", "spine_procedure_problem": "spine_procedure",
           "cannot_bear_weight_after_fall": "trauma_minor"}


def is_asked(name, person):
    """Is this yes/no question put to somebody with these answers?"""
    if name in WOMEN:
        return person["sex"] == "female"
    if name in OF_PREGNANCY:
        return person["sex"] == "female" and 18 <= person["age"] < 50
    if name.startswith("preg_"):
        return person["pregnant"] == "yes"
    if name == "testicle_pain":
        return person["sex"] == "male"
    if name == "claudication_shrinking":
        return person["claudication"] != "none"
    if name == "cannot_reach_toilet":
        return person["cannot_stand_walk"] != "no"
    return name not in PARENTS or person[PARENTS[name]] == "yes"


def with_doubt(person, seed, index, yes_no):
    """In one person of five one yes/no answer becomes "not sure"; each answer is as likely as another."""
    rng = random.Random(f"{seed}/doubt/{index}")
    if rng.random() >= .2:
        return person
    asked = sorted(name for name in yes_no if person.get(name) in ("yes", "no") and is_asked(name, person))
    doubted = rng.choice(asked)
    # What is asked then of the sign is left open, so the worse case stands.
    follow_up = next((name for name, signs in OPENED_BY.items() if doubted in signs), None)
    left_open = "not_sure" if follow_up == "list_with_pain" else "skipped"
    opened = {follow_up: left_open} if follow_up else {}
    if follow_up == "trauma_days":
        opened["trauma_examined"] = "no"
    return opened | person | {doubted: "not_sure"}


QUIET = {"first_episode": "no", "onset_days": 5, "main_site": "low_back", "main_feeling": "ache",
         "claudication": "none", "weak_progressing": "no", "cannot_stand_walk": "no", "suicidal": "no",
         "phq2_interest": 0, "phq2_mood": 0, "off_work_days": 0, "bothersome": "moderately", "sleep_quality": 7,
         "stress": 3, "confidence_active": 7, "morning_stiff_minutes": 10, "settle_time": "30m_2h",
         "provoke_effort": "moderate", "walk_minutes": 15, "rest_hours_used": 0, "sitting_hours": 6,
         "minutes_available": 20, "equipment": ["chair", "wall"]}
# These are answered only by those whom they concern.
FOLLOW_UPS = ("pregnant_weeks", "spine_procedure_weeks", "trauma_days", "trauma_examined", "list_with_pain",
              "leg_symptom_days", "pelvic_symptom_days", "pelvic_symptom_worse", "pelvic_symptom_checked",
              "cannot_stand_walk_hours")


def signs_of(cause, rng, told, first):
    """The signs of one patient; again and again, until one of those is there that the cause must have."""
    while True:
        signs = set()
        for name, (p, _, *before) in cause["signs"].items():
            if rng.random() < (before[0] if first and before else p) * told:
                signs.add(name)
        if told < 1 or not cause.get("must") or signs & set(cause["must"]):
            return signs


def patient(cause, rows, seed, index, told=1, first=False):
    """One patient with this cause: published signs, all other answers quiet.

    told scales the probability of every sign; below 1 nobody must have one. first takes the earlier estimates.
    """
    rng = random.Random(f"{seed}/{cause['id']}/{index}")
    answers = {row["finding"]: QUIET.get(row["finding"], "no") for row in rows
               if row["finding"] not in FOLLOW_UPS and not row.get("helper")}
    least, most, usual = cause["age"]
    female = cause["first"]["female"] if first and "first" in cause else cause["female"]
    answers |= {"age": round(rng.triangular(least, most, usual)), "sex": "female" if rng.random() < female else "male",
                "onset_days": rng.choice(cause["days"]), "nprs_worst24": rng.randint(*cause["worst"])}
    answers["nprs_now"] = max(0, answers["nprs_worst24"] - rng.choice((0, 1, 2)))
    answers["nprs_best24"] = max(0, answers["nprs_now"] - rng.choice((0, 1, 2, 3)))
    answers["main_site"] = chosen(list(cause.get("site", {"low_back": 1}).items()), rng.random())
    leg_days, pelvic_days = (rng.choice(cause.get(key, cause["days"])) for key in ("leg_days", "pelvic_days"))
    signs = signs_of(cause, rng, told, first)
    if "improving" in signs:
        signs.discard("worsening")
    if "leg_pain_below_knee" in signs:
        signs.add("leg_pain")
    if "cannot_bear_weight_after_fall" in signs and "trauma_minor" not in signs and not first:
        signs.discard("cannot_bear_weight_after_fall")  # without a fall they say that they cannot stand
        answers |= {"cannot_stand_walk": "because_of_pain", "cannot_stand_walk_hours": 6, "walk_minutes": 0}
    follow = {"pelvic_symptom_worse", "pelvic_symptom_checked"}
    if signs & set(FROM_PELVIS):
        answers["pelvic_symptom_days"] = pelvic_days
        answers |= {name: "no" for name in follow}
    else:
        signs -= follow
    if signs & set(FROM_LEGS):
        answers["leg_symptom_days"] = leg_days
    if "spine_procedure" in signs:
        answers["spine_procedure_weeks"] = "skipped"
    answers |= {name: "yes" for name in signs}
    answers["onset_age"] = answers["age"] - answers["onset_days"] // 365
    hurt(answers)
    return answers
