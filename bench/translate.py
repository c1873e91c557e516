#!/usr/bin/env python3
"""Writes the rules of data/ in the languages of other rule engines.

  translate.py DATA_DIR OUT_DIR

Those engines know true and false, and ours has a third: not asked. So each condition becomes two, "surely holds" and
"surely does not hold"; what is neither is open. A rule fires when one of its outcomes surely holds, which is all that
is compared. Facts and conditions on other rules are written out where they are used, except in CLIPS, where every
condition is a fact that others build on.
"""
import itertools
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../tests/verify"))
import naive  # noqa: E402

ORDER = naive.URGENCIES
YES, NO = ["const", True], ["const", False]


def both(kind, parts):
    """and/or of parts, without what does not matter."""
    stop, skip = (NO, YES) if kind == "and" else (YES, NO)
    if stop in parts:
        return stop
    parts = [part for part in parts if part != skip]
    return skip if not parts else parts[0] if len(parts) == 1 else [kind, *parts]


class Translator:
    """Conditions as small trees: and, or, count, in, has, hasnot, cmp, answered, const."""

    def __init__(self, knowledge):
        self.k = knowledge

    def default(self, name):
        return self.k.findings[name].get("when_absent")

    def condition(self, c, urgency, holds=True, negated=False):
        """The tree of "C surely holds" (or surely does not)."""
        if "all_of" in c or "any_of" in c:
            parts = [self.condition(p, urgency, holds, negated) for p in c.get("all_of", c.get("any_of"))]
            return both("and" if ("all_of" in c) == holds else "or", parts)
        if "none_of" in c:
            parts = [self.condition(p, urgency, not holds, not negated) for p in c["none_of"]]
            return both("and" if holds else "or", parts)
        if "of" in c:
            parts = [self.condition(p, urgency, holds, negated) for p in c["of"]]
            return ["count", c["at_least"] if holds else len(parts) - c["at_least"] + 1, parts]
        if "fact" in c:
            return self.condition(self.k.facts[c["fact"]], urgency, holds, negated)
        if "rule" in c:
            least = ORDER.index(c.get("urgency", "routine"))
            parts = [self.condition(o["when"], o["urgency"], holds) for o in self.k.rules[c["rule"]]["outcomes"]
                     if ORDER.index(o["urgency"]) >= least]
            return both("or" if holds else "and", parts)
        if "history" in c or "history" in json.dumps(c.get("number", "")):
            return NO if holds else YES  # there is no diary here
        if "number" in c:
            return self.compare(c, c["number"], holds)
        return self.leaf(c, urgency, holds, negated)

    def leaf(self, c, urgency, holds, negated):
        name = c["finding"]
        about = self.k.findings[name]
        if "answered" in c:
            return ["answered", name, c["answered"] == holds]
        if about["type"] == "number":
            return self.compare(c, {"finding": name}, holds)
        if "has" in c:
            return ["has" if holds else "hasnot", name, c["has"]]
        values = about.get("values") or ["yes", "no", "not_sure", "prefer_not_to_say"]
        judge = naive.Evaluator(self.k, {})
        good = []
        for value in values:
            judge.answers = {name: value}
            if (judge.leaf(c, urgency, negated) == 1) == holds:
                good.append(value)
        return ["in", name, good, self.default(name)]

    def end(self, e, low):
        """The lowest (or highest) value that number expression E can have."""
        if isinstance(e, (int, float)):
            return e
        if "finding" in e:
            about = self.k.findings[e["finding"]]
            absent = self.default(e["finding"])
            return ["value", e["finding"], absent if absent is not None else about["min" if low else "max"]]
        if "first_of" in e:
            out = self.end(e["first_of"][-1], low)
            for part in reversed(e["first_of"]):
                names = [part["finding"]] if "finding" in part else sorted(
                    {one["finding"] for one in walk(part) if "finding" in one})
                out = ["if_answered", names, self.end(part, low), out]
            return out
        if "sum" in e:
            return ["+", *[self.end(part, low) for part in e["sum"]]]
        if "difference" in e:
            return ["-", self.end(e["difference"][0], low), self.end(e["difference"][1], not low)]
        return ["*", self.end(e["times"][0], low if e["times"][1] >= 0 else not low), e["times"][1]]

    def compare(self, c, e, holds):
        parts = []
        for word, op, against in (("at_least", ">=", "<"), ("more_than", ">", "<="), ("at_most", "<=", ">"),
                                  ("less_than", "<", ">="), ("equals", "==", "!=")):
            if word not in c:
                continue
            if word == "equals":
                ends = [self.end(e, True), self.end(e, False)]
                parts.append(both("and", [["cmp", "==", end, c[word]] for end in ends]) if holds else
                             both("or", [["cmp", ">", ends[0], c[word]], ["cmp", "<", ends[1], c[word]]]))
                continue
            upward = word in ("at_least", "more_than")
            end = self.end(e, upward if holds else not upward)
            parts.append(["cmp", op if holds else against, end, c[word]])
        return both("and" if holds else "or", parts)


