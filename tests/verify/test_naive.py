#!/usr/bin/env python3
"""Small hand-worked tests of naive.py itself: python3 tests/verify/test_naive.py"""
import types
import unittest

import naive

YES_NO = ["fever", "strain", "iv_drugs", "improving", "pelvic_symptom_worse", "trauma_examined"]
NUMBERS = {"age": 120, "onset_days": 36500, "onset_age": 120, "leg_symptom_days": 36500,
           "phq2_interest": 3, "phq2_mood": 3}


def base(**more):
    findings = {name: {"id": name, "type": "yes_no"} for name in YES_NO}
    findings |= {name: {"id": name, "type": "number", "min": 0, "max": top} for name, top in NUMBERS.items()}
    findings["site"] = {"id": "site", "type": "one_of", "values": ["neck", "back"]}
    return types.SimpleNamespace(findings=findings, facts=more.get("facts", {}), rows=more.get("rows", []),
                                 rules=more.get("rules", {}), implications=more.get("implications", []),
                                 conflicts=more.get("conflicts", []))


def rule(*outcomes):
    return {"outcomes": [{"id": str(index), "urgency": urgency, "when": when, **more}
                         for index, (urgency, when, more) in enumerate(outcomes)]}


def true(condition, answers, urgency="emergency", history=None, **more):
    return naive.Evaluator(base(**more), answers, history).truth(condition, urgency)


FEVER = {"finding": "fever", "is": "yes"}
STRAIN = {"finding": "strain", "is": "yes"}
SEVERITY = {"number": {"sum": [{"finding": "phq2_interest"}, {"finding": "phq2_mood"}]}, "at_least": 3}


class Truth(unittest.TestCase):
    def test_not_asked_is_unknown(self):
        self.assertEqual(true(FEVER, {}), 0.5)
        self.assertEqual(true({"none_of": [FEVER]}, {}), 0.5)
        self.assertEqual(true({"any_of": [FEVER, STRAIN]}, {"strain": "yes"}), 1)
        self.assertEqual(true({"all_of": [FEVER, STRAIN]}, {"strain": "no"}), 0)

    def test_at_least(self):
        c = {"at_least": 2, "of": [FEVER, STRAIN, {"finding": "iv_drugs", "is": "yes"}]}
        self.assertEqual(true(c, {"fever": "yes", "strain": "yes"}), 1)
        self.assertEqual(true(c, {"fever": "yes"}), 0.5)
        self.assertEqual(true(c, {"fever": "yes", "strain": "no", "iv_drugs": "no"}), 0)

    def test_doubt_by_urgency(self):
        unsure, refused = {"fever": "not_sure"}, {"fever": "prefer_not_to_say"}
        self.assertEqual([true(FEVER, unsure, u) for u in naive.URGENCIES], [0, 0, 1, 1, 1])
        self.assertEqual([true(FEVER, refused, u) for u in naive.URGENCIES], [0, 0, 0, 1, 1])
        self.assertEqual(true({"finding": "iv_drugs", "is": "yes"}, {"iv_drugs": "prefer_not_to_say"}), 0)
        self.assertEqual(true({"finding": "iv_drugs", "is": "yes"}, {"iv_drugs": "not_sure"}), 1)

    def test_doubt_under_not(self):
        unsure = {"strain": "not_sure"}
        self.assertEqual(true({"none_of": [STRAIN]}, unsure), 1)
        self.assertEqual(true({"none_of": [{"none_of": [STRAIN]}]}, unsure), 1)
        self.assertEqual(true({"none_of": [{"fact": "f"}]}, unsure, facts={"f": STRAIN}), 1)
        marked = {"finding": "strain", "is": "yes", "doubt": "yes"}
        self.assertEqual(true({"none_of": [marked]}, unsure), 0)
        self.assertEqual(true(marked, unsure, "routine"), 1)

    def test_plainly_and_plain_no(self):
        self.assertEqual(true({"finding": "fever", "plainly": "yes"}, {"fever": "not_sure"}), 0)
        self.assertEqual(true({"finding": "fever", "is": "no"}, {"fever": "not_sure"}), 0)
        self.assertEqual(true({"finding": "fever", "plainly": "no"}, {}), 0.5)

    def test_grading_never_open(self):
        self.assertEqual(true({"finding": "pelvic_symptom_worse", "plainly": "no"}, {}), 0)
        self.assertEqual(true({"finding": "trauma_examined", "plainly": "yes"}, {}), 0)
        self.assertEqual(true({"finding": "leg_symptom_days", "at_most": 3}, {}), 1)
        self.assertEqual(true({"finding": "leg_symptom_days", "answered": True}, {}), 0)

    def test_one_of(self):
        self.assertEqual(true({"finding": "site", "in": ["neck"]}, {"site": "back"}), 0)
        self.assertEqual(true({"finding": "site", "is": "back"}, {}), 0.5)


