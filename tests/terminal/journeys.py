#!/usr/bin/env python3
"""Twelve people play the interview at a terminal, with the JSON interview as their script.

  journeys.py --binary PATH [--write] [--only NAME ...]

At every step `triage --answers - --json` says which question comes next; the terminal must show that question, its
options and nothing else to choose from. Answers, words (tokens with a letter; what is typed is not counted) and
screens of 24 lines are counted up to the decision, the review included. The figures stand in docs/screens.md:
`--write` writes them, without it they must be the same. Fails above the marks. Last line: "N passed, M failed".
"""
import json
import math
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
import outside  # noqa: E402
from pseudo_terminal import CLARIFY, REVIEW, Terminal, numbered, squeezed  # noqa: E402

DOC = outside.ROOT / "docs" / "screens.md"
START, END = "<!-- journeys: made by tests/terminal/journeys.py --write -->", "<!-- end of journeys -->"
WORDS_A_MINUTE = 200
MOST_LINES = 9  # of a list

STRAIN = {"age": 38, "sex": "male", "onset_days": 3, "strain": "yes", "nprs_now": 4, "nprs_worst24": 6,
          "walk_minutes": 20, "flexion_aggravated": "yes", "sitting_aggravated": "yes"}
# name: (who, answers, most answers, most words); None = no mark of its own
PEOPLE = {
    "strain_man": ("a man of 38, strained his back 3 days ago", STRAIN, 18, 1300),
    "strain_woman": ("a woman of 38, the same strain", {**STRAIN, "sex": "female"}, 20, 1300),
    "bad_strain": ("a man of 45, lifting, 8 out of 10 today",
                   {**STRAIN, "age": 45, "onset_days": 0, "nprs_now": 8, "nprs_worst24": 8, "onset_sudden": "yes",
                    "walk_minutes": 5}, 22, None),
    "sciatica": ("a woman of 47 with tingling down one leg", {
        **STRAIN, "age": 47, "sex": "female", "onset_days": 12, "leg_pain": "yes", "leg_pain_below_knee": "yes",
        "leg_tingle_one": "yes", "leg_symptom_days": 12, "nprs_now": 5}, 28, None),
    "saddle": ("a woman of 34, numb between the legs since today",
               {**STRAIN, "age": 34, "sex": "female", "saddle_change": "yes"}, 1, None),
    "old_fall": ("a woman of 72 with thin bones, after a small fall", {
        **STRAIN, "age": 72, "sex": "female", "osteoporosis": "yes", "trauma_minor": "yes", "trauma_days": 2,
        "onset_days": 2, "nprs_now": 6, "strain": "no"}, 24, None),
    "pregnant": ("a woman 30 weeks pregnant", {
        **STRAIN, "age": 31, "sex": "female", "pregnant": "yes", "pregnant_weeks": 30, "onset_days": 20,
        "strain": "no"}, 26, None),
    "runner": ("a runner of 29, sore for 8 months", {
        **STRAIN, "age": 29, "onset_days": 240, "nprs_now": 3, "walk_minutes": 60, "strain": "no"}, 26, None),
    "doubts": ("a woman of 52 who is not sure about her legs", {
        **STRAIN, "age": 52, "sex": "female", "gait_unsteady_new": "not_sure", "leg_weak_one": "not_sure"}, 24, None),
    "fever": ("a man of 58 with a high temperature", {**STRAIN, "age": 58, "fever": "yes", "strain": "no"}, 18, None),
    "sixteen": ("a boy of 16", {**STRAIN, "age": 16}, 24, None),
    "chest": ("a man of 61 with chest pain", {**STRAIN, "age": 61, "chest_pain": "yes"}, 4, None),
}
WAYS = {"80x24": ([], 80), "40x24": ([], 40), "accessible": (["--accessible"], 80)}


def count_words(text):
    return sum(1 for word in re.sub(r"\x1b\[[0-9;]*m", "", text).split() if re.search(r"[A-Za-z]", word))