def walk(e):
    if isinstance(e, dict):
        yield e
        for value in e.values():
            yield from walk(value)
    elif isinstance(e, list):
        for value in e:
            yield from walk(value)


# ---------------------------------------------------------------- JSON Logic

def logic(t):
    kind = t[0]
    if kind == "const":
        return t[1]
    if kind in ("and", "or"):
        return {kind: [logic(part) for part in t[1:]]}
    if kind == "count":
        return {">=": [{"+": [{"if": [logic(part), 1, 0]} for part in t[2]]}, t[1]]}
    if kind == "in":
        value = {"var": t[1]} if t[3] is None else {"var": [t[1], t[3]]}
        return {"===": [value, t[2][0]]} if len(t[2]) == 1 else {"in": [value, t[2]]}
    if kind == "has":
        return {"in": [t[2], {"var": [t[1], []]}]}
    if kind == "hasnot":
        return {"and": [{"!==": [{"var": t[1]}, None]}, {"!": {"in": [t[2], {"var": [t[1], []]}]}}]}
    if kind == "answered":
        return {"!==" if t[2] else "===": [{"var": t[1]}, None]}
    return {"===" if t[1] == "==" else t[1]: [logic_number(t[2]), t[3]]}


def logic_number(e):
    if isinstance(e, (int, float)):
        return e
    if e[0] == "value":
        return {"var": [e[1], e[2]]}
    if e[0] == "if_answered":
        test = {"and": [{"!==": [{"var": name}, None]} for name in e[1]]}
        return {"if": [test["and"][0] if len(e[1]) == 1 else test, logic_number(e[2]), logic_number(e[3])]}
    return {e[0]: [logic_number(part) for part in e[1:]]}


# ---------------------------------------------------------------- the ZEN expression language

def zen(t):
    kind = t[0]
    if kind == "const":
        return "true" if t[1] else "false"
    if kind in ("and", "or"):
        return "(" + f" {kind} ".join(zen(part) for part in t[1:]) + ")"
    if kind == "count":
        return "(sum([" + ", ".join(f"({zen(part)} ? 1 : 0)" for part in t[2]) + f"]) >= {t[1]})"
    if kind == "in":
        value = t[1] if t[3] is None else f"({t[1]} ?? '{t[3]}')"
        if len(t[2]) == 1:
            return f"({value} == '{t[2][0]}')"
        return f"({value} in [" + ", ".join(f"'{one}'" for one in t[2]) + "])"
    if kind in ("has", "hasnot"):
        return f"({t[1]} != null and {'' if kind == 'has' else 'not '}('{t[2]}' in ({t[1]} ?? [])))"
    if kind == "answered":
        return f"({t[1]} {'!=' if t[2] else '=='} null)"
    return f"({zen_number(t[2])} {t[1]} {t[3]})"


def zen_number(e):
    if isinstance(e, (int, float)):
        return str(e)
    if e[0] == "value":
        return f"({e[1]} ?? {e[2]})"
    if e[0] == "if_answered":
        test = " and ".join(f"{name} != null" for name in e[1])
        return f"(({test}) ? {zen_number(e[2])} : {zen_number(e[3])})"
    return "(" + f" {e[0]} ".join(zen_number(part) for part in e[1:]) + ")"


def zen_graph(outcomes):
    expressions = [{"id": f"e{i}", "key": f"o{i}", "value": zen(o["tree"])} for i, o in enumerate(outcomes)]
    nodes = [{"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
             {"id": "rules", "type": "expressionNode", "name": "rules", "position": {"x": 1, "y": 0},
              "content": {"expressions": expressions}},
             {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}}]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes,
            "edges": [{"id": "a", "sourceId": "in", "targetId": "rules", "type": "edge"},
                      {"id": "b", "sourceId": "rules", "targetId": "out", "type": "edge"}]}


# ---------------------------------------------------------------- json-rules-engine

