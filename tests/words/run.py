#!/usr/bin/env python3
"""The test of words: every text a person can read, and every literal in C++.

    tests/words/run.py [--data DIR]

Rules and limits: data/words/rules.json. How grades are counted: reading.py.
Last line: "N passed, M failed".
"""

import argparse
import copy
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import checks  # noqa: E402
import cpp_words  # noqa: E402
import reading  # noqa: E402
import texts as knowledge  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]

TEXT_CHECKS = [checks.banned_phrases, checks.sentence_lengths,
               checks.reading_grades, checks.bare_numbers]
FILE_CHECKS = [checks.question_parts, checks.clarifying_questions, checks.two_doses, checks.lines_name_signs,
               checks.lines_said_twice]


class Count:
    def __init__(self):
        self.passed = self.failed = 0

    def add(self, total: int, faults: list[str], title: str):
        self.passed += max(0, total - len(faults))
        self.failed += len(faults)
        for fault in faults:
            print(f"FAILED {title}: {fault}")

    def expect(self, good: bool, title: str):
        self.add(1, [] if good else ["not so"], f"self-test: {title}")


def run_checks(files, rules, count):
    all_texts = knowledge.collect(files)
    for check in TEXT_CHECKS:
        count.add(len(all_texts), list(check(all_texts, rules)), check.__name__)
    questions = sum(1 for name in files if name.startswith("questions/"))
    count.add(questions, list(checks.question_parts(files)), "question_parts")
    cards = sum(1 for name in files if name.startswith("exercises/"))
    count.add(cards, list(checks.two_doses(files)), "two_doses")
    rules_of_danger = sum(1 for name in files if name.startswith("red_flags/"))
    count.add(rules_of_danger, list(checks.lines_said_twice(files)), "lines_said_twice")
    signs = len(checks.dangerous_signs(files))
    count.add(signs, list(checks.clarifying_questions(files)), "clarifying_questions")
    named = sum(len(signs) for signs in checks.lines_of_signs(files).values())
    count.add(named, list(checks.lines_name_signs(files)), "lines_name_signs")


# --- self-test: planted faults are found -------------------------------------


def new_faults(files, rules, check, file, plant) -> list[str]:
    """The faults that `plant` adds to what `check` says of the data."""
    spoiled = copy.deepcopy(files)
    plant(spoiled[file])
    if check in FILE_CHECKS:
        return sorted(set(check(spoiled)) - set(check(files)))
    before = set(check(knowledge.collect(files), rules))
    return sorted(set(check(knowledge.collect(spoiled), rules)) - before)


def planted():
    """(title, check, file, plant, how many faults it makes)"""
    red = "red_flags/cauda_equina_saddle.json"
    card = "exercises/cat_camel.json"
    ask = "questions/saddle.json"
    hard = ("Considerable musculoskeletal deterioration necessitates "
            "immediate multidisciplinary investigation.")

    def put(*path_and_value):
        *path, last, value = path_and_value

        def plant(json_value):
            for key in path:
                json_value = json_value[key]
            if value is None:
                del json_value[last]
            else:
                json_value[last] = value
        return plant

    banned, long, grade, bare = TEXT_CHECKS
    parts, clarify, doses, named, twice = FILE_CHECKS
    twelve = "Go to the desk and say that you need to be seen by them now."
    return [
        ("an all-clear", banned, red, put("explain", "You are safe: it is all-clear now."), 2),
        ("a promise", banned, card, put("feel", "This CURES pain."), 1),
        ("a hard word", banned, card, put("steps", 0, "Empty your bladder: urinate."), 1),
        ("a word inside another", banned, card, put("steps", 0, "Adjust a weed."), 0),
        ("the doctor's word for the doctor", banned, red, put("what_to_say", "I cannot urinate."), 0),
        ("an all-clear for the doctor", banned, red, put("what_to_say", "All clear."), 1),
        ("16 words", long, card, put("steps", 0, "one " * 15 + "two."), 1),
        ("15 words", long, card, put("steps", 0, "one " * 14 + "two."), 0),
        ("two sentences", long, card, put("steps", 0, "one " * 14 + "two. " + "one " * 14 + "two."), 0),
        ("14 words in an emergency", long, red, put("outcomes", 0, "because", twelve), 1),
        ("20 words that explain", long, red, put("explain", "one " * 19 + "two."), 0),
        ("21 words that explain", long, red, put("explain", "one " * 20 + "two."), 1),
        ("a hard exercise", grade, card, put("steps", [hard] * 40), 1),
        ("a hard emergency", grade, red, put("outcomes", 0, "because", hard), 1),
        ("a hard notice", grade, "notices.json",
         lambda notices: notices["notices"][-1].update({"text": f"{hard} {hard}"}), 1),
        ("a number of nothing", bare, card, put("steps", 0, "Do 5, then stop."), 1),
        ("numbers of something", bare, card,
         put("steps", 0, "Do 5 to 8 slow bends, up to 3 out of 10, for 2 minutes, 20% less."), 0),
        ("a second dose in a step", doses, card, put("steps", 0, "Do it 3 times."), 1),
        ("a second dose in the easier form", doses, card, put("easier", "text", "Hold for 3 to 5 seconds."), 1),
        ("minutes of a step", doses, card, put("steps", 0, "Lie for 2 minutes."), 0),
        ("a private question without a frame", parts, ask, put("frame", None), 1),
        ("an empty frame", parts, ask, put("frame", " "), 1),
        ("a question without why", parts, ask, put("why", None), 1),
        ("a question without not_sure", parts, ask, put("not_sure", None), 1),
        ("a policy that says nothing", parts, ask, put("prefer_not_to_say", "because", None), 1),
        ("an urgent sign without clarify", clarify, ask, put("items", 0, "clarify", None), 1),
        ("a line that leaves a sign out", named, ask,
         put("items", 1, "text", "You cannot pee, you strain, or the stream is weak"), 1),
        ("a line of the level again", twice, "red_flags/suicidal_thoughts.json",
         put("outcomes", 0, "what_to_do", 0, "Go to {emergency_place} now, or call {emergency_number}."), 1),
        ("an urgent sign behind a fact", clarify, "facts.json",
         lambda facts: [f["when"].update({"any_of": [{"finding": "first_episode", "is": "yes"}]})
                        or f["when"].pop("all_of", None) for f in facts["facts"]], None),
    ]


