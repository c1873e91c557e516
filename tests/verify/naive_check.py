"""Checks of names, shapes and cycles for naive.py; prints each fault with its file and place."""
import glob
import json
import os

from naive import BOUNDS, FIXED, REFUSAL_IS_NO, URGENCIES, load_json

OUTCOME_KEYS = {"id", "urgency", "when", "plan", "menu", "refer_to", "because", "explain",
                "what_to_do", "what_to_say", "what_to_say_unsure", "title", "label"}
CLINICAL = ("outcomes", "because", "explain", "what_to_do", "what_to_say", "accuracy")
READ = {"full", "abstract", "second_hand", "from_memory", "not_applicable"}
PROVENANCE_KINDS = {"guideline", "study", "article", "public_page", "editorial", "design_choice",
                    "general_knowledge"}
RULE_KINDS = {"red_flag", "soft_flag", "cluster", "computed", "notice"}
QUESTION_KINDS = {"yes_no", "number", "choice", "list", "many"}
COVERED = {"red_flags", "facts.json", "questions", "decision.json", "implications.json", "findings.json",
           "schema"}
YES_NO = ("yes", "no", "not_sure", "prefer_not_to_say")


class Checker:
    def __init__(self, knowledge):
        self.k = knowledge
        self.faults = list(knowledge.errors)
        self.notes = []
        self.sources = knowledge.ids_in("sources")
        plan = knowledge.load("plan.json")
        self.menus = {menu["id"] for menu in plan["menus"]} if plan else knowledge.ids_in("menus")
        self.measures = knowledge.ids_in("history")
        self.edges = {}  # name of a fact or rule -> names it refers to
        self.default_place = None  # only the last row of the decision may hold always
        self.missing = {}  # what is missing -> places that want it
        self.used = {}  # finding -> first place that uses it
        for name, known in (("sources", self.sources), ("menus", self.menus), ("history", self.measures)):
            if known is None:
                self.notes.append(f"no {name} yet: names of {name} are not checked")

    def fault(self, place, text):
        self.faults.append(f"{place}: {text}")

    # ------------------------------------------------------------ conditions

    def condition(self, place, c, owner=None):
        if not isinstance(c, dict):
            return self.fault(place, f"a condition must be an object, not {json.dumps(c)}")
        for word in ("all_of", "any_of", "none_of", "of"):
            if word in c:
                extra = set(c) - {word} - ({"at_least"} if word == "of" else set())
                if extra or (word == "of" and not isinstance(c.get("at_least"), int)):
                    self.fault(place, f"wrong keys {sorted(c)}")
                if c == {"all_of": []} and self.default_place == place:
                    return None
                if not isinstance(c[word], list) or not c[word]:
                    return self.fault(place, f"{word} needs a list with something in it")
                if word == "of" and not 1 <= c.get("at_least", 0) <= len(c[word]):
                    self.fault(place, f"at_least {c.get('at_least')} of {len(c[word])}")
                for index, part in enumerate(c[word]):
                    self.condition(f"{place}/{word}/{index}", part, owner)
                return None
        if "fact" in c:
            return self.reference(place, c, "fact", self.k.facts, {"fact"}, owner)
        if "rule" in c:
            if c.get("urgency", "routine") not in URGENCIES:
                self.fault(place, f"unknown urgency {c['urgency']}")
            return self.reference(place, c, "rule", self.k.rules, {"rule", "urgency"}, owner)
        if "number" in c:
            self.bounds(place, c, {"number"})
            return self.expression(place + "/number", c["number"])
        if "history" in c:
            self.bounds(place, c, {"history"})
            return self.expression(place, {"history": c["history"]})
        if "finding" in c:
            return self.leaf(place, c)
        return self.fault(place, f"no known shape of condition: {json.dumps(c)}")

    def reference(self, place, c, kind, known, keys, owner):
        if set(c) - keys:
            self.fault(place, f"wrong keys {sorted(c)}")
        if c[kind] not in known:
            self.missing.setdefault(f"no {kind} named {c[kind]}", []).append(place)
        if owner:
            self.edges.setdefault(owner, {})[(kind, c[kind])] = place
        return None

    def bounds(self, place, c, keys):
        bounds = set(c) & set(BOUNDS)
        if not bounds or set(c) - bounds - keys:
            self.fault(place, f"wrong keys {sorted(c)}: a number needs {', '.join(BOUNDS)}")
        for word in bounds:
            if isinstance(c[word], bool) or not isinstance(c[word], (int, float)):
                self.fault(place, f"{word} must be a number, not {c[word]!r}")

    def expression(self, place, e):
        if isinstance(e, (int, float)) and not isinstance(e, bool):
            return None
        if not isinstance(e, dict) or len(e) != 1:
            return self.fault(place, f"not a number expression: {json.dumps(e)}")
        word, inner = next(iter(e.items()))
        if word == "finding":
            finding = self.finding(place, inner)
            if finding and finding["type"] != "number":
                self.fault(place, f"{inner} is {finding['type']}, not a number")
        elif word == "history":
            if self.measures is not None and inner not in self.measures:
                self.missing.setdefault(f"no history measure named {inner}", []).append(place)
        elif word not in ("sum", "first_of", "difference", "times") or not (isinstance(inner, list) and inner):
            self.fault(place, f"not a number expression: {json.dumps(e)}")
        elif word in ("difference", "times") and len(inner) != 2:
            self.fault(place, f"{word} takes two")
        elif word == "times" and not isinstance(inner[1], (int, float)):
            self.fault(place, "times takes an expression and then a number")
        else:
            for index, part in enumerate(inner):
                self.expression(f"{place}/{word}/{index}", part)
        return None

    def finding(self, place, name):
        if name not in self.k.findings:
            self.fault(place, f"no finding named {name}")
            return None
        self.used.setdefault(name, place)
        return self.k.findings[name]

    def leaf(self, place, c):
        finding = self.finding(place, c["finding"])
        if finding is None:
            return None
        kind, keys = finding["type"], set(c) - {"finding"}
        if keys == {"answered"}:
            if c["finding"] not in FIXED or not isinstance(c["answered"], bool):
                self.fault(place, "answered (true or false) is only for grading findings")
            return None
        if kind == "number":
            return self.bounds(place, c, {"finding"})
        right = {"yes_no": [{"is"}, {"is", "doubt"}, {"plainly"}],
                 "one_of": [{"is"}, {"in"}], "many_of": [{"has"}]}[kind]
        if keys not in right:
            return self.fault(place, f"{c['finding']} is {kind}: wrong keys {sorted(keys)}")
        allowed = ("yes", "no") if kind == "yes_no" else finding["values"]
        said = c["in"] if "in" in c else [c[word] for word in ("is", "plainly", "has") if word in c]
        for value in said:
            if value not in allowed:
                self.fault(place, f"{c['finding']} cannot be {value!r}")
        if "doubt" in c and (c["doubt"] not in ("yes", "no") or c["is"] != "yes"):
            self.fault(place, 'doubt is "yes" or "no", on a leaf that says "is": "yes"')
        return None

    def may_skip(self):
        """Findings whose question may be passed over."""
        paths = sorted(glob.glob(os.path.join(self.k.dir, "questions", "*.json")))
        asked = [load_json(path) for path in paths]
        return {name for question in asked if question.get("may_skip") for name in question["sets"]}

    def answer(self, place, name, value):
        finding = self.k.findings.get(name)
        if finding is None:
            return self.fault(place, f"no finding named {name}")
        kind = finding["type"]
        good = {
            "yes_no": lambda: value in YES_NO or isinstance(value, bool),
            "one_of": lambda: value in finding["values"],
            "many_of": lambda: isinstance(value, list) and set(value) <= set(finding["values"]),
            "number": lambda: isinstance(value, (int, float)) and not isinstance(value, bool)
            and finding["min"] <= value <= finding["max"] or value == "skipped" and name in self.may_skip(),
        }[kind]
        return None if value is None or good() else self.fault(place, f"{name} ({kind}) cannot be {value!r}")

    # ------------------------------------------------------------ files

    def provenance(self, place, entry, needed):
        supports = []
        for index, line in enumerate(entry.get("provenance", [])):
            at = f"{place}/provenance/{index}"
            supports += line.get("supports", [])
            if self.sources is not None and line.get("source") not in self.sources:
                self.fault(at, f"no source named {line.get('source')}")
            if line.get("kind") not in PROVENANCE_KINDS:
                self.fault(at, f"unknown kind {line.get('kind')}")
            if line.get("read") not in READ:
                self.fault(at, f"unknown read {line.get('read')}")
        for pointer in supports:
            node = entry
            for step in pointer.strip("/").split("/"):
                try:
                    node = node[int(step)] if isinstance(node, list) else node[step]
                except (KeyError, IndexError, ValueError, TypeError):
                    self.fault(f"{place}/provenance", f"supports {pointer}, which is not there")
                    break
        for pointer in needed:
            if not any((pointer + "/").startswith(known.rstrip("/") + "/") for known in supports):
                self.fault(place, f"nothing supports {pointer}")

    def rule(self, rule_id, rule):
        place = "red_flags/" + os.path.basename(self.k.files[rule_id])
        if os.path.basename(place) != rule_id + ".json":
            self.fault(place, f"the id is {rule_id}")
        for key in ("code", "kind", "title", "provenance", "clinical_review"):
            if key not in rule:
                self.fault(place, f"no {key}")
        if rule.get("kind") not in RULE_KINDS:
            self.fault(place, f"unknown kind {rule.get('kind')}")
        needed = ["/" + key for key in CLINICAL[1:] if key in rule]
        names = [outcome.get("id") for outcome in rule.get("outcomes", [])]
        if len(names) != len(set(names)) or (not names and rule.get("kind") != "notice"):
            self.fault(place, f"outcome ids: {names}")
        for index, outcome in enumerate(rule.get("outcomes", [])):
            at = f"{place}/outcomes/{index}"
            needed.append(f"/outcomes/{index}")
            if outcome.get("urgency") not in URGENCIES:
                self.fault(at, f"unknown urgency {outcome.get('urgency')}")
            if set(outcome) - OUTCOME_KEYS:
                self.fault(at, f"unknown keys {sorted(set(outcome) - OUTCOME_KEYS)}")
            if outcome.get("plan", "none") != "none":
                self.fault(at, 'plan can only be "none"')
            if self.menus is not None and "menu" in outcome and outcome["menu"] not in self.menus:
                self.fault(at, f"no menu named {outcome['menu']}")
            self.condition(at + "/when", outcome.get("when"), ("rule", rule_id))
        self.provenance(place, rule, needed)
        for index, example in enumerate(rule.get("examples", [])):
            at = f"{place}/examples/{index}"
            if example.get("holds") not in ("yes", "no", "unknown"):
                self.fault(at, f"holds {example.get('holds')}")
            if (example.get("holds") == "yes") != ("urgency" in example):
                self.fault(at, "urgency stands with holds=yes, and only there")
            for name, value in example.get("answers", {}).items():
                self.answer(at, name, value)

    def question(self, place, question):
        if question.get("kind") not in QUESTION_KINDS:
            self.fault(place, f"unknown kind {question.get('kind')}")
        told = list(question.get("sets", [])) + [item.get("finding") for item in question.get("items", [])]
        for index, option in enumerate(question.get("options", [])):
            at = f"{place}/options/{index}"
            for name, value in option.get("set", {}).items():
                self.answer(at, name, value)
                told.append(name)
            if "value" in option and question.get("sets"):
                name = question["sets"][0]
                values = self.k.findings.get(name, {}).get("values", [])
                if option["value"] not in values:
                    self.fault(at, f"{name} cannot be {option['value']!r}")
        for name in told:
            if name not in self.k.findings:
                self.fault(place, f"no finding named {name}")
        one = self.k.findings.get((question.get("sets") or [None])[0], {}).get("type")
        if question.get("kind") in ("yes_no", "number") and one != question["kind"]:
            self.fault(place, f"a {question['kind']} question sets {question.get('sets')}, which is {one}")
        for word in ("ask_if", "gate", "when"):
            if isinstance(question.get(word), dict):
                self.condition(f"{place}/{word}", question[word])
        self.provenance(place, question, [])
        return set(told)

    def anything(self, place, node):
        """Other files: check the conditions and the lists of findings wherever they stand."""
        if isinstance(node, list):
            for index, part in enumerate(node):
                self.anything(f"{place}/{index}", part)
        elif isinstance(node, dict):
            for key, part in node.items():
                if key in ("when", "ask_if") and isinstance(part, dict):
                    self.condition(f"{place}/{key}", part)
                elif key == "if" and isinstance(part, list) and place.startswith("watch_for"):
                    for name in part:
                        self.finding(f"{place}/{key}", name)
                elif key == "provenance" and isinstance(part, list):
                    self.provenance(place, node, [])
                else:
                    self.anything(f"{place}/{key}", part)

    def cycles(self):
        done = set()

        def visit(name, path):
            if name in path:
                names = [f"{kind} {which}" for kind, which in path[path.index(name):] + [name]]
                return self.fault("cycle", " -> ".join(names))
            if name not in done:
                for other in self.edges.get(name, {}):
                    visit(other, path + [name])
                done.add(name)
            return None
        for name in list(self.edges):
            visit(name, [])