class RulesEngine:
    """all/any with one operator per leaf; numbers and counts are facts of their own, worked out by JSON Logic."""

    def __init__(self):
        self.facts = {}

    def fact(self, name, what):
        key = json.dumps(what, sort_keys=True)
        return self.facts.setdefault(key, {"name": f"{name}_{len(self.facts)}", "logic": what})["name"]

    def condition(self, t):
        kind = t[0]
        if kind in ("and", "or"):
            return {"all" if kind == "and" else "any": [self.condition(part) for part in t[1:]]}
        if kind == "in":
            if t[3] is not None:
                return self.true(t)
            if len(t[2]) == 1:
                return {"fact": t[1], "operator": "equal", "value": t[2][0]}
            return {"fact": t[1], "operator": "in", "value": t[2]}
        if kind == "cmp" and isinstance(t[2], list) and t[2][0] == "value":
            words = {">=": "greaterThanInclusive", ">": "greaterThan", "<=": "lessThanInclusive", "<": "lessThan",
                     "==": "equal"}
            return {"fact": self.fact("number", logic_number(t[2])), "operator": words[t[1]], "value": t[3]}
        return self.true(t)

    def true(self, t):
        return {"fact": self.fact(t[0], logic(t)), "operator": "equal", "value": True}

    def rules(self, outcomes):
        rules = []
        for i, outcome in enumerate(outcomes):
            condition = self.condition(outcome["tree"])
            if "all" not in condition and "any" not in condition:
                condition = {"all": [condition]}
            rules.append({"conditions": condition, "event": {"type": "o", "params": {"i": i}}})
        return {"rules": rules, "facts": list(self.facts.values())}


# ---------------------------------------------------------------- CLIPS

class Clips:
    """Forward chaining: (t N) says that condition N surely holds. Equal conditions are one."""

    def __init__(self):
        self.known, self.out = {}, []

    def rule(self, patterns, number):
        self.out.append(f"(defrule c{len(self.out)} {patterns} => (assert (t {number})))")

    def node(self, t):
        key = json.dumps(t)
        if key in self.known:
            return self.known[key]
        number = self.known[key] = len(self.known)
        kind = t[0]
        if kind == "and":
            self.rule(" ".join(f"(t {self.node(part)})" for part in t[1:]), number)
        elif kind == "or":
            for part in t[1:]:
                self.rule(f"(t {self.node(part)})", number)
        elif kind == "count":
            numbers = [self.node(part) for part in t[2]]
            for some in itertools.combinations(numbers, t[1]):
                self.rule(" ".join(f"(t {one})" for one in some), number)
        elif kind == "in":
            self.rule(f"(a {t[1]} {'|'.join(t[2])})" if t[2] else "(never)", number)
        elif kind == "has":
            self.rule(f"(h {t[1]} {t[2]})", number)
        elif kind == "hasnot":
            self.rule(f"(answered {t[1]}) (not (h {t[1]} {t[2]}))", number)
        elif kind == "answered":
            self.rule(f"(answered {t[1]})" if t[2] else f"(not (answered {t[1]}))", number)
        elif kind == "cmp":
            op = {"==": "=", "!=": "<>"}.get(t[1], t[1])
            self.rule(f"(n {self.number(t[2])} ?v&:({op} ?v {t[3]}))", number)
        else:
            self.rule("(initial-fact)" if t[1] else "(never)", number)
        return number

    def number(self, e):
        """Number expressions come as facts (n KEY VALUE), worked out before the clock starts."""
        key = json.dumps(e)
        return self.numbers.setdefault(key, {"name": f"e{len(self.numbers)}", "logic": logic_number(e)})["name"]

    def translate(self, outcomes):
        self.numbers = {}
        fires = []
        for i, outcome in enumerate(outcomes):
            fires.append(f"(defrule o{i} (t {self.node(outcome['tree'])}) => (bind ?*fired* (create$ ?*fired* {i})))")
        head = "(defglobal ?*fired* = (create$))\n(deftemplate never (slot x))\n"
        body = [line.replace("(never)", "(never (x 1))") for line in self.out]
        return head + "\n".join(body + fires) + "\n", list(self.numbers.values())


def main():
    data, out = sys.argv[1:]
    knowledge = naive.Knowledge(data)
    translator = Translator(knowledge)
    outcomes = [{"rule": rule, "urgency": outcome["urgency"],
                 "tree": translator.condition(outcome["when"], outcome["urgency"])}
                for rule in sorted(knowledge.rules) for outcome in knowledge.rules[rule].get("outcomes", [])]
    clips, numbers = Clips().translate(outcomes)
    whole = {
        "outcomes": [{"rule": o["rule"], "urgency": ORDER.index(o["urgency"]), "logic": logic(o["tree"])}
                     for o in outcomes],
        "defaults": {name: f["when_absent"] for name, f in knowledge.findings.items() if "when_absent" in f},
        "zen": zen_graph(outcomes), "rules_engine": RulesEngine().rules(outcomes), "clips_numbers": numbers}
    os.makedirs(out, exist_ok=True)
    with open(os.path.join(out, "rules.json"), "w", encoding="utf-8") as file:
        json.dump(whole, file)
    with open(os.path.join(out, "rules.clp"), "w", encoding="utf-8") as file:
        file.write(clips)
    print(f"{len(knowledge.rules)} rules, {len(outcomes)} outcomes")


if __name__ == "__main__":
    main()
