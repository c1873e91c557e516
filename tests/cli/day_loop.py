#!/usr/bin/env python3
"""The days after the first decision: how much is asked, and that every page says the same.

  day_loop.py --binary PATH

The check-in and the bad day are played through JSON as a chat window would play them, for every pain from 0 to 10 and no
danger sign: what is asked before `may_stop` is what the help promises. The headline of the check-in is that of plain
`backcoach` in the same minute. Words and questions of a week are counted.
"""
import datetime
import json
import sys

import outside

FIRST = datetime.date(2026, 11, 21)
PROMISED = 3
EXAMPLES = ("stiff_desk_worker", "strain", "one_leg_tingling", "runner_long_lasting")


def at(day, time="08:00"):
    return f"{FIRST + datetime.timedelta(day - 1)}T{time}"


def answer_of(question, told):
    """What somebody answers for whom nothing of the kind has happened, but for what is told."""
    sets = question["sets"]
    if question["kind"] == "list":
        return {name: told.get(name, "no") for name in sets}
    if question["kind"] == "number":
        return {sets[0]: told.get(sets[0], max(question["min"], min(4, question["max"])))}
    if question["kind"] == "many":
        return {sets[0]: told.get(sets[0], [])}
    for option in question["options"]:
        if all(told.get(name) == value for name, value in option["set"].items() if name in sets):
            return option["set"]
    return question["options"][0]["set"]


class Home:
    def __init__(self, binary, example="stiff_desk_worker", first=1):
        self.program = outside.Program(binary)
        path = outside.ROOT / "examples" / f"{example}.json"
        self.first = self.run("triage", "--answers", str(path), day=first)

    def run(self, *words, day=2, time="08:00", **more):
        return self.program.run("--now", at(day, time), "--region", "GB", *words, **more)

    def play(self, command, told, day=2, most=40):
        """Asks as a client does, writing nothing, until it may stop. \\return the ids asked, and the answers."""
        given, asked = {}, []
        while len(asked) < most:
            ran = self.run(command, "--answers", "-", "--json", day=day, stdin=outside.wrapped(given),
                           env={"BACKCOACH_NO_SAVE": None})
            out = json.loads(ran.stdout)
            question = out.get("next")
            if ran.returncode != 4 or not question:
                return asked, given, out
            asked.append(question["id"])
            given.update(answer_of(question, told))
        raise RuntimeError(f"no end: {asked}")


def counts(binary, tally):
    for example in EXAMPLES:
        for command, extra in (("checkin", {"went": "well"}), ("flare", {"can_walk_3_minutes": "yes"})):
            for pain in range(11):
                home = Home(binary, example)
                if home.first.returncode >= 20:
                    continue
                asked, _, out = home.play(command, {"nprs_now": pain, **extra})
                # "How it went" is the third of a check-in, and may be left out. Pain that may call for rest asks how much
                # of it has been used.
                rest = {"rest_hours_used"} & set(asked) if pain >= 8 else set()
                asked = [one for one in asked if one not in rest]
                left = out.get("next") or {}
                tally.check(f"{example}: {command} at pain {pain} asks what it promises",
                            len(asked) <= PROMISED and set(asked) <= {"danger_signs", "nprs_now", "flare_walk",
                                                                      "plan_went"}, asked)
                if command == "checkin" and out.get("status") == "decided":
                    tally.check(f"{example}: {command} at pain {pain} goes on with how it went, and may stop",
                                left.get("id") == "plan_went" and left.get("may_stop"), left.get("id"))


