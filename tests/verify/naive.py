#!/usr/bin/env python3
"""A second, naive evaluator of the knowledge base, to check the program against.

It shares no code with the program, knows no shortcuts, and follows the data files word by word.

  naive.py check    DATA_DIR              names, shapes and cycles of the data files
  naive.py examples DATA_DIR [FILE...]    run the worked examples inside the red_flags files
  naive.py decide   DATA_DIR ANSWERS      one decision as JSON (ANSWERS may be - for stdin)
  naive.py batch    DATA_DIR < NDJSON     one decision per line

Truth is 0 (no), 0.5 (unknown) or 1 (yes). Not asked is unknown, never no.
"""
import glob
import json
import os
import sys

URGENCIES = ["self_care", "routine", "soon", "same_day", "emergency"]  # from low to high

# These only grade a sign. Absent, each has this value in the worse case; a decision waits for it
# all the same, but for those of LATER, which nobody asks for in a triage.
FIXED = {
    "pelvic_symptom_days": 0, "pelvic_symptom_worse": "yes", "pelvic_symptom_checked": "no",
    "leg_symptom_days": 0, "trauma_days": 0, "trauma_examined": "no", "spine_procedure_weeks": 0,
    "pregnant_weeks": 0, "cannot_stand_walk_hours": 0, "list_with_pain": "no",
    "assessed_unchanged": "no", "rest_hours_used": 0, "direction_preference": "untested",
    "stretching_effect": "untested", "alarm_during_exercise": "no",
    "phq2_interest": 0, "phq2_mood": 0, "off_work_days": 0, "bothersome": "not_at_all",
    "seen_since": "no", "seen_worse": "not_sure", "seen_exercise": "nothing",
}
LATER = {"direction_preference", "stretching_effect", "alarm_during_exercise", "seen_since", "seen_worse",
         "seen_exercise"}
# Refusing to answer these never counts as a yes.
REFUSAL_IS_NO = {"sex_function_new", "unsafe_at_home", "iv_drugs", "alcohol_dependence"}
BOUNDS = {
    "at_least": lambda low, high, limit: (low >= limit, high >= limit),  # (surely, possibly)
    "at_most": lambda low, high, limit: (high <= limit, low <= limit),
    "more_than": lambda low, high, limit: (low > limit, high > limit),
    "less_than": lambda low, high, limit: (high < limit, low < limit),
    "equals": lambda low, high, limit: (low == high == limit, low <= limit <= high),
}


class BadData(Exception):
    """The data file says something this evaluator cannot read."""


# ---------------------------------------------------------------- loading

def no_twins(pairs):
    keys = [key for key, _ in pairs]
    twins = {key for key in keys if keys.count(key) > 1}
    if twins:
        raise ValueError("the same key twice: " + ", ".join(sorted(twins)))
    return dict(pairs)


def load_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file, object_pairs_hook=no_twins)


class Knowledge:
    """All data files. Files that are not there yet are simply empty."""

    def __init__(self, data_dir):
        self.dir = data_dir
        self.errors = []
        findings = load_json(os.path.join(data_dir, "findings.json"))
        self.findings = {f["id"]: f for group in findings["groups"] for f in group["findings"]}
        facts = self.load("facts.json") or {"facts": []}
        self.facts = {fact["id"]: fact["when"] for fact in facts["facts"]}
        self.rows = (self.load("decision.json") or {"rows": []})["rows"]
        implied = self.load("implications.json") or {}
        self.implications = implied.get("implications", [])
        self.conflicts = implied.get("conflicts", [])
        self.rules, self.files = {}, {}
        for path in sorted(glob.glob(os.path.join(data_dir, "red_flags", "*.json"))):
            rule = self.load(os.path.relpath(path, data_dir))
            if rule is not None and "id" in rule:
                self.rules[rule["id"]] = rule
                self.files[rule["id"]] = path

    def load(self, name):
        path = os.path.join(self.dir, name)
        try:
            return load_json(path) if os.path.exists(path) else None
        except ValueError as error:
            self.errors.append(f"{name}: not readable as JSON: {error}")
            return None

    def ids_in(self, name):
        """Ids declared in NAME.json or in the files of folder NAME; None when there is neither."""
        paths = [os.path.join(self.dir, name + ".json")]
        paths += sorted(glob.glob(os.path.join(self.dir, name, "*.json")))
        paths = [path for path in paths if os.path.exists(path)]
        ids = set()
        for path in paths:
            content = self.load(os.path.relpath(path, self.dir)) or {}
            inner = content
            if isinstance(content, dict):  # {"sources": [...]}, {"measures": [...]}, {"id": ...} ...
                inner = next((part for part in content.values() if isinstance(part, (list, dict))), content)
                inner = content if "id" in content else inner
            if isinstance(inner, list):
                ids |= {entry["id"] for entry in inner if "id" in entry}
            elif "id" in inner:
                ids.add(inner["id"])
            else:
                ids |= set(inner)
        return ids if paths else None