def check(knowledge):
    checker = Checker(knowledge)
    facts = (knowledge.load("facts.json") or {"facts": []})["facts"]
    if len({fact["id"] for fact in facts}) != len(facts):
        checker.fault("facts.json", "the same id twice")
    for index, fact in enumerate(facts):
        checker.condition(f"facts.json/{fact['id']}", fact["when"], ("fact", fact["id"]))
        checker.provenance(f"facts.json/{fact['id']}", fact, [])
    for rule_id, rule in knowledge.rules.items():
        checker.rule(rule_id, rule)
    codes = [rule.get("code") for rule in knowledge.rules.values()]
    for code in {code for code in codes if code and codes.count(code) > 1}:
        checker.fault("red_flags", f"code {code} twice")
    if knowledge.rows:
        last = max(knowledge.rows, key=lambda row: row.get("order", 0))
        checker.default_place = f"decision.json/{last.get('id')}"
    for row in knowledge.rows:
        checker.condition(f"decision.json/{row.get('id')}", row.get("when"))
    for index, implication in enumerate(knowledge.implications):
        checker.condition(f"implications.json/{index}/if", implication["if"])
        for name, value in implication["then"].items():
            checker.answer(f"implications.json/{index}/then", name, value)
    for index, conflict in enumerate(knowledge.conflicts):
        checker.condition(f"implications.json/conflicts/{index}/when", conflict.get("when"))
    for name, finding in knowledge.findings.items():
        if finding.get("when_absent") != FIXED.get(name):
            checker.fault(f"findings.json/{name}", f"when_absent is not {FIXED.get(name)!r}")
        if finding["type"] == "yes_no" and (finding.get("refusal") == "no") != (name in REFUSAL_IS_NO):
            checker.fault(f"findings.json/{name}", "a refusal must count as no only for "
                          + ", ".join(sorted(REFUSAL_IS_NO)))
    told = {}
    for path in sorted(glob.glob(os.path.join(knowledge.dir, "questions", "*.json"))):
        name = os.path.relpath(path, knowledge.dir)
        try:
            question = load_json(path)
        except ValueError as error:
            checker.fault(name, f"not readable as JSON: {error}")
            continue
        if os.path.basename(path) != f"{question.get('id')}.json":
            checker.fault(name, f"the id is {question.get('id')}")
        for finding in checker.question(name, question):
            told.setdefault(finding, []).append(question.get("id"))
    for path in sorted(glob.glob(os.path.join(knowledge.dir, "**", "*.json"), recursive=True)):
        name = os.path.relpath(path, knowledge.dir)
        if name.split(os.sep)[0] not in COVERED:
            checker.anything(name, knowledge.load(name))
    if told:
        for name, place in sorted(checker.used.items()):
            if name not in told:
                checker.fault(place, f"{name} is used, but no question sets it")
        for name, questions in sorted(told.items()):
            if len(questions) > 1:
                checker.notes.append(f"{name} is set by several questions: {', '.join(sorted(questions))}")
    else:
        checker.notes.append("no questions yet: whether each finding can be asked is not checked")
    for what, places in sorted(checker.missing.items()):
        others = f" and {len(places) - 1} more places" if len(places) > 1 else ""
        checker.fault(places[0] + others, what)
    checker.cycles()
    for line in checker.faults:
        print(line)
    for line in checker.notes:
        print("note: " + line)
    print(f"{len(knowledge.rules)} rules, {len(facts)} facts, {len(knowledge.rows)} rows,"
          f" {len(knowledge.implications)} implications; {len(checker.faults)} faults")
    return 1 if checker.faults else 0
