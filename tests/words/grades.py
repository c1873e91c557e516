#!/usr/bin/env python3
"""How hard everything is to read that a person meets, by where it stands.

    tests/words/grades.py [--write]

Compares the table of docs/screens.md with what is counted now, or writes it. A mark is the highest grade that the texts
of one kind may have together; one entry may have that of data/words/rules.json. How grades are counted: reading.py.
Last line: "N passed, M failed".
"""

import argparse
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import reading  # noqa: E402
import texts as knowledge  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "screens.md"
BEGIN, END = "<!-- grades: made by tests/words/grades.py --write -->", "<!-- end of grades -->"
FEWEST_WORDS = 20  # the formula says nothing about a label of a few words
# Words for authors and clinicians: no person in pain meets them.
FOR_OTHERS = {"means", "claim", "resolution"}

KINDS = {  # where: (what a person sees there, mark of all of it together)
    "questions/": ("the questions and why they are asked", 4),
    "red_flags/": ("the results: why, what to do, what to say", 4),
    "watch_for.json": ("what to look out for", 4),
    "decision.json": ("the reasons of a plan", 4),
    "exercises/": ("exercise cards", 4),
    "lessons/": ("lessons", 4),
    "adaptations/": ("what fits an exercise to a person", 4),
    "plan.json": ("the words of the plan", 4),
    "checkin.json": ("the check-in", 4),
    "notices.json": ("all other notices", 4),
}


def measured():
    """\\return rows: (what, words, grade, mark, the hardest entry and its grade)"""
    found = {where: {} for where in KINDS}
    for one in knowledge.collect(knowledge.load(ROOT / "data")):
        where = next((kind for kind in KINDS if one.file.startswith(kind)), None)
        if where and one.field not in FOR_OTHERS:
            found[where].setdefault(one.entry, []).append(one.text)
    rows = []
    for where, (what, mark) in KINDS.items():
        everything = [text for texts in found[where].values() for text in texts]
        words = sum(len(reading.words(text)) for text in everything)
        hardest = max((round(reading.grade(texts), 1), entry) for entry, texts in found[where].items()
                      if sum(len(reading.words(text)) for text in texts) >= FEWEST_WORDS)
        rows.append((what, words, round(reading.grade(everything), 1), mark, hardest))
    return rows


def table(rows):
    lines = ["| What | Words | Grade | Hardest part |", "| --- | --- | --- | --- |"]
    lines += [f"| {what} | {words} | {grade} (at most {mark}) | {hardest[0]}, `{hardest[1]}` |"
              for what, words, grade, mark, hardest in rows]
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows = measured()
    page = PAGE.read_text(encoding="utf-8")
    kept = re.search(re.escape(BEGIN) + r"\n\n(.*?)\n\n" + re.escape(END), page, re.S)
    if not kept:
        sys.exit(f"no place for the table in {PAGE}")
    if options.write:
        PAGE.write_text(page[:kept.start(1)] + table(rows) + page[kept.end(1):], encoding="utf-8")
        return 0
    failed = 0
    for what, _, grade, mark, _ in rows:
        if grade > mark:
            failed += 1
            print(f"FAILED {what}: grade {grade}, at most {mark}")
    if kept[1] != table(rows):
        failed += 1
        print("FAILED the table of docs/screens.md is not what is counted now: tests/words/grades.py --write")
    print(f"{len(rows) + 1 - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