# ---------------------------------------------------------------- evaluation

class Evaluator:
    def __init__(self, knowledge, answers, history=None, waits=False):
        self.k = knowledge
        self.history = history or {}
        self.waits = False  # whether what may still be told is open, whatever stands for it
        plain = {True: "yes", False: "no"}
        self.given = answers
        self.skipped = {name for name, value in answers.items() if value == "skipped"}
        self.answers = {name: plain[value] if isinstance(value, bool) else value
                        for name, value in answers.items() if value not in (None, "skipped")}
        for conflict in knowledge.conflicts:  # answers given that cannot both be true
            if self.truth(conflict["when"], "self_care") == 1:
                raise BadData(conflict["message"])
        for implication in knowledge.implications:  # once, in order
            if self.truth(implication["if"], "self_care") == 1:
                for name, value in implication["then"].items():
                    self.answers.setdefault(name, value)
        self.waits = waits

    def can_be_told(self, name):
        """Whether the interview can still ask for it."""
        return name in self.k.findings and not {name} & (self.answers.keys() | self.skipped | LATER)

    def value(self, name):
        """The answer, else the fixed value of a grading finding, else None: not asked."""
        if self.waits and self.can_be_told(name):
            return None
        return self.answers.get(name, FIXED.get(name))

    def truth(self, c, urgency, negated=False):
        """How true is condition C inside an outcome of URGENCY, under an odd number of NOTs or not?"""
        if "all_of" in c:
            return min([self.truth(part, urgency, negated) for part in c["all_of"]], default=1)
        if "any_of" in c:
            return max([self.truth(part, urgency, negated) for part in c["any_of"]], default=0)
        if "none_of" in c:
            parts = [self.truth(part, urgency, not negated) for part in c["none_of"]]
            return 1 - max(parts, default=0)
        if "of" in c:
            parts = [self.truth(part, urgency, negated) for part in c["of"]]
            if sum(part == 1 for part in parts) >= c["at_least"]:
                return 1
            return 0.5 if sum(part > 0 for part in parts) >= c["at_least"] else 0
        if "fact" in c:
            if c["fact"] not in self.k.facts:
                raise BadData(f"unknown fact {c['fact']}")
            return self.truth(self.k.facts[c["fact"]], urgency, negated)
        if "rule" in c:
            return self.rule_reaches(c["rule"], c.get("urgency", "routine"))
        if "number" in c:
            return self.compare(c, self.number(c["number"]))
        if "history" in c:
            return self.compare(c, self.number({"history": c["history"]}))
        return self.leaf(c, urgency, negated)

    def leaf(self, c, urgency, negated):
        name = c["finding"]
        if name not in self.k.findings:
            raise BadData(f"unknown finding {name}")
        if "answered" in c:
            if self.waits and self.can_be_told(name):
                return 0.5
            return 1 if (name in self.answers) == c["answered"] else 0
        if self.k.findings[name]["type"] == "number":
            return self.compare(c, self.number({"finding": name}))
        value = self.value(name)
        if value is None:
            return 0.5
        if "in" in c:
            return 1 if value in c["in"] else 0
        if "has" in c:
            return 1 if c["has"] in value else 0
        if "plainly" in c:
            return 1 if value == c["plainly"] else 0
        in_doubt = self.k.findings[name]["type"] == "yes_no" and value not in ("yes", "no")
        if in_doubt and c["is"] == "yes":
            return 1 if self.doubt_counts(c, name, value, urgency, negated) else 0
        return 1 if value == c["is"] else 0

    def doubt_counts(self, c, name, value, urgency, negated):
        """Does "not sure" or a refusal count as a yes for this sign, here?"""
        if "doubt" in c:
            return c["doubt"] == "yes"
        if negated:
            return False
        if value == "not_sure":
            return urgency in ("emergency", "same_day", "soon")
        return urgency in ("emergency", "same_day") and name not in REFUSAL_IS_NO

    def number(self, e):
        """The (lowest, highest) value an expression can have. None: history nobody knows."""
        if isinstance(e, (int, float)):
            return e, e
        if "history" in e:
            known = self.history.get(e["history"])
            return None if known is None else (known, known)
        if "finding" in e:
            finding = self.k.findings.get(e["finding"])
            if finding is None or finding["type"] != "number":
                raise BadData(f"{e['finding']} is not a number finding")
            value = self.value(e["finding"])
            if value is not None and not isinstance(value, (int, float)):
                raise BadData(f"{e['finding']} is answered {value!r}, not a number")
            return (finding["min"], finding["max"]) if value is None else (value, value)
        if "first_of" in e:
            for part in e["first_of"][:-1]:
                told = self.is_answered(part)
                tellable = "finding" in part and self.can_be_told(part["finding"])
                if told or (tellable and (self.waits or part["finding"] in FIXED)):
                    return self.number(part)
            return self.number(e["first_of"][-1])
        if "sum" in e or "difference" in e:
            parts = [self.number(part) for part in e.get("sum", e.get("difference"))]
            if None in parts:
                return None
            if "sum" in e:
                return sum(low for low, _ in parts), sum(high for _, high in parts)
            return parts[0][0] - parts[1][1], parts[0][1] - parts[1][0]
        if "times" in e:
            inner = self.number(e["times"][0])
            return None if inner is None else tuple(sorted(end * e["times"][1] for end in inner))
        raise BadData(f"not a number expression: {e}")

    def is_answered(self, e):
        if isinstance(e, (int, float)):
            return True
        if "finding" in e:
            return e["finding"] in self.answers
        if "history" in e:
            return self.history.get(e["history"]) is not None
        if "first_of" in e:
            return any(self.is_answered(part) for part in e["first_of"])
        return all(self.is_answered(part) for part in e.get("sum") or e.get("difference") or e["times"])

    def compare(self, c, interval):
        if interval is None:
            return 0
        result = 1
        for word, limit in c.items():
            if word in BOUNDS:
                surely, possibly = BOUNDS[word](*interval, limit)
                result = min(result, 1 if surely else 0.5 if possibly else 0)
        return result

    def outcomes(self, rule_id):
        """(outcome, how true) for each outcome of a rule; each is judged by its own urgency."""
        if rule_id not in self.k.rules:
            raise BadData(f"unknown rule {rule_id}")
        for outcome in self.k.rules[rule_id].get("outcomes", []):
            yield outcome, self.truth(outcome["when"], outcome["urgency"])

    def rule_reaches(self, rule_id, least):
        floor = URGENCIES.index(least)
        return max([true for outcome, true in self.outcomes(rule_id)
                    if URGENCIES.index(outcome["urgency"]) >= floor], default=0)

    def decide(self):
        fired, opens, urgency, forbidden, menus = [], [], "self_care", False, []
        for rule_id in sorted(self.k.rules):
            holding = []
            for outcome, true in self.outcomes(rule_id):
                if true == 0.5:
                    opens.append((rule_id, outcome))
                if true == 1:
                    holding.append(outcome["urgency"])
                    forbidden = forbidden or outcome.get("plan") == "none"
                    menus += [outcome["menu"]] if "menu" in outcome else []
            if holding:
                fired.append({"rule": rule_id, "urgency": max(holding, key=URGENCIES.index)})
                urgency = max(urgency, fired[-1]["urgency"], key=URGENCIES.index)
        fired.sort(key=lambda entry: (-URGENCIES.index(entry["urgency"]), entry["rule"]))
        plan_allowed = urgency in ("self_care", "routine") and not forbidden

        possible = []  # the rows that can still be the first to match
        for row in self.k.rows:
            true = self.truth(row["when"], "soon")
            if true > 0:
                possible.append(row)
            if true == 1:
                break
        open_ids = [f"{rule_id}/{outcome['id']}" for rule_id, outcome in opens
                    if URGENCIES.index(outcome["urgency"]) > URGENCIES.index(urgency)
                    or (plan_allowed and outcome.get("plan") == "none")]
        ends = {(row.get("stage"), row.get("focus")) for row in possible}
        if plan_allowed and len(ends) != 1:
            open_ids += [f"row/{row['id']}" for row in possible]
        if urgency == "emergency":
            open_ids = []
        if not self.waits and urgency != "emergency":  # what only grades is waited for too
            open_ids = Evaluator(self.k, self.given, self.history, waits=True).decide()["open"]
        decided = not open_ids
        row = possible[0] if decided and plan_allowed else {}
        return {
            "status": "decided" if decided else "needs_answers",
            "urgency": urgency,  # with needs_answers: at least this
            "decision": None if not decided else row.get("focus") if plan_allowed else "referral",
            "focus": row.get("focus"),
            "stage": row.get("stage"),
            "plan_allowed": plan_allowed if decided else None,
            "rules": fired,
            "menus": sorted(set(menus)) if plan_allowed else [],
            "open": open_ids,
        }