def line_for(question, answers, screen):
    """What this person types, and what it tells."""
    kind = question["kind"]
    if kind == "number":
        value = answers[question["sets"][0]]
        when = (f"{value} days" if value else "today") if question["accept"] == "duration" else str(value)
        return when, {question["sets"][0]: value}
    if kind == "list":
        told = {option["finding"]: answers[option["finding"]] for option in question["options"]}
        if len(told) == 1:
            (value,) = told.values()
            return {"yes": "y", "no": "n", "not_sure": "not sure"}[value], told
        picks = [f"{n}{'?' if told[o['finding']] == 'not_sure' else ''}"
                 for n, o in enumerate(question["options"], 1) if told[o["finding"]] != "no"]
        return " ".join(picks) or "0", told
    if kind == "many":
        name = question["sets"][0]
        picks = [str(n) for n, o in enumerate(question["options"], 1) if set(o["set"][name]) <= set(answers[name])]
        return " ".join(picks) or "0", {name: answers[name]}
    for n, option in enumerate(question["options"], 1):
        if all(answers[key] == value for key, value in option["set"].items()):
            return str(n), option["set"]
    raise LookupError(f"no option of {question['id']} fits {[answers[key] for key in question['sets']]}")


class Journey:
    def __init__(self, binary, name, way, tally):
        self.flags, self.columns = WAYS[way]
        self.name, self.way, self.tally = name, way, tally
        self.program = outside.Program(binary)
        self.answers = outside.full_answers(PEOPLE[name][1])
        self.given, self.asked, self.lines_seen = {}, [], {}
        self.words = self.lines = 0

    def expect(self, what, good, detail=""):
        self.tally.check(f"{self.name} {self.way}: {what}", good, str(detail)[-700:])

    def next(self):
        decision, _ = self.program.triage(self.given, "--region", "GB")
        return decision

    def read(self, screen):
        self.words += count_words(screen)
        self.lines += screen.count("\n")

    def shows(self, question, screen):
        """The screen holds what the question object holds, and the same numbers."""
        words = squeezed(screen)
        self.expect(f"{question['id']} is asked", squeezed(question["text"]) in words, screen)
        if "example" in question:
            self.expect(f"{question['id']} gives its example", squeezed(question["example"]) in words, screen)
        if "of" in question["section"]:
            place = f"{question['section']['place']} of {question['section']['of']}"
            self.expect(f"{question['id']} says where one is", place in words, place)
        options = question["options"]
        if question["kind"] == "list" and len(options) == 1:
            self.expect(f"{question['id']} shows its one line", squeezed(options[0]["text"]) in words, screen)
            return
        shown = {n: text for n, text in numbered(screen).items()}
        if options:
            texts = {n: squeezed(option["text"]) for n, option in enumerate(options, 1)}
            self.expect(f"{question['id']} shows its options", shown == texts, f"{shown} and {texts}")
            self.expect(f"{question['id']} has at most {MOST_LINES} lines", len(options) <= MOST_LINES, len(options))
            if "Yes" in texts.values():
                self.expect(f"{question['id']} has Yes first and No second", (texts[1], texts[2]) == ("Yes", "No"), texts)

    def play(self):
        """\\return the JSON decision at which the terminal stopped asking, and the screen with it."""
        program = self.program
        terminal = Terminal(program.words(*self.flags, "--region", "GB", "triage"),
                            outside.environment(program.folder.name), columns=self.columns, cwd=program.folder.name)
        self.pages = ""
        try:
            screen = terminal.wait()
            while True:
                decision = self.next()
                question = decision.get("next")
                if decision["status"] == "decided" or question is None:
                    break
                if "Enter goes on" in screen:  # a position of ease
                    self.expect("ease comes after the danger list", "of" not in question["section"], question["id"])
                    self.read(screen)
                    screen = terminal.ask("")
                self.read(screen)
                self.pages += screen
                self.shows(question, screen)
                line, told = line_for(question, self.answers, screen)
                self.asked.append(question["id"])
                self.given.update(told)
                screen = terminal.ask(line)
                # On a busy machine a screen comes in parts.
                for _ in range(20):
                    if re.search(r"[:>] $", screen) or terminal.code is not None:
                        break
                    screen += terminal.wait()
                while CLARIFY in screen:
                    self.read(screen)
                    screen = terminal.ask("3")
                if terminal.code is not None or len(self.asked) > 60:
                    break
            if REVIEW in squeezed(screen):
                self.read(screen)
                self.review(screen)
                self.asked.append("review")
                screen = terminal.ask("")
            self.result(decision, screen)
            terminal.send("q\n")
            return self
        finally:
            terminal.close()

    def review(self, screen):
        """Every line names only what was on a screen before."""
        before = squeezed(self.pages).lower()
        titles = {squeezed(one["title"]).lower() for one in TITLES}
        self.expect("the review fits 24 lines", self.columns < 80 or screen.count("\n") <= 24, screen.count("\n"))
        for line in numbered(screen.replace("• ", "")).values():
            title, _, said = line.partition(": ")
            told = said if title.lower() in titles else line
            for part in told.split("; "):
                part = re.sub(r": not sure$", "", part).rstrip(".").lower()
                known = part in before or re.fullmatch(r"\d+ .*|today", part)
                self.expect(f"the review says only what was asked: {part}", known, line)

    def result(self, decision, screen):
        last = squeezed("\n".join(screen.rstrip().splitlines()[-24:]))
        headline = squeezed(decision["headline"])
        self.expect("the headline is on the last screen", headline in last, last)
        if decision["plan_allowed"]:
            tail = squeezed("\n".join(screen.rstrip().splitlines()[-(3 if self.columns > 60 else 8):]))
            self.expect("session is named at the end", "backcoach session" in tail, tail)