def more_is_asked_of_those_who_say_so(binary, tally):
    home = Home(binary)
    asked, given, _ = home.play("checkin", {"something_new": "yes"})
    tally.check("something new asks what", asked[:2] == ["danger_signs", "anything_new"], asked)
    asked, given, _ = Home(binary).play("checkin", {"something_new": "not_sure"})
    tally.check("so does a doubt", asked[:2] == ["danger_signs", "anything_new"], asked)
    asked, given, _ = Home(binary).play("checkin", {"danger_belly": "yes", "belly_severe": "no", "tearing_pain": "no"})
    tally.check("a danger sign told by a file sends for help, whatever is left out", asked == ["danger_signs"], asked)
    whole = {name: "no" for name in ("new_leg", "new_pain", "new_illness", "new_told", "new_treatment")}
    lines = [name for name in given if name.startswith("danger_")]
    ran = Home(binary).run("checkin", "--answers", "-", "--json", stdin=outside.wrapped(
        {**{name: "no" for name in lines}, **whole, "nprs_now": 3}))
    tally.check("a file that answers each kind of news needs no line above them", ran.returncode in (0, 10),
                f"{ran.returncode} {ran.stderr.decode()[-300:]}")
    ran = Home(binary).run("checkin", "--answers", "-", "--json", stdin=outside.wrapped(
        {**{name: "no" for name in lines}, "nprs_now": 3}))
    tally.check("a file that says nothing of news is not whole", ran.returncode == 4 and
                "something_new" in json.loads(ran.stdout)["missing"], ran.stdout[:300])
    ran = Home(binary).run("checkin", "--answers", "-", "--json", stdin=outside.wrapped(
        {**{name: "no" for name in lines}, "something_new": "yes", "nprs_now": 3}))
    tally.check("nor is one that says there is some and not what", ran.returncode == 4 and
                "new_leg" in json.loads(ran.stdout)["missing"], ran.stdout[:300])


def weekly(binary, tally):
    """What is asked once a week is asked on that day, and on no day before."""
    home = Home(binary)
    quiet = None
    for day in range(2, 9):
        asked, given, out = home.play("checkin", {"nprs_now": 3}, day=day)
        quiet = {**given, "went": "well"}
        ran = home.run("checkin", "--answers", "-", "--json", day=day, stdin=outside.wrapped(quiet))
        left = json.loads(ran.stdout)["next"]
        optional = {"walked", "nprs_worst24", "nprs_best24", "stress", "morning_stiff_minutes", "sitting_hours"}
        weekly_ones = left and left["id"] not in optional
        tally.check(f"day {day}: {'the questions of a week' if day == 8 else 'none of a week'}",
                    bool(weekly_ones) == (day == 8) or (left and left["id"] not in (
                        "activities", "walk_minutes", "trend", "legs_today", "sleep_quality", "provoke_effort",
                        "settle_time")) and day < 8, left and left["id"])


def one_headline(binary, tally):
    for pain, went in ((3, "well"), (4, "a_bit"), (8, "more")):
        home = Home(binary)
        _, given, _ = home.play("checkin", {"nprs_now": pain})
        told = {**given, "went": went}
        if went != "well":
            told.update(exercise_before=2, exercise_during=8 if went == "more" else 4, exercise_morning=2)
        page = home.run("checkin", "--answers", "-", stdin=outside.wrapped(told)).stdout.decode()
        bare = home.run(time="08:00").stdout.decode()
        head = page.strip().splitlines()[-1]
        tally.check(f"{went}: check-in and plain backcoach end in the same headline",
                    head and head == bare.strip().splitlines()[-1], f"{head!r} {bare[-200:]!r}")
        tally.check(f"{went}: it stands first, too", page.strip().startswith(head), page[:200])
        tally.check(f"{went}: the next command stands in the last three lines",
                    any("backcoach session" in line for line in
                        [one for one in page.strip().splitlines() if one][-3:]), page[-300:])
        if went != "well":
            tally.check(f"{went}: nothing says to add anything", "Add " not in page, page)


def json_or_error(binary, tally):
    home = Home(binary)
    for words in (("checkin",), ("flare",), ("plan",), ("next",), ("explain",), ("progress",), ("exercises", "list"),
                  ("exercises", "show", "cat camel"), ("explain", "cat camel"), ()):
        ran = home.run(*words, "--json", day=1, time="09:00", stdin="")
        text = ran.stdout.decode()
        try:
            tally.check(f"{' '.join(words)} --json gives JSON", isinstance(json.loads(text), dict), text[:200])
        except ValueError:
            tally.check(f"{' '.join(words)} --json gives JSON or exit 2", ran.returncode == 2 and not text, text[:200])