def judge(evaluator, rule_id):
    """(yes / unknown / no, urgency, ids of the outcomes that hold) of one rule."""
    outcomes = list(evaluator.outcomes(rule_id))
    holding = [outcome for outcome, true in outcomes if true == 1]
    if holding:
        best = max((outcome["urgency"] for outcome in holding), key=URGENCIES.index)
        return "yes", best, {outcome["id"] for outcome in holding}
    return ("unknown" if any(true == 0.5 for _, true in outcomes) else "no"), None, set()


def run_examples(knowledge, files):
    wanted = {os.path.splitext(os.path.basename(name))[0] for name in files} or set(knowledge.rules)
    ran = failed = 0
    problems = list(knowledge.errors) + [f"{name}: no such rule" for name in wanted - set(knowledge.rules)]
    for rule_id in sorted(wanted & set(knowledge.rules)):
        rule, shown, answers_seen = knowledge.rules[rule_id], set(), set()
        for index, example in enumerate(rule.get("examples", [])):
            ran += 1
            expected = (example["holds"], example.get("urgency"))
            try:
                evaluator = Evaluator(knowledge, example["answers"], example.get("history"))
                got, urgency, holding = judge(evaluator, rule_id)
            except (BadData, KeyError, TypeError) as error:
                got, urgency, holding = f"error: {error!r}", None, set()
            answers_seen.add(example["holds"])
            shown |= holding
            if got != expected[0] or (expected[1] and urgency != expected[1]):
                failed += 1
                print(f"red_flags/{rule_id}.json example {index}: expected {expected[0]} {expected[1] or ''}"
                      f" got {got} {urgency or ''}  {json.dumps(example['answers'])}")
        unshown = {outcome["id"] for outcome in rule.get("outcomes", [])} - shown
        lacking = ({"yes", "no"} if rule.get("outcomes") else set()) - answers_seen
        try:
            if judge(Evaluator(knowledge, {}), rule_id)[0] == "unknown" and "unknown" not in answers_seen:
                lacking.add("unknown")
        except BadData:
            pass  # already reported above, with the example
        if unshown or lacking:
            problems.append(f"red_flags/{rule_id}.json: no example for "
                            + ", ".join(sorted(unshown) + [f"holds={word}" for word in sorted(lacking)]))
    for row in knowledge.rows if not files else []:
        for index, example in enumerate(row.get("examples", [])):
            ran += 1
            try:
                evaluator = Evaluator(knowledge, example["answers"], example.get("history"))
                got = {0: "no", 0.5: "unknown", 1: "yes"}[evaluator.truth(row["when"], "soon")]
            except BadData as error:
                got = f"error: {error!r}"
            if got != example["holds"]:
                failed += 1
                print(f"decision.json row {row['id']} example {index}: expected {example['holds']} got {got}"
                      f"  {json.dumps(example['answers'])}")
    print("\n".join(problems) if problems else "every outcome has an example")
    print(f"{ran} examples of {len(wanted & set(knowledge.rules))} rules, {failed} failed")
    return 1 if failed or problems else 0


