#!/usr/bin/env python3
"""The first decision and the days after it at real terminals: the review and the result, the second day, a week later, a
bad night, and the morning after an emergency, each at 80x24, at 40x24, in accessible mode and on a dumb terminal.

  day.py --binary PATH [JOURNEY ...]

Every screen that waits for somebody is compared with tests/terminal/screens; BACKCOACH_UPDATE_GOLDEN=1 writes them. The
last screen of each journey holds its headline, and the next command or key. Needs tmux.
"""
import os
import pathlib
import signal
import sys

from run import (EXAMPLES, REVIEW, Group, Person, Screen, against_contract, example, outside, questions_of, redrawn,
                 squeezed, too_wide)
from session import finished, press, started, until

SCREENS = pathlib.Path(__file__).parent / "screens"
KINDS = {"80x24": (80, 24, {}, ()), "40x24": (40, 24, {}, ()), "accessible": (80, 24, {}, ("--accessible",)),
         "dumb": (80, 24, {"TERM": "dumb"}, ())}
PROMISED, WEEKLY = 3, 8  # questions of a day, and of the one day in a week
UPDATE = os.environ.get("BACKCOACH_UPDATE_GOLDEN")


class Journey:
    """One person at one kind of terminal."""

    def __init__(self, group, name, kind, example="stiff_desk_worker"):
        self.group, self.name, self.kind = group, name, kind
        self.columns, self.lines, self.env, self.flags = KINDS[kind]
        self.program = group.program()
        self.screens = []
        self.raw = b""
        if example is None:
            return
        ran = self.program.run("--region", "GB", "triage", "--answers", str(EXAMPLES / f"{example}.json"))
        assert ran.returncode in (0, 10, 20, 30), ran.stderr

    def check(self, what, holds, detail=""):
        return self.group.check(f"{self.name}, {self.kind}: {what}", holds, detail)

    def play(self, now, command, keys):
        """Types `keys`, each a line, and keeps every screen. \\return the exit code and the last screen."""
        screen = Screen(self.program, "--now", now, "--region", "GB", *self.flags, *command, columns=self.columns,
                        lines=self.lines, env=self.env)
        try:
            last = screen.shown()
            self.screens.append(last)
            for key in keys:
                if screen.dead:
                    self.check(f"{' '.join(command) or 'backcoach'} still asks before {key!r}", False, screen.shown())
                    break
                screen.ask(key)
                last = screen.shown()
                # What is left after the end depends on when tmux tells of it.
                if not screen.dead:
                    self.screens.append(last)
            raw = screen.raw()
            wide = too_wide(raw.decode(errors="replace").replace("\r\n", "\n"), self.columns)
            self.check(f"no line is wider than {self.columns}", not wide, wide[:3])
            self.check("nothing is redrawn", not redrawn(raw), redrawn(raw)[:5])
            if self.kind in ("accessible", "dumb"):
                self.check("the contract of accessible mode", not against_contract(raw), against_contract(raw))
            return screen.code, last
        finally:
            screen.close()

    def keep(self):
        """Compares the screens with those that were kept."""
        text = ""
        for i, screen in enumerate(self.screens):
            lines = [line.rstrip() for line in screen.rstrip("\n").split("\n")]
            # tmux tells when the program has ended.
            lines = [line for line in lines if not line.startswith("Pane is dead")]
            while lines and not lines[-1]:
                lines.pop()
            text += f"=== {i + 1}\n" + "\n".join(lines) + "\n"
        path = SCREENS / f"{self.name}.{self.kind}.txt"
        if UPDATE:
            SCREENS.mkdir(exist_ok=True)
            path.write_text(text)
            return
        kept = path.read_text() if path.exists() else ""
        difference = next((f"line {i + 1}: kept {a!r}, now {b!r}" for i, (a, b) in enumerate(
            zip(kept.split("\n") + [""] * 99, text.split("\n"))) if a != b), "")
        self.check(f"the screens are those of {path.name}", kept == text, difference)