def names(binary, tally):
    home = Home(binary)
    for typed, wanted in (("Cat-camel", "Cat-camel"), ("cat camel", "Cat-camel"), ("cat_camel", "Cat-camel"),
                          ("CAT CAMEL (all fours)", "Cat-camel"), ("bird", "Bird-dog"), ("birddog", "Bird-dog"),
                          ("glute bridge", "Glute bridge")):
        for command in (("exercises", "show"), ("explain",)):
            ran = home.run(*command, typed, day=1)
            tally.check(f"{' '.join(command)} \"{typed}\"", ran.returncode == 0 and
                        wanted in ran.stdout.decode().splitlines()[0], ran.stdout[:120] + ran.stderr[-200:])
    ran = home.run("exercises", "show", "hip", day=1)
    tally.check("what may be several is asked back", ran.returncode == 2 and ran.stderr.count(b"hip") >= 3, ran.stderr)
    ran = home.run("exercises", "show", "zebra crossing", day=1)
    tally.check("what is nothing is said so", ran.returncode == 2 and b"there is no exercise" in ran.stderr, ran.stderr)
    for light in ("green", "amber", "red"):
        ran = home.run("explain", light, day=1)
        tally.check(f"explain {light}", ran.returncode == 0 and light.encode() in ran.stdout, ran.stdout)


def explain(binary, tally):
    """No name of a rule and no source is on a page for people unless it is asked for."""
    ids = [json.loads(path.read_text())["id"] for path in (outside.ROOT / "data/red_flags").glob("*.json")]
    home = Home(binary)
    page = home.run("explain", day=1).stdout.decode()
    named = [one for one in ids if one in page.split()] + [one for one in ("decision.", "self_care") if one in page]
    tally.check("explain names no rule", not named, named)
    tally.check("explain has no sources", "http" not in page and "was read" not in page, page)
    tally.check("explain says how to see them", "--sources" in page, page[-300:])
    tally.check("explain --sources has them", "was read" in home.run("explain", "--sources", day=1).stdout.decode())
    tally.check("it fits a screen or two", len(page.split()) < 330, len(page.split()))
    for words in (("explain", "bird_dog"), ("exercises", "show", "bird_dog")):
        tally.check(f"{' '.join(words)} has no sources", b"http" not in home.run(*words, day=1).stdout)
        tally.check(f"{' '.join(words)} --sources has them", b"http" in home.run(*words, "--sources", day=1).stdout)


def helper(binary, tally):
    """Somebody reads aloud for the person on the floor."""
    notices = {one["id"]: one["text"] for one in json.loads((outside.ROOT / "data/notices.json").read_text())["notices"]}
    home = Home(binary)
    page = home.run("--helper", "explain", day=1).stdout.decode()
    tally.check("a result says to read it aloud", notices["helper_result"] in " ".join(page.split()), page[:200])
    tally.check("without a helper nothing does", notices["helper_result"] not in home.run("explain", day=1).stdout.decode())


def progress(binary, tally):
    home = Home(binary)
    pains = {2: 4, 3: 3, 4: 3, 5: 7, 6: 4, 7: 4}
    for day, pain in pains.items():
        _, given, _ = home.play("checkin", {"nprs_now": pain}, day=day)
        home.run("checkin", "--answers", "-", day=day, stdin=outside.wrapped({**given, "went": "well"}))
    page = home.run("progress", day=7, time="09:00").stdout.decode()
    first = [line for line in page.splitlines() if line.strip()][0]
    tally.check("progress tells the week first", "Sun 4, Mon 3, Tue 3, Wed 7, Thu 4, Fri 4" in first, first)
    tally.check("then the day that stood out", "Wednesday was the hardest day, at 7. On Thursday it was 4." in page, page)
    tally.check("no date is written for machines", "2026-" not in page, page)
    levels = [line for line in page.splitlines() if line.strip().split(" ")[0].isdigit() and "|" in line]
    tally.check("the plot has steps of one", not levels or len(levels) == 11, levels)


def paper(binary, tally):
    home = Home(binary)
    page = home.run("plan", "--format", "html", day=1, time="12:48").stdout.decode()
    tally.check("paper has boxes to tick", page.count("☐") >= 3, page.count("☐"))
    tally.check("paper has pain to circle", "Circle one" in page)
    tally.check("paper knows no clock of the moment it was printed", "It is 12:48" not in page)
    tally.check("the stop list stands once", page.count("Stop for sharp or shooting pain") == 1,
                page.count("Stop for sharp or shooting pain"))


def main():
    options = outside.parser(__doc__).parse_args()
    tally = outside.Tally()
    for group in (counts, more_is_asked_of_those_who_say_so, weekly, one_headline, json_or_error, names, explain, helper,
                  progress, paper):
        group(options.binary, tally)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