def self_test(files, rules, count):
    for title, check, file, plant, wanted in planted():
        found = new_faults(files, rules, check, file, plant)
        count.expect(bool(found) if wanted is None else len(found) == wanted,
                     f"{title}: {check.__name__} finds {len(found)}, not {wanted}: {found[:2]}")
    for word, wanted in {
            "the": 1, "pain": 1, "walked": 1, "needed": 2, "makes": 1, "boxes": 2,
            "able": 2, "numbness": 2, "emergency": 4, "temperature": 4, "bladder": 2,
            "genitals": 3, "toilet": 2, "diabetes": 4, "gradually": 4, "medicine": 3,
            "physiotherapist": 6, "muscle": 2, "exercise": 3, "48": 1, "2026": 2,
            "lower-back": 3, "weakness": 2, "severe": 2, "comfortable": 4,
            "appointment": 3, "don't": 1, "you've": 1, "science": 2, "movement": 2,
            "infection": 3, "usually": 4, "pressure": 2, "immediately": 5}.items():
        got = reading.syllables(word)
        count.expect(got == wanted, f"{word} has {wanted} syllables, not {got}")
    plain, hard = ["The cat sat on the mat."], ["Considerable deterioration necessitates investigation."]
    count.expect(reading.grade(plain) < 1 < 12 < reading.grade(hard), "grades of two sentences")
    for source, wanted in [
            ('say("Your bladder");', 1), ('// "Your bladder"\nf("x");', 0),
            ('/* "saddle" */ f("bladder_full");', 0), ('f(R"(Call 999)");', 1),
            ('f("Go to A" "&E now");', 1), ('f("fever=no");', 0), ('f("within 48 hours");', 1),
            ('#include "saddle/x.hpp"\n', 0), ("f('\"'); g(\"a red flag\");", 1),
            ('f("sex");', 0), ('f("1999 of 9990");', 0), ('f("stroke: see");', 1),
            ('const std::string word = "stroke"; f(word + ": see");', 1)]:
        found = [w for _, t in cpp_words.literals(source)
                 if not cpp_words.is_name(t) for w in cpp_words.faults_of(t)]
        found += [w for _, w in cpp_words.cut_out(source)]
        count.expect(len(found) == wanted, f"{source!r} has {wanted} faults, not {found}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "data")
    arguments = parser.parse_args()
    files = knowledge.load(arguments.data)
    rules = checks.Rules(json.loads(
        (arguments.data / "words/rules.json").read_text(encoding="utf-8")))
    count = Count()
    run_checks(files, rules, count)
    for file, faults in cpp_words.check(ROOT):
        count.add(1, faults, "C++ words")
    self_test(files, rules, count)
    print(f"{count.passed} passed, {count.failed} failed")
    return 0 if count.failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