def has(journey, screen, *words):
    squeezed = " ".join(screen.split())
    for one in words:
        journey.check(f"the last screen says {one!r}", one in squeezed, screen)


def first_day(group, name, kind, answers, keys, end, headline):
    """The interview to its review, and then `keys`: each screen from the review on is kept."""
    if kind == "dumb":  # the same as accessible
        return
    journey = Journey(group, name, kind, None)
    screen = Screen(journey.program, "--now", "2026-11-21T08:30", "--region", "GB", *journey.flags, "triage",
                    columns=journey.columns, lines=journey.lines, env=journey.env)
    try:
        person = Person(questions_of(journey.program), outside.full_answers(answers))
        out = screen.raw().decode(errors="replace").replace("\r\n", "\n")
        for _ in range(60):
            if REVIEW in squeezed(out) or squeezed(out).endswith("q close:"):
                break
            out = screen.ask(person.reply(out))
        # Somebody who is sent on sees no review.
        if REVIEW in squeezed(out):
            journey.screens.append(screen.shown())
            screen.ask("")
        has(journey, screen.shown(), *headline)
        journey.screens.append(screen.shown())
        for key in keys:
            screen.ask(key)
            journey.screens.append(screen.shown())
        screen.ask("q")
        journey.check(f"ends with exit {end}", screen.code == end, screen.code)
    except (LookupError, TimeoutError, TypeError) as trouble:
        journey.check("can be played", False, repr(trouble))
    finally:
        screen.close()
    journey.keep()


def strain_result(group, kind):
    """An ordinary strain: the review, one screen of result, what to look out for, why."""
    first_day(group, "strain_result", kind, example("strain"), ["w", "y"], 0,
              ("None of these answers points to an emergency", "Next: backcoach session", "q close:"))


def same_day_result(group, kind):
    """A high temperature: seen today, and no plan."""
    first_day(group, "same_day_result", kind, example("fever"), ["y"], 20, ("Get medical help today", "q close:"))


def emergency_result(group, kind):
    """Numb between the legs: no review, the page at once, and the number stands above the prompt."""
    first_day(group, "emergency_result", kind, example("numb_saddle"), ["2"], 30,
              ("Get emergency help now: call 999.", "q close:"))


def second_day(group, kind):
    """Bare backcoach, Enter, three answers, and the plan: one key from the session."""
    journey = Journey(group, "second_day", kind)
    code, last = journey.play("2026-11-22T08:00", (), ["", "0", "3", "2"])
    journey.check("three answers and the day is there", code is None, last)
    has(journey, last, "Enter start: ", "w what to look out for", "None of these answers points to an emergency")
    journey.keep()
    return journey


def so_so_day(group, kind):
    """A bit more pain: more is asked, nothing says to add anything."""
    journey = Journey(group, "so_so_day", kind)
    code, last = journey.play("2026-11-22T08:00", ("checkin",), ["0", "4", "3", "2", "4", "2", "0", "q"])
    journey.check("ends with exit 0", code == 0, f"{code} {last}")
    has(journey, last, "A so-so day (amber)")
    journey.check("nothing says to add", "Add " not in "".join(journey.screens[6:]), last)
    journey.keep()


def a_week_later(group, kind):
    """The questions of a week come on their day, after the three."""
    journey = Journey(group, "a_week_later", kind)
    screen = Screen(journey.program, "--now", "2026-11-28T08:00", "--region", "GB", *journey.flags, "checkin",
                    columns=journey.columns, lines=journey.lines, env=journey.env)
    try:
        asked = 0
        while asked < 20 and not screen.dead:
            shown = screen.shown()
            journey.screens.append(shown)
            prompt = " ".join(shown.split()[-40:])
            if "w what to look out for" in prompt:
                break
            screen.ask("0" if "None? Type 0" in prompt or "0 = none" in prompt else
                       "2" if "1 to 4" in prompt else "1" if "1 to " in prompt else "5")
            asked += 1
        journey.check(f"at most eight more than the three: {asked}", 3 < asked <= PROMISED + WEEKLY, asked)
        has(journey, screen.shown(), "Enter start: ")
    finally:
        screen.close()
    journey.keep()