def figures(played):
    """The table of docs/screens.md."""
    rows = ["| Who | Ends in | Answers | Words | Minutes | Screens 80x24 | 40x24 |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for name, (who, _, most, words) in PEOPLE.items():
        wide, narrow = played[name, "80x24"], played[name, "40x24"]
        minutes = max(1, round(wide.words / WORDS_A_MINUTE))
        mark = f" (at most {most})"
        rows.append(f"| {who} | {wide.end} | {len(wide.asked)}{mark} | {wide.words}{f' (at most {words})' if words else ''} "
                    f"| {minutes} | {math.ceil(wide.lines / 24)} | {math.ceil(narrow.lines / 24)} |")
    return "\n".join(rows)


def main():
    options = outside.parser(__doc__)
    options.add_argument("--write", action="store_true")
    options.add_argument("--only", nargs="*", default=[], choices=sorted(PEOPLE), metavar="NAME")
    options.add_argument("--show", action="store_true", help="print the counts")
    options = options.parse_args()
    tally, played = outside.Tally(), {}
    global TITLES
    TITLES = json.loads(outside.Program(options.binary).run("questions", "list", "--json").stdout)["questions"]
    for name, (_, _, most, words) in PEOPLE.items():
        if options.only and name not in options.only:
            continue
        for way in WAYS:
            journey = Journey(options.binary, name, way, tally)
            try:
                played[name, way] = journey.play()
            except (LookupError, TimeoutError) as trouble:
                tally.check(f"{name} {way}: can be played", False, str(trouble)[-900:])
                continue
            end = journey.next()
            journey.end = end["urgency"]
            if options.show:
                print(name, way, len(journey.asked), journey.words, journey.lines, " ".join(journey.asked))
            journey.expect(f"at most {most} answers", len(journey.asked) <= most, f"{len(journey.asked)}: {journey.asked}")
            if words and way == "80x24":
                journey.expect(f"at most {words} words", journey.words <= words, journey.words)
    said = json.loads((outside.ROOT / "data/notices.json").read_text())["notices"]
    said = next(one["text"] for one in said if one["id"] == "takes_minutes")
    if ("strain_woman", "80x24") in played:
        minutes = math.ceil(played["strain_woman", "80x24"].words / WORDS_A_MINUTE)
        tally.check("the time promised is the time measured", f"About {minutes} minutes" in said, f"{minutes}: {said}")
    if len(played) == len(PEOPLE) * len(WAYS):
        text = DOC.read_text() if DOC.exists() else f"{START}\n{END}\n"
        made = f"{START}\n\n{figures(played)}\n\n{END}"
        if options.write:
            DOC.write_text(re.sub(re.escape(START) + ".*?" + re.escape(END), lambda _: made, text, flags=re.S))
        tally.check("docs/screens.md has these figures", options.write or made in text, "run with --write")
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