class Numbers(unittest.TestCase):
    def test_sum_reads_an_absent_part_as_0(self):
        self.assertEqual(true(SEVERITY, {"phq2_mood": 3}), 1)
        self.assertEqual(true(SEVERITY, {"phq2_mood": 2}), 0)
        self.assertEqual(true({**SEVERITY, "at_least": 5}, {"phq2_mood": 1}), 0)

    def test_bounds(self):
        c = {"finding": "age", "at_least": 18, "at_most": 20}
        self.assertEqual([true(c, {"age": age}) for age in (17, 18, 20, 21)], [0, 1, 1, 0])
        self.assertEqual(true({"finding": "age", "more_than": 120}, {}), 0)

    def test_first_of_and_difference(self):
        start = {"first_of": [{"finding": "onset_age"}, {"difference": [
            {"finding": "age"}, {"times": [{"finding": "onset_days"}, 0.00274]}]}]}
        c = {"number": start, "less_than": 45}
        self.assertEqual(true(c, {"onset_age": 50, "age": 30, "onset_days": 0}), 0)
        self.assertEqual(true(c, {"age": 46, "onset_days": 3650}), 1)
        self.assertEqual(true(c, {"age": 30}), 1)
        self.assertEqual(true(c, {"age": 60}), 0.5)
        leg = {"number": {"first_of": [{"finding": "leg_symptom_days"}, {"finding": "onset_days"}]}, "at_most": 3}
        # While the days of the sign can still be told they are read as new; passed over, the other number stands.
        self.assertEqual(true(leg, {"onset_days": 9}), 1)
        self.assertEqual(true(leg, {"onset_days": 9, "leg_symptom_days": "skipped"}), 0)
        self.assertEqual(true(leg, {"onset_days": 9, "leg_symptom_days": 2}), 1)

    def test_history(self):
        c = {"history": "days_since_plan_start", "at_least": 14}
        self.assertEqual(true(c, {}), 0)
        self.assertEqual(true(c, {}, history={"days_since_plan_start": 14}), 1)


class Decisions(unittest.TestCase):
    rows = [{"id": "a", "when": {"finding": "age", "at_least": 50}, "stage": "walk", "focus": "walking"},
            {"id": "b", "when": {"finding": "age", "less_than": 200}, "stage": "walk", "focus": "walking"}]

    def decide(self, answers, *outcomes, **more):
        rules = {"r": rule(*outcomes)}
        return naive.Evaluator(base(rules=rules, rows=self.rows, **more), answers).decide()

    def test_open_while_it_can_rise(self):
        rules = [("emergency", FEVER, {}), ("routine", STRAIN, {})]
        self.assertEqual(self.decide({"strain": "yes"}, *rules)["status"], "needs_answers")
        self.assertEqual(self.decide({"fever": "yes"}, *rules)["decision"], "referral")
        calm = self.decide({"fever": "no", "strain": "yes"}, *rules)
        self.assertEqual((calm["status"], calm["urgency"], calm["decision"]), ("decided", "routine", "walking"))

    def test_plan_none(self):
        outcome = ("self_care", STRAIN, {"plan": "none"})
        self.assertEqual(self.decide({}, outcome)["status"], "needs_answers")
        told = self.decide({"strain": "yes"}, outcome)
        self.assertEqual((told["decision"], told["focus"], told["plan_allowed"]), ("referral", None, False))

    def test_rule_leaf_ignores_soft_flags(self):
        rules = {"soft": rule(("self_care", STRAIN, {})), "hard": rule(("routine", FEVER, {}))}
        self.assertEqual(true({"rule": "soft"}, {"strain": "yes"}, rules=rules), 0)
        self.assertEqual(true({"rule": "hard"}, {"fever": "yes"}, rules=rules), 1)
        self.assertEqual(true({"rule": "hard", "urgency": "soon"}, {"fever": "yes"}, rules=rules), 0)

    def test_implied(self):
        implied = [{"if": STRAIN, "then": {"fever": "no"}}]
        self.assertEqual(true(FEVER, {"strain": "yes"}, implications=implied), 0)
        self.assertEqual(true(FEVER, {"strain": "yes", "fever": "yes"}, implications=implied), 1)

    def test_conflict(self):
        clash = [{"when": {"all_of": [FEVER, STRAIN]}, "message": "not both"}]
        self.assertEqual(true(FEVER, {"fever": "yes"}, conflicts=clash), 1)
        with self.assertRaises(naive.BadData):
            true(FEVER, {"fever": "yes", "strain": "yes"}, conflicts=clash)


if __name__ == "__main__":
    unittest.main()