def bad_night(group, kind):
    """A flare at two in the morning: three answers, and a small day."""
    journey = Journey(group, "bad_night", kind)
    code, last = journey.play("2026-11-23T02:10", ("flare",), ["0", "7", "1"])
    journey.check("three answers and the small day is there", code is None, last)
    has(journey, last, "w what to look out for", "Do less on a bad day")
    journey.keep()


def morning_after(group, kind):
    """The morning after "call 999": the page first, three keys, and no other question."""
    journey = Journey(group, "morning_after", kind, "numb_saddle")
    code, last = journey.play("2026-11-22T08:00", (), [""])
    journey.check("exit 30", code == 30, code)
    has(journey, last, "999")
    code, last = journey.play("2026-11-22T08:05", ("checkin",), [""])
    journey.check("not yet: the page at once, exit 30", code == 30, f"{code} {last}")
    has(journey, last, "999")
    journey.keep()


def in_session(group, name, kind):
    """A session that has begun, so slow that it stays where it is."""
    journey = Journey(group, name, kind)
    screen = started(journey.program, "--speed", "0.001", columns=journey.columns, lines=journey.lines)
    return journey, screen


def session(group, kind):
    """A look at the keys, an unknown key, something wrong that was nothing, and out."""
    if kind in ("accessible", "dumb"):
        return
    journey, screen = in_session(group, "session", kind)
    try:
        press(screen, "?")
        keys = until(screen.shown, "What the keys do")
        journey.check("? shows what each key does, and waits", "stop, and keep this" in keys and "Paused" in keys,
                      keys)
        press(screen, "x")
        until(screen.shown, "q stop")
        press(screen, "Z")
        until(screen.shown, "That key does nothing here")
        press(screen, "!")
        until(lambda: screen.shown(history=True), "What is wrong?")
        for key in ("4", "Enter"):
            press(screen, key)
        back = until(screen.shown, "q stop")
        journey.check("a slip comes back, paused", "Paused" in back, back)
        press(screen, "q")
        until(lambda: screen.shown(history=True), "worst pain")
        press(screen, "Enter")
        journey.check("ends with exit 0", finished(screen) == 0, screen.code)
        has(journey, screen.shown(history=True), "Saved. Tomorrow, type: backcoach checkin")
    except TimeoutError as trouble:
        journey.check("can be followed", False, trouble)
    finally:
        screen.close()


def interrupted(group, kind):
    """Ctrl-C says what was kept."""
    if kind in ("accessible", "dumb"):
        return
    journey, screen = in_session(group, "interrupted", kind)
    try:
        press(screen, "C-c")
        until(lambda: screen.shown(history=True), "What you did is kept")
        journey.check("ends by the signal", finished(screen) == -signal.SIGINT, screen.code)
    except TimeoutError as trouble:
        journey.check("can be followed", False, trouble)
    finally:
        screen.close()


JOURNEYS = (strain_result, same_day_result, emergency_result, second_day, so_so_day, a_week_later, bad_night, morning_after, session, interrupted)


def main():
    parser = outside.parser(__doc__)
    parser.add_argument("journeys", nargs="*")
    options = parser.parse_args()
    tally = outside.Tally()
    for journey in JOURNEYS:
        if options.journeys and journey.__name__ not in options.journeys:
            continue
        for kind in KINDS:
            try:
                journey(Group(options.binary, tally, "day"), kind)
            except TimeoutError as trouble:
                tally.check(f"{journey.__name__}, {kind}: can be played", False, str(trouble)[-400:])
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