def read_answers(text):
    content = json.loads(text, object_pairs_hook=no_twins)
    inner = content.get("answers")
    if isinstance(inner, dict):
        return content.get("id"), inner, content.get("history")
    return content.pop("id", None), content, content.pop("history", None)


def main(arguments):
    if len(arguments) < 2 or arguments[0] not in ("check", "examples", "decide", "batch"):
        print(__doc__, file=sys.stderr)
        return 2
    command, knowledge = arguments[0], Knowledge(arguments[1])
    if command == "check":
        import naive_check
        return naive_check.check(knowledge)
    if command == "examples":
        return run_examples(knowledge, arguments[2:])
    if command == "decide":
        text = sys.stdin.read() if arguments[2] == "-" else open(arguments[2], encoding="utf-8").read()
        _, answers, history = read_answers(text)
        print(json.dumps(Evaluator(knowledge, answers, history).decide(), indent=2))
        return 0
    for number, line in enumerate(sys.stdin, 1):
        if line.strip():
            try:
                name, answers, history = read_answers(line)
                result = Evaluator(knowledge, answers, history).decide()
                result = {"id": name, **result} if name is not None else result
            except (BadData, ValueError, KeyError, TypeError, AttributeError) as error:
                result = {"line": number, "error": {"message": str(error)}}
            print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
